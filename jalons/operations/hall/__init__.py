"""A hall without internet: a territory on a laptop, its room on a Wi-Fi of its own, then back home."""
