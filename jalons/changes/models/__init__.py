"""Futur idéal, changements durables, their frozen sets and what the signatories decided."""

from jalons.changes.models.changes import ChangeMobilisation, LastingChange
from jalons.changes.models.ideal import IdealFuture
from jalons.changes.models.validation import (
    ChangeSet,
    FormalValidation,
    FrozenSetError,
    ValidationRectification,
)

__all__ = [
    "ChangeMobilisation",
    "ChangeSet",
    "FormalValidation",
    "FrozenSetError",
    "IdealFuture",
    "LastingChange",
    "ValidationRectification",
]
