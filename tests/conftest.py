"""Fixtures shared by every area."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase

from jalons.journal import triggers


@pytest.fixture(scope="session", autouse=True)
def _journal_gives_way_to_cleaning() -> Iterator[None]:
    """Tests with real transactions empty every table; the journal's triggers would refuse."""
    cleaning = TransactionTestCase._fixture_teardown

    def emptied(case: Any) -> None:
        with triggers.lifted():
            cleaning(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield
