"""Moves on missions, steps, teams and signatories: one function a move."""
