"""Forms of the training. They clean and never save."""
