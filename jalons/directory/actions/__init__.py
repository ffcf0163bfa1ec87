"""Moves on the directory: organisations, people, venues, competences."""
