"""Pages of the portrait."""
