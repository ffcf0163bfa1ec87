import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempt_counted_before() -> None:
    """Rate limits count in the cache: each test starts from none."""
    cache.clear()
