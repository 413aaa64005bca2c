"""Journeys under way: begun, filled page by page, saved for later, submitted or forgotten."""
