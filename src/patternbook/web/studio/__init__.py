"""The designers' skin: the library, adopting, upgrading, comparing, editing. No models."""
