"""What the ready-made runsheets store fits the columns: SQLite would not say, PostgreSQL refuses."""

import pytest

from jalons.rooms.enums import Grouping
from jalons.rooms.models import Sequence
from jalons.workshops.runsheets import catalogue

PARTS = [(key, part) for key, runsheet in catalogue().items() for part in runsheet.parts]


@pytest.mark.parametrize(("key", "part"), PARTS, ids=[f"{key}: {part.title}" for key, part in PARTS])
def test_a_ready_made_part_fits_a_sequence(key, part):
    assert part.texts.get("grouping", "") in {"", *Grouping.values}
    for name in ("title", "kind", *part.texts):
        value = getattr(part, name, None) or part.texts.get(name, "")
        longest = Sequence._meta.get_field(name).max_length
        assert longest is None or len(value) <= longest, name
