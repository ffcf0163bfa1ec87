"""What is read of the tables. Attendance is read so often that its queries stand here by name."""

from jalons.workshops.queries.presence import (
    Attendance,
    CategoryCount,
    CommuneCount,
    attendance,
    last_counted,
    missing_from,
    who_is_missing,
)

__all__ = [
    "Attendance",
    "CategoryCount",
    "CommuneCount",
    "attendance",
    "last_counted",
    "missing_from",
    "who_is_missing",
]
