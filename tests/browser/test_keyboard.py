"""The path walked by keyboard alone: where the focus goes is seen, it is never caught, and gestures work."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import WIDE, House

pytestmark = pytest.mark.browser

MOST_STOPS = 400
PARTS = 5
"""A date has several parts, each a stop of the same field."""
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  if (!node.dataset.stop) node.dataset.stop = String(++window.stops || (window.stops = 1));
  let seen = false;
  for (let up = node; up && up !== document.body && !seen; up = up.parentElement) {
    const style = getComputedStyle(up), other = up === node ? null : up.matches(':focus-within');
    seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && other !== false;
  }
  const next = [...(node.labels || []), node.nextElementSibling].filter(Boolean);
  seen = seen || next.some(n => getComputedStyle(n).outlineStyle !== 'none');
  return {stop: node.dataset.stop, seen, tag: node.tagName.toLowerCase(), html: node.outerHTML.slice(0, 120)};
}"""
SCREENS = [
    ("account_login", ""),
    ("training:create_mission", ""),
    ("home:territory", "vassiviere"),
    ("rooms:console", ""),
    ("rooms:room", ""),
    ("diagnosis:wall", ""),
    ("decisions:consent", ""),
    ("changes:changes", ""),
    ("pathways:pathway", ""),
    ("pathways:add", ""),
    ("steering:review_change", ""),
    ("operations:dossier", ""),
]


class Keyboard:
    """Somebody who has a keyboard and no pointer."""

    def __init__(self, house: House, who: str) -> None:
        self.house = house
        self.context = house.browser.new_context(viewport=WIDE, locale="fr-FR")
        if who:
            session = house.known["sessions"][who]
            self.context.add_cookies([{"name": "sessionid", "value": session, "url": house.server.url}])
        self.page: Page = self.context.new_page()

    def go(self, path: str) -> None:
        self.page.goto(self.house.server.url + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, selector: str, *, key: str = "Tab") -> None:
        """Press Tab until the focus is on the first element that matches. Fails when it never comes."""
        for _ in range(MOST_STOPS):
            self.press(key)
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                stop: dict[str, Any] = self.page.evaluate(FOCUS)
                assert stop["seen"], f"focus not visible on {stop['html']}"
                return
        raise AssertionError(f"the focus never reached {selector}")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def submit(self) -> None:
        with self.page.expect_navigation():
            self.press("Enter")


@pytest.fixture
def by_keyboard(house: House) -> Iterator[Any]:
    people: list[Keyboard] = []

    def enter(who: str = "") -> Keyboard:
        people.append(Keyboard(house, who))
        return people[-1]

    yield enter
    for somebody in people:
        somebody.context.close()


@pytest.mark.parametrize(("name", "having"), SCREENS, ids=[name for name, _ in SCREENS])
def test_tab_goes_through_the_whole_screen_seen_at_every_stop(
    house: House, by_keyboard: Any, name: str, having: str
) -> None:
    known = house.page_of(name, having=having)
    somebody = by_keyboard(known["who"])
    somebody.go(known["path"])
    stops: list[str] = []
    unseen: list[str] = []
    has_left = False
    for _ in range(MOST_STOPS):
        somebody.press("Tab")
        stop = somebody.page.evaluate(FOCUS)
        if stop is None or (stops and stop["stop"] == stops[0]):
            has_left = True
            break
        assert stops[-PARTS:] != [stop["stop"]] * PARTS, f"the focus is caught by {stop['html']}"
        if not stop["seen"] and stop["stop"] not in stops:  # the browser marks the parts of a date itself
            unseen.append(stop["html"])
        stops.append(stop["stop"])
    assert unseen == []
    assert has_left, "the focus never left the page"
    assert len(stops) > 2


@pytest.mark.parametrize(("name", "having"), [s for s in SCREENS if s[0] != "rooms:room"])
def test_the_first_stop_jumps_to_the_contents(house: House, by_keyboard: Any, name: str, having: str) -> None:
    known = house.page_of(name, having=having)
    somebody = by_keyboard(known["who"])
    somebody.go(known["path"])
    somebody.reach(".skip")
    expect(somebody.page.locator(".skip")).to_be_in_viewport()
    somebody.press("Enter", "Tab")
    assert somebody.page.evaluate("!!document.activeElement.closest('main')") is True


def test_signing_in(house: House, by_keyboard: Any) -> None:
    somebody = by_keyboard()
    somebody.go("/connexion/")
    somebody.write('main input[name="email"]', "mireille.faugeras@demonstration.example")
    somebody.submit()
    mailbox = somebody.context.new_page()
    mailbox.goto(f"{house.server.url}/courrier/")
    (code, *_) = re.findall(r"\b\d{4}-\d{4}\b", mailbox.locator("main").inner_text())
    mailbox.close()
    somebody.page.bring_to_front()
    somebody.write('main input[name="code"]', code)
    somebody.submit()
    expect(somebody.page).to_have_url(re.compile("/mes-territoires/"))


def test_creating_a_mission(by_keyboard: Any) -> None:
    somebody = by_keyboard("caf_referent")
    somebody.go("/missions/nouvelle/")
    somebody.write('[name="title"]', "Mission au clavier")
    somebody.write('[name="territory_1"]', "200054781")
    somebody.reach('[name="client"], [name="new_client"]')
    somebody.press("ArrowDown")
    somebody.reach('[name="provider"], [name="new_provider"]')
    somebody.press("ArrowDown")
    somebody.reach('[name="membership"]')
    somebody.press("Space")
    somebody.write('[name="month"]', "2027-03")
    somebody.reach("main button.btn-big")
    somebody.submit()
    expect(somebody.page.get_by_role("heading", level=1)).to_contain_text("Mission au clavier")


def test_grouping_a_card(house: House, by_keyboard: Any) -> None:
    known = house.page_of("diagnosis:wall")
    somebody = by_keyboard(known["who"])
    somebody.go(known["path"].partition("?")[0] + "?dans=toutes")
    somebody.reach('main input[type="checkbox"]')
    somebody.press("Space")
    assert somebody.page.evaluate("document.activeElement.checked") is True
    somebody.press("g")
    expect(somebody.page.get_by_role("combobox", name="Début du titre")).to_be_focused()
    somebody.press("ArrowDown", "Enter")
    expect(somebody.page.locator('[data-wall-part="told"] .banner.ok')).to_be_visible()


def test_proposing_a_text_and_leading_its_next_move(by_keyboard: Any) -> None:
    somebody = by_keyboard("elan_officer")
    somebody.go("/territoires/elan/futur-ideal/")
    somebody.reach('main form[action$="/consentement/"] button')
    somebody.submit()
    expect(somebody.page).to_have_url(re.compile("/consentement/"))
    before = somebody.page.locator("#h-next ~ .what").inner_text()
    somebody.reach(".suite .do .btn")
    somebody.submit()
    expect(somebody.page.locator("#h-next ~ .what")).not_to_have_text(before)


def test_adding_an_element_to_a_chemin(house: House, by_keyboard: Any) -> None:
    known = house.page_of("pathways:add")
    somebody = by_keyboard(known["who"])
    somebody.go(known["path"])
    somebody.reach('main input[name="kind"]')
    somebody.press("Space")
    somebody.write('main [name="text"]', "Les parents savent où appeler le soir.")
    somebody.write('main [name="because"]', "quelqu’un répond après dix-huit heures")
    somebody.reach('main form.sheet button[type="submit"]')
    somebody.submit()
    expect(somebody.page.locator("main")).to_contain_text("Les parents savent où appeler le soir.")


def test_recording_a_rating(house: House, by_keyboard: Any) -> None:
    known = house.page_of("steering:review_change")
    upcoming = [page for page in house.known["pages"] if page["name"] == "steering:review"][-1]["path"]
    somebody = by_keyboard(known["who"])
    somebody.go(upcoming + "tenir/")
    somebody.write('main [name="held_on"]', "01012026")
    somebody.write('main [name^="n_"]', "4")
    somebody.reach('main form.sheet button[type="submit"]')
    somebody.submit()
    somebody.go(upcoming + "changements/" + known["path"].rpartition("changements/")[2])
    somebody.reach('main input[name$="-answer"]')
    somebody.press("ArrowDown", "ArrowUp")
    somebody.reach('main [name$="-evidence"]')
    somebody.press("Control+a")
    somebody.page.keyboard.type("Trois notes du journal, dites au clavier.")
    somebody.reach('main form.sheet button[type="submit"]')
    somebody.submit()
    expect(somebody.page.locator("main")).to_contain_text("C’est noté.")
