"""The officers' skin. No models."""
