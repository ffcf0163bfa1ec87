"""Demonstration data, dossier out and in, backup and restore: drives every area."""
