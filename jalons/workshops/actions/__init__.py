"""Moves on tables: a ready-made runsheet, attendance counts."""
