"""Papers of the training as neutral trees: each module turns what was read into a `Document`."""
