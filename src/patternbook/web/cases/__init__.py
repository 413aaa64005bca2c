"""Submissions, and the cases that deliver them."""
