"""Jalons carries a territory from what its people feel to changes that last."""

__version__ = "0.1.0"
