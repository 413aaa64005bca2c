"""What is sent to people: an outbox written in the case's transaction, and the channels."""
