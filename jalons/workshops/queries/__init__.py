"""What is read of the tables. Attendance is read so often that its queries stand here by name."""

from jalons.workshops.queries.presence import (
    Absences,
    Attendance,
    CategoryCount,
    CommuneCount,
    absences,
    attendance,
    counts,
    last_counted,
    missing_from,
    who_is_missing,
)

__all__ = [
    "Absences",
    "Attendance",
    "CategoryCount",
    "CommuneCount",
    "absences",
    "attendance",
    "counts",
    "last_counted",
    "missing_from",
    "who_is_missing",
]
