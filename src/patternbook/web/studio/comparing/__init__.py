"""Councils side by side on one service."""
