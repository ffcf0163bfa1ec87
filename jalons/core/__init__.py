"""Ids, clock, errors, live hub, components. No word of the domain stands here."""
