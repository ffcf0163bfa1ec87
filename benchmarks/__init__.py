"""Measures: each says its conditions, and compares with something on the same machine."""
