"""What residents and staff see: components, templates, themes. No models."""
