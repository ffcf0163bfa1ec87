"""Forms clean and never save."""
