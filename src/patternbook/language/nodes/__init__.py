"""The nodes of the language: frozen dataclasses, everything by a stable key."""
