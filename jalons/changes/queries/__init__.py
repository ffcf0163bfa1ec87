"""Reads of the futur idéal, the changes and their validation. Other areas use these names.

`validated_changes`, `steered_changes`, `current_change_set` · `sources_of`, `changes_from` ·
`kept_changes`, `changes_of` · `ideal_future_of`, `fragments_of`.
"""

from jalons.changes.queries.changes import changes_of, kept_changes, wording_of
from jalons.changes.queries.ideal import (
    FragmentGroup,
    fragments_of,
    grouped_fragments,
    ideal_future_of,
)
from jalons.changes.queries.lineage import Lineage, changes_from, sources_of
from jalons.changes.queries.validation import (
    Standing,
    all_favourable,
    current_change_set,
    is_validated,
    missing_authorities,
    standing_of,
    steered_changes,
    validated_changes,
)

__all__ = [
    "FragmentGroup",
    "Lineage",
    "Standing",
    "all_favourable",
    "changes_from",
    "changes_of",
    "current_change_set",
    "fragments_of",
    "grouped_fragments",
    "ideal_future_of",
    "is_validated",
    "kept_changes",
    "missing_authorities",
    "sources_of",
    "standing_of",
    "steered_changes",
    "validated_changes",
    "wording_of",
]
