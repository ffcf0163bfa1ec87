"""Organisations, people, venues and dated competences."""
