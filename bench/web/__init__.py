"""Benchmarks of the web: a real database, the product's settings for production, the whole middleware."""
