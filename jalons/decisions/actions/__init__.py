"""Moves of a decision by consent, each checked by the kernel, journaled and published.

`opening` prepares it · `rounds` leads it · `answers` and `objections` hear the room · `outcomes` end it.
"""
