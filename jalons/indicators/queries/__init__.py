"""Reading the portrait."""
