"""Moves on the actors of a démarche."""
