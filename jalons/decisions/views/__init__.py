"""Screens: `pages` to read, `rounds` to lead, `objections` to work on them, `room` for phones."""
