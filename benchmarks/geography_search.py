"""How long a search among the 1,255 EPCI takes, beside the bare cost of a count on the same database.

Run: `python -m benchmarks.geography_search`. The geography is loaded once and kept in `build/`.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.contributions import conditions
from tests.browser.build import geography_to

QUERIES = (
    "vassiviere",
    "248719353",
    "portes de vasivière",
    "eymoutiers",
    "limousin",
    "pays du trièves",
    "zzzz",
)
ROUNDS = 20
LIMIT_MS = 100


def median_ms(call: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def measure() -> dict[str, float]:
    """Median milliseconds by query, the bare count, and the worst ratio."""
    from django.db import connection

    from jalons.territories import queries

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM territories_territory")
            cursor.fetchone()

    results = {f"search {text!r}": median_ms(lambda text=text: queries.search_epci(text)) for text in QUERIES}
    slowest = max(results.values())
    results["bare count"] = median_ms(count)
    results["slowest / bare count"] = slowest / results["bare count"]
    return results


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jalons-mesure-") as home:
        geography_to(Path(home))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "jalons.config.settings", "JALONS_VAR": home, "JALONS_DEBUG": "0",
            "JALONS_SECRET_KEY": "measure",
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        _print(measure())


def _print(results: dict[str, float]) -> None:
    print(f"Conditions : {conditions()}")
    for name, value in results.items():
        print(f"{name:32} {value:8.2f}{'' if '/' in name else ' ms'}")
    worst = max(value for name, value in results.items() if name.startswith("search"))
    print(f"worst search {worst:.1f} ms, limit {LIMIT_MS} ms: {'ok' if worst < LIMIT_MS else 'TOO SLOW'}")


if __name__ == "__main__":
    main()
