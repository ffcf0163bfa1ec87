"""Fixtures shared by every area."""
