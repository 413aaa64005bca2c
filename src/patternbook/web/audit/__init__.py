"""The append-only log of what was done, by whom; `@action` and `record` are the only doors."""
