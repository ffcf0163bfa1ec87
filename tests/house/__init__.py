"""Tests of the house itself: what every area must hold to, whoever writes it."""
