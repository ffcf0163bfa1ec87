"""Moves of the training area: the catalogue is loaded, a mission is created from a programme."""
