"""What a service definition says: text to nodes and back, and the checks between."""
