"""Every page of the demonstration, looked at by machine: axe in both themes, structure, console, 320 px.

What axe cannot see (an order that makes sense, words that help) is for people; docs/accessibilite says so.
"""

import pytest

from tests.browser.looking import House, area_of, look
from tests.house import source

pytestmark = pytest.mark.browser

AREAS = sorted({area_of(name) for name, _ in source.views()})
EXCEPTIONS: dict[str, str] = {
    "workshops:ticket": "leads at once into the room or to the return; tests/workshops follows it",
    "rooms:own_word": "the word of the very phone that asks; tests/rooms/test_phone.py opens it",
    "rooms:heaps": "the tablet of a table that has said so; tests/rooms/test_hall.py opens it",
    "decisions:remote": "the personal link of a voice; no decision of the demonstration is at a distance",
    "indicators:data_import": "a file that somebody sent; the demonstration's figures come with it",
    "operations:hall_entrance": "only where `jalons hall` serves; tests/operations/test_hall.py opens it",
    "operations:download_dossier": "a file, PDF or DOCX, of a dossier that nobody has issued yet",
}
"""Addresses that GET could show as pages and that this file leaves out, with the reason."""
COLOURS_OF_EVERYTHING = """() => [...document.querySelectorAll('main *:not(svg *)')].map(node => {
  const style = getComputedStyle(node);
  return [node.tagName, node.className, style.color, style.backgroundColor, style.borderTopColor].join(' ');
})"""


@pytest.mark.parametrize("area", AREAS)
def test_every_page_is_accessible_in_both_themes_and_on_a_narrow_screen(house: House, area: str) -> None:
    troubles = {}
    for known in house.pages(area):
        if found := look(house.tab(known["who"]), house.server.url + known["path"]):
            troubles[f"{known['who'] or 'anybody'} {known['path']} ({known['name']})"] = found
    assert troubles == {}


def test_no_address_is_left_out(house: House) -> None:
    """A pattern answers GET with a page that was looked at, with a file, or refuses GET."""
    named = {name for name, _ in source.views()}
    opened = {
        name for name, outcome in house.known["patterns"].items() if outcome in {"page", "post", "file"}
    }
    assert named - opened == set(EXCEPTIONS)


def test_no_address_breaks(house: House) -> None:
    """Whoever opens it, with whatever of the demonstration in its parameters."""
    assert house.known["broken"] == []


@pytest.mark.parametrize(
    ("who", "path"), [("", "/nulle-part/"), ("elan_signatory", "/territoires/elan/urgences/nouvelle/")]
)
def test_refusals_are_accessible_too(house: House, who: str, path: str) -> None:
    assert look(house.tab(who), house.server.url + path) == []


def test_choosing_dark_shows_what_a_dark_device_shows(house: House) -> None:
    """The looks above follow the device; a person who chooses gets the very same colours."""
    page = house.browser.new_page(color_scheme="light")
    page.goto(f"{house.server.url}/composants/")
    page.emulate_media(color_scheme="dark")
    by_device = page.evaluate(COLOURS_OF_EVERYTHING)
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="sombre").first.click()
    page.wait_for_load_state("load")
    by_choice = page.evaluate(COLOURS_OF_EVERYTHING)
    page.close()
    assert by_choice == by_device
