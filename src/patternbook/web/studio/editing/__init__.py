"""Changing a service with forms."""
