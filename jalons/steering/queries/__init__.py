"""What pages and other areas read of steering."""

from jalons.steering.queries.log import LogCounts, LogFilter, entries_of, log_counts
from jalons.steering.queries.reviews import (
    ReviewCoverage,
    active_changes,
    coverage_of,
    next_review,
    open_decisions,
    reviews_of,
)
from jalons.steering.queries.state import ChangeState, MarkerState, change_states, missing_levels, state_of
from jalons.steering.queries.trace import WordTrace, trace_of, trace_words

__all__ = [
    "ChangeState",
    "LogCounts",
    "LogFilter",
    "MarkerState",
    "ReviewCoverage",
    "WordTrace",
    "active_changes",
    "change_states",
    "coverage_of",
    "entries_of",
    "log_counts",
    "missing_levels",
    "next_review",
    "open_decisions",
    "reviews_of",
    "state_of",
    "trace_of",
    "trace_words",
]
