"""Missions and their plan of days, démarches, steps, team, signatories, themes, gates."""
