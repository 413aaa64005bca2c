"""The robot: it reads a definition and its examples, and walks every page in a real browser."""
