"""Moves of steering."""
