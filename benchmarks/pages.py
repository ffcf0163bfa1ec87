"""What each page asks of the database, with 1 and with 30 territories, and how soon it begins to come.

`python -m benchmarks.pages [rounds]`. Two tables, on the demonstration:

- queries by page, before and after the person on duty opens 29 more territories by the real action: a page
  whose count grows with the number of territories is a defect, and the exit code says so;
- time to first byte through a real uvicorn process, one request at a time, beside the page that asks nothing
  of the database (`/accessibilite/`) in the same rounds.

The demonstration is built once (a minute or two) and kept in `build/`; the measure itself takes seconds.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.contributions import conditions
from tests.browser.build import copy_to
from tests.served import Served

TERRITORIES = 30
ROUNDS = 15
REFERENCE = "home:accessibility"
TIMED = (
    REFERENCE, "home:landing", "home:mine", "home:territory", "initiatives:mission", "initiatives:step",
    "indicators:portrait", "stakeholders:actors", "rooms:room", "rooms:console", "rooms:words",
    "diagnosis:wall", "diagnosis:cross_readings", "decisions:consent", "changes:changes", "pathways:pathway",
    "steering:log",    "operations:dossier",
)  # fmt: skip


def count_queries(known: dict[str, Any]) -> dict[str, int]:
    """Queries of each page, opened by its own person. Runs inside the installation."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for page in known["pages"]:
        client = Client()
        if page["who"]:
            client.cookies["sessionid"] = known["sessions"][page["who"]]
        client.get(page["path"])  # what a process remembers is remembered
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page["path"])
        if answer.status_code == 200:
            counted[f"{page['name']} {page['who']} {page['path']}"] = len(queries)
    return counted


def open_territories(number: int) -> None:
    """That many more territories in one mission, opened by the officer of Vassivière. Runs inside."""
    from datetime import date
    from decimal import Decimal

    from jalons.accounts.models import User
    from jalons.directory.enums import OrganisationKind
    from jalons.directory.models import Organisation
    from jalons.initiatives.models import Initiative
    from jalons.operations.demo.accounts import CAST, address
    from jalons.territories.enums import Level
    from jalons.territories.models import Territory
    from jalons.training.actions import missions
    from jalons.training.models import Programme

    officer = User.objects.get(email=address(CAST["vassiviere_officer"]))
    taken = Initiative.objects.values("territory")
    client = Organisation.objects.filter(kind=OrganisationKind.CAF).first()
    provider = Organisation.objects.filter(kind=OrganisationKind.TRAINING_BODY).first() or client
    assert client is not None
    assert provider is not None
    missions.create(
        programme=Programme.objects.get(),
        purchase=missions.Purchase(
            title="Vingt-neuf territoires de plus", client=client, provider=provider, is_member_rate=False,
            daily_rate=Decimal(1), starts_on=date(2027, 1, 1),
        ),
        territories=list(Territory.objects.filter(level=Level.EPCI).exclude(pk__in=taken).order_by("code")[:number]),
        by=officer.actor,
        creator=officer,
    )  # fmt: skip


def inside() -> None:
    """In the installation's own process: prints both counts."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings

    known = json.loads((settings.VAR_DIR / "addresses.json").read_text())
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        before = count_queries(known)
        open_territories(TERRITORIES - 1)
        client = Client()
        client.cookies["sessionid"] = known["sessions"]["vassiviere_officer"]
        listed = set(re.findall(r"/territoires/([\w-]+)/", client.get("/mes-territoires/").content.decode()))
        assert len(listed) >= TERRITORIES, listed
        after = count_queries(known)
    print(json.dumps({name: [number, after.get(name)] for name, number in before.items()}))


def first_bytes(server: Served, known: dict[str, Any], rounds: int) -> dict[str, list[float]]:
    """Milliseconds to the first byte, by page; pages take turns so that all share the same conditions."""
    chosen = [next(page for page in known["pages"] if page["name"] == name) for name in TIMED]
    times: dict[str, list[float]] = {name: [] for name in TIMED}
    with httpx.Client(base_url=server.url, timeout=30) as client:
        for number in range(rounds + 1):
            for page in chosen:
                cookie = {"Cookie": f"sessionid={known['sessions'][page['who']]}"} if page["who"] else {}
                started = time.perf_counter()
                with client.stream("GET", page["path"], headers=cookie) as answer:
                    assert answer.status_code == 200, page
                    next(answer.iter_raw(1), b"")
                    took = (time.perf_counter() - started) * 1000
                    answer.read() if not answer.is_stream_consumed else None
                client.cookies.clear()
                if number:
                    times[page["name"]].append(took)
    return times


def main(rounds: int = ROUNDS) -> int:
    with tempfile.TemporaryDirectory(prefix="jalons-mesure-") as folder:
        home = Path(folder) / "var"
        known = copy_to(home)
        server = Served(home, extra={"JALONS_DEMO": "1", "JALONS_DEBUG": "0", "JALONS_LOG_LEVEL": "ERROR"})
        server.gather_static_files()
        server.start()
        try:
            times = first_bytes(server, known, rounds)
        finally:
            server.stop()
        counts = json.loads(server.run("-m", "benchmarks.pages", "inside").splitlines()[-1])
    print(f"Conditions : {conditions()} ; SQLite, {rounds} tours, une requête à la fois")
    _print_times(times)
    return _print_counts(counts)


def _print_times(times: dict[str, list[float]]) -> None:
    reference = statistics.median(times[REFERENCE])
    print(f"\n{'page':<28}{'1er octet, médiane':>20}{'95e centile':>14}{'fois la référence':>20}")
    for name, waits in times.items():
        median, worst = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
        mark = "  (référence)" if name == REFERENCE else ""
        print(f"{name:<28}{median:>17.0f} ms{worst:>11.0f} ms{median / reference:>20.1f}{mark}")


def _print_counts(counts: dict[str, list[int]]) -> int:
    by_pattern: dict[str, list[list[int]]] = {}
    for name, pair in counts.items():
        by_pattern.setdefault(name.split(" ")[0], []).append(pair)
    print(f"\n{'page':<34}{'requêtes, 1 territoire':>24}{f'{TERRITORIES} territoires':>18}")
    growing = 0
    for name, pairs in by_pattern.items():
        before, after = max(pairs, key=lambda pair: (pair[1] or 0) - pair[0])
        grows = (after or 0) > before
        growing += grows
        print(f"{name:<34}{before:>24}{after!s:>18}{'  CROÎT' if grows else ''}")
    print(f"\n{growing} page(s) dont le compte croît avec le nombre de territoires.")
    return int(growing > 0)


if __name__ == "__main__":
    if sys.argv[1:] == ["inside"]:
        inside()
    else:
        sys.exit(main(*(int(value) for value in sys.argv[1:])))
