"""Numbers of papers have no gap when several people issue at the same moment.

At once on PostgreSQL. SQLite lets one writer in at a time, and its base in memory knows no waiting: there
the four issue one after the other.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from jalons.documents.models import IssuedDocument
from jalons.initiatives.models import Mission
from jalons.training.actions import papers
from tests.training import build

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def test_numbers_have_no_gap_when_four_people_issue():
    made = [build.mission(territories=1, title=f"Mission {number}") for number in range(AT_ONCE)]

    def issue(mission_id):
        close_old_connections()
        try:
            papers.issue_quote(Mission.objects.get(pk=mission_id), by=build.BY)
        finally:
            connection.close()

    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(issue, [one.pk for one in made]))
    else:
        for one in made:
            papers.issue_quote(one, by=build.BY)
    numbers = sorted(IssuedDocument.objects.filter(series="DEVIS").values_list("number", flat=True))
    assert numbers == list(range(1, AT_ONCE + 1))
