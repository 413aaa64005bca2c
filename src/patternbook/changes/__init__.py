"""What changed between definitions, and how several variants of one become one again."""
