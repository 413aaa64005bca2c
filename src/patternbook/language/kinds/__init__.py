"""The declared kinds of questions, contracts and settings: one visible tuple or table each."""
