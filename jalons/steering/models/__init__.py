from jalons.steering.models.log import ChangeLogEntry, Substantiation
from jalons.steering.models.markers import MarkerObservation, ProgressMarker
from jalons.steering.models.reviews import (
    ChangeNarrative,
    ChangeRating,
    ChangeReview,
    HypothesisFinding,
    ReviewAttendance,
    SteeringDecision,
)

__all__ = [
    "ChangeLogEntry",
    "ChangeNarrative",
    "ChangeRating",
    "ChangeReview",
    "HypothesisFinding",
    "MarkerObservation",
    "ProgressMarker",
    "ReviewAttendance",
    "SteeringDecision",
    "Substantiation",
]
