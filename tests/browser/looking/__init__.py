"""Looking at a page: what a person who cannot see it, or uses keys, or has a small screen, would meet."""
