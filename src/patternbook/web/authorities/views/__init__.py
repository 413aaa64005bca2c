"""Pages for all, and pages about accounts of staff."""
