"""Connections to other systems: they answer the engine's calls, with limits, caching and a circuit breaker."""
