"""Moves on chemins: each checks, writes one line in the journal, and tells who is listening."""
