"""Writing the portrait: catalogue, facts, group of comparison, frozen versions."""
