"""Reads of the diagnosis. Other areas use these names.

`clusters_with_counts`, `coverage` · `cross_readings_of`, `uncrossed` · `urgencies_of`,
`sources_of_urgency`, `positions_of`.
"""

from jalons.diagnosis.queries.cross_readings import (
    cards_of_cross_readings,
    cross_readings_of,
    relation_counts,
    uncrossed,
)
from jalons.diagnosis.queries.urgencies import (
    communes_of,
    decision_counts,
    positions_of,
    ratings_of,
    sources_of_urgency,
    urgencies_of,
)
from jalons.diagnosis.queries.wall import (
    Coverage,
    cards,
    clusters_with_counts,
    coverage,
    recent_moves,
)

__all__ = [
    "Coverage",
    "cards",
    "cards_of_cross_readings",
    "clusters_with_counts",
    "communes_of",
    "coverage",
    "cross_readings_of",
    "decision_counts",
    "positions_of",
    "ratings_of",
    "recent_moves",
    "relation_counts",
    "sources_of_urgency",
    "uncrossed",
    "urgencies_of",
]
