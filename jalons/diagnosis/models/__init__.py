"""Tables of the diagnosis: what a first table said and decided, the strategic capital, the canvas."""

from jalons.diagnosis.models.canvas import (
    Canvas,
    CanvasMember,
    CanvasPartner,
    CanvasRisk,
    CanvasSpace,
    CanvasStage,
)
from jalons.diagnosis.models.capital import Cultivation, Finding, Level, Reading
from jalons.diagnosis.models.table import (
    DECIDED,
    Cluster,
    ClusterMember,
    CrossReading,
    CurrentManager,
    SocialUrgency,
    SuggestionRefusal,
    WallMove,
)

__all__ = [
    "DECIDED",
    "Canvas",
    "CanvasMember",
    "CanvasPartner",
    "CanvasRisk",
    "CanvasSpace",
    "CanvasStage",
    "Cluster",
    "ClusterMember",
    "CrossReading",
    "Cultivation",
    "CurrentManager",
    "Finding",
    "Level",
    "Reading",
    "SocialUrgency",
    "SuggestionRefusal",
    "WallMove",
]
