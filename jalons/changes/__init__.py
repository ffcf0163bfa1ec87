"""Futur idéal, changements durables and their validation by the signatories."""
