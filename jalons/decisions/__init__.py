"""Consent as a process on any text: rounds, objections, adoption."""
