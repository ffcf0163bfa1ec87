"""Screens: `ideal` · `changes`, `choosing` · `validation`, `signing` · `actors`."""
