"""Extracts the figures of the demonstration's territories from the official files of JALONS_DATA.

`python -m tools.figures` rewrites `jalons/indicators/data/demonstration_figures.csv`. The official files
themselves never enter the repository; each figure keeps its producer, source, vintage and population.
"""
