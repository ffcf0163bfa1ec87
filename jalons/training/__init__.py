"""Training programmes and the missions that follow from them."""
