"""Everything that knows Django exists."""
