"""Reads: `screen` for the page of one decision, `invitations` for who was called."""
