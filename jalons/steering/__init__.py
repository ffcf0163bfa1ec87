"""Pilotage: progress markers, change log, reviews, three separate ratings."""
