"""Pages of the chemins."""
