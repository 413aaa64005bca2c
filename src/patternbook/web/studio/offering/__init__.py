"""Offering an edit to the publisher, and taking one."""
