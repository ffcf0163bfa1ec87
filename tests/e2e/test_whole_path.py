"""From an empty installation to a dossier read elsewhere: the whole path, several people at once.

One card is followed from a phone to a note in the change log, and back. Each later work lengthens this
story; none goes round it. Played on SQLite and on PostgreSQL, in a real Chromium.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e import story
from tests.e2e.installation import Installation
from tests.postgres import throwaway

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
EXPECT_MS = 15_000
ACTION_MS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=EXPECT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def installations(request, tmp_path: Path) -> Iterator[list[Installation]]:
    """Two installations of the same kind: the one that plays, and the one that reads the archive."""
    with ExitStack() as stack:
        houses = []
        for name in ("here", "elsewhere"):
            home = tmp_path / name
            home.mkdir()
            url = stack.enter_context(throwaway()) if request.param == "postgresql" else ""
            houses.append(Installation(home=home, database_url=url))
        yield houses
        for house in houses:
            house.stop()


def begin(house: Installation) -> None:
    house.jalons(
        "init", "--name", "Adèle Admin", "--email", story.ADMIN,
        "--organisation", "Organisme de formation fictif", "--kind", "training_body",
    )  # fmt: skip
    house.jalons("geography", "load")


def data_of(archive: bytes) -> dict[str, list[dict[str, object]]]:
    """The rows of an archive by file, without what an installation adds for itself."""
    with ZipFile(BytesIO(archive)) as content:
        rows = {
            name: [json.loads(line) for line in content.read(name).decode().splitlines()]
            for name in content.namelist()
            if name.startswith(("donnees/", "liens/"))
        }
    rows["donnees/journal.entry.jsonl"] = [
        row for row in rows["donnees/journal.entry.jsonl"] if not str(row["verb"]).startswith("dossier.")
    ]
    return rows


@pytest.mark.browser
@pytest.mark.xdist_group("whole path")
def test_one_card_goes_from_a_phone_to_the_change_log_and_back(
    browser: Browser, installations: list[Installation], tmp_path: Path
):
    here, elsewhere = installations
    begin(here)
    here.start()
    played = story.begin(browser, here)
    for context in browser.contexts:
        context.set_default_timeout(ACTION_MS)

    story.create_mission(played)
    story.move_a_step(played)
    story.gather_people(played)
    story.compose_portrait(played)
    story.go_through_preparation_1(played)
    story.open_table_1(played)
    story.collect_words(played)
    story.regroup(played)
    story.cross_read(played)
    story.vote_urgencies(played)
    story.collect_fragments(played)
    story.prepare_ideal_future(played)
    story.open_table_2(played)
    story.consent(played)
    story.acculturate(played)
    story.choose_changes(played)
    story.validate(played)
    story.open_table_3(played)
    story.build_pathways(played)
    story.simplify(played)
    story.steer(played)
    story.review(played)
    story.follow_a_card_both_ways(played)
    archive = story.take_the_dossier(played)

    begin(elsewhere)
    file = tmp_path / "dossier.zip"
    file.write_bytes(archive)
    elsewhere.jalons("dossier", "import", str(file))
    again = tmp_path / "again.zip"
    elsewhere.jalons("dossier", "export", "portes-de-vassiviere", str(again))
    assert data_of(again.read_bytes()) == data_of(archive)

    for context in browser.contexts:
        context.close()
