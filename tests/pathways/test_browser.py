"""A table 3 in a real Chromium: two tables and a paper typist in the morning, the small team afterwards."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.served import ROOT, served

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WAIT_MS = 20_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with served(tmp_path_factory.mktemp("chemin") / "var", "sqlite", JALONS_DEBUG="0") as one:
        one.gather_static_files()
        one.start()
        one.given = one.seed("tests.pathways.seed")  # type: ignore[attr-defined]
        yield one


def staff(browser: Browser, hall: Any, number: int) -> Page:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(WAIT_MS)
    session = hall.given["sessions"][number]
    context.add_cookies([{"name": "sessionid", "value": session, "url": hall.url}])
    return context.new_page()


def table_says(browser: Browser, hall: Any, table: int, text: str, facet: str = "condition") -> None:
    """One tablet, at its table."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(f"{hall.url}/r/{hall.given['code']}/")
    page.get_by_text("Votre table, qui vous êtes").click()
    page.get_by_label("Votre table", exact=True).select_option(str(table))
    page.get_by_role("button", name="Garder").click()
    page.locator(f"input[name=facet][value={facet}]").check()
    page.locator("#mot").fill(text)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Bien reçu").first).to_be_visible(timeout=WAIT_MS)
    context.close()


def by_keyboard(page: Page, name: str) -> None:
    """Activate what bears this name without a mouse."""
    found = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
    found.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def violations(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | ')))"
    )
    return found


def test_a_table_3_from_the_cards_to_a_checklist_all_green(browser: Browser, hall: Any) -> None:
    first, second = "Les parents se connaissent", "Que les parents se connaissent entre eux"
    table_says(browser, hall, 1, first)
    table_says(browser, hall, 2, second)
    officer, typist = staff(browser, hall, 0), staff(browser, hall, 1)
    typist.goto(f"{hall.url}/seances/{hall.given['step']}/saisie/")
    typist.locator("select[name=facet]").select_option("action")
    typist.locator("input[name=text], textarea[name=text]").fill("Matinées dans les bourgs")
    typist.keyboard.press("Enter")
    expect(typist.get_by_text("enregistrée")).to_be_visible(timeout=WAIT_MS)

    # The small team: each card becomes an element, by keyboard alone; another screen sees it arrive.
    chemin = f"{hall.url}/chemins/{hall.given['pathway']}/"
    watching = staff(browser, hall, 1)
    watching.goto(chemin)
    for text in (first, second, "Matinées dans les bourgs"):
        officer.goto(chemin)
        by_keyboard(officer, f"En faire un élément : {text}"[:60])
        if text == "Matinées dans les bourgs":
            before = officer.locator("select[name=before]")
            before.select_option(label=first)
        officer.locator("textarea[name=because]").fill("on ose demander")
        by_keyboard(officer, "Placer sur le chemin")
    expect(watching.locator("#liste").get_by_text("Matinées dans les bourgs").first).to_be_visible(
        timeout=WAIT_MS
    )
    assert violations(officer) == []

    # The afternoon: one double, seen first, accepted, undone, accepted again.
    officer.goto(chemin + "alleger/")
    expect(officer.get_by_text("disent presque la même chose").first).to_be_visible()
    assert violations(officer) == []
    by_keyboard(officer, "Voir d’abord")
    expect(officer.get_by_role("heading", name="Le chemin, si vous acceptez")).to_be_visible()
    assert violations(officer) == []
    by_keyboard(officer, "Accepter")
    by_keyboard(officer, "Annuler ce geste")
    expect(officer.get_by_text("disent presque la même chose").first).to_be_visible()
    by_keyboard(officer, "Accepter")
    expect(officer.get_by_role("heading", name="Le chemin est au net")).to_be_visible()
    officer.goto(chemin)
    by_keyboard(officer, "Dire le chemin simplifié")
    expect(officer.get_by_text("version 1 gardée telle quelle")).to_be_visible()

    # On a phone's width the list is there, and nothing scrolls sideways.
    officer.set_viewport_size({"width": 320, "height": 800})
    for address in (
        chemin,
        chemin + "affiche/?format=a4",
        f"{hall.url}/territoires/{hall.given['slug']}/actions/",
    ):
        officer.goto(address)
        width = officer.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, address
    officer.goto(chemin)
    expect(officer.locator("#liste").get_by_text(first).first).to_be_visible()
