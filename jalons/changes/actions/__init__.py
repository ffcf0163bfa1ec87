"""Moves: `ideal` · `drafts`, `choosing` · `adoption` by consent · `validation` by signatories · `actors`."""
