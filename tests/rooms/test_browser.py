"""The rooms in a real Chromium: weak network, no JavaScript, keyboard alone, both themes."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.served import ROOT, Served, served

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MOST_BYTES, MOST_REQUESTS = 45_000, 4
WEAK_LINK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
"""1.6 Mbit/s down, 150 ms."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As in production: static files collected, hashed and compressed."""
    with served(tmp_path_factory.mktemp("salle") / "var", "sqlite", JALONS_DEBUG="0") as one:
        one.gather_static_files()
        one.start()
        yield one


@pytest.fixture
def hall(installation: Served) -> Any:
    """A fresh room in the running installation."""
    installation.given = installation.seed("tests.rooms.seed")  # type: ignore[attr-defined]
    return installation


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def room_url(hall: Any) -> str:
    return f"{hall.url}/r/{hall.given['code']}/"


def step_url(hall: Any, page: str) -> str:
    return f"{hall.url}/seances/{hall.given['step']}/{page}/"


def as_staff(context: BrowserContext, hall: Any) -> BrowserContext:
    context.add_cookies([{"name": "sessionid", "value": hall.given["session"], "url": hall.url}])
    return context


def said(hall: Any) -> list[str]:
    return [text for _, _, text in hall.seed("tests.rooms.dump")["words"]]


def move(hall: Any, name: str, sequence: str = "sequence") -> None:
    """A move of the console, from another machine."""
    with httpx.Client(cookies={"sessionid": hall.given["session"]}, timeout=20) as client:
        html = client.get(step_url(hall, "console")).text
        token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        fields = {"sequence": hall.given[sequence], "csrfmiddlewaretoken": token}
        headers = {"Referer": hall.url}
        assert (
            client.post(
                step_url(hall, "console") + f"geste/{name}/", data=fields, headers=headers
            ).status_code
            == 302
        )


def send(page: Page, text: str) -> None:
    page.fill("#mot", text)
    page.get_by_role("button", name="Envoyer").click()


def test_the_first_load_is_light(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    tools = phone.new_cdp_session(page)
    tools.send("Network.enable")
    sizes: dict[str, int] = {}
    kinds: dict[str, str] = {}
    tools.on(
        "Network.requestWillBeSent",
        lambda e: kinds.setdefault(e["requestId"], f"{e['type']} {e['request']['url']}"),
    )
    tools.on("Network.loadingFinished", lambda e: sizes.setdefault(e["requestId"], e["encodedDataLength"]))
    page.goto(room_url(hall), wait_until="load")
    page.wait_for_timeout(1500)
    # a room that moves while one joins makes the page ask for itself again: that is no longer the load
    asked = [kind for kind in kinds.values() if "data:" not in kind and not kind.startswith("Fetch ")]
    total = sum(int(size) for size in sizes.values())
    print(f"\nfirst load: {total} bytes, {len(asked)} requests: {asked}")
    assert len(asked) <= MOST_REQUESTS
    assert total <= MOST_BYTES
    assert not [kind for kind in asked if kind.startswith("Font")]


def test_it_opens_in_two_seconds_on_a_weak_link(browser: Browser, hall: Any) -> None:
    took = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", WEAK_LINK)
        started = time.monotonic()
        page.goto(room_url(hall), wait_until="commit")
        expect(page.locator("#mot")).to_be_visible(timeout=10_000)
        took.append(time.monotonic() - started)
        context.close()
    print(f"\nquestion visible on a weak link after {min(took):.2f} s")
    assert min(took) < 2


def test_without_a_network_the_text_is_kept_then_sent_once(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    page.goto(room_url(hall))
    expect(page.locator('[data-link="server"]')).to_have_text("le serveur : relié")
    phone.set_offline(True)
    expect(page.locator('[data-link="phone"]')).to_have_text("ce téléphone : sans réseau")
    send(page, "Quand la petite est malade, je n’ai personne à appeler.")
    page.wait_for_timeout(2500)
    expect(page.get_by_text("Gardé sur ce téléphone")).to_have_count(0)  # four seconds before saying so
    expect(page.get_by_role("heading", name="Gardé sur ce téléphone")).to_be_visible(timeout=4000)
    expect(page.locator("blockquote")).to_contain_text("je n’ai personne à appeler")
    expect(page.get_by_text("1 envoi en attente")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_role("heading", name=re.compile("Bien reçu, n° 1"))).to_be_visible(timeout=15_000)
    assert said(hall).count("Quand la petite est malade, je n’ai personne à appeler.") == 1


def test_what_waits_is_sent_when_the_page_is_opened_again(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    page.goto(room_url(hall))
    phone.set_offline(True)
    send(page, "Kept while the page was closed")
    page.wait_for_timeout(500)
    page.close()
    phone.set_offline(False)
    phone.new_page().goto(room_url(hall))
    deadline = time.monotonic() + 15
    while "Kept while the page was closed" not in said(hall) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert said(hall).count("Kept while the page was closed") == 1


def test_what_is_being_typed_survives_a_reload(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    page.goto(room_url(hall))
    page.locator("#mot").press_sequentially("Une phrase à moitié")
    page.reload()
    expect(page.locator("#mot")).to_have_value("Une phrase à moitié")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name=re.compile("Bien reçu"))).to_be_visible()
    page.get_by_role("link", name="Écrire une autre idée").click()
    expect(page.locator("#mot")).to_have_value("")


def test_a_phone_follows_the_room_without_being_touched(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    page.goto(room_url(hall))
    expect(page.locator('[data-link="host"]')).to_have_text("l’animation : question ouverte")
    move(hall, "pause")
    expect(page.get_by_text("L’animation a fait une pause")).to_be_visible(timeout=10_000)
    expect(page.locator('[data-link="host"]')).to_have_text("l’animation : en pause")
    move(hall, "reprendre")
    expect(page.locator("#mot")).to_be_visible(timeout=10_000)
    move(hall, "clore")
    expect(page.get_by_text("Cette question est close")).to_be_visible(timeout=10_000)
    move(hall, "ouvrir", "next")
    expect(page.get_by_text("Rien à faire sur le téléphone")).to_be_visible(timeout=10_000)


def test_a_pause_does_not_take_away_what_is_being_typed(phone: BrowserContext, hall: Any) -> None:
    page = phone.new_page()
    page.goto(room_url(hall))
    page.locator("#mot").press_sequentially("À moitié")
    move(hall, "pause")
    expect(page.get_by_text("L’animation a fait une pause")).to_be_visible(timeout=10_000)
    move(hall, "reprendre")
    expect(page.locator("#mot")).to_have_value("À moitié", timeout=10_000)


def test_when_streams_are_blocked_the_phone_polls(phone: BrowserContext, hall: Any) -> None:
    phone.route(
        "**/direct/**", lambda route: route.continue_() if "/depuis/" in route.request.url else route.abort()
    )
    page = phone.new_page()
    page.goto(room_url(hall))
    move(hall, "pause")
    expect(page.get_by_text("L’animation a fait une pause")).to_be_visible(timeout=25_000)


def test_without_javascript_one_can_speak_and_vote(browser: Browser, installation: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    hall: Any = installation
    hall.given = hall.seed("tests.rooms.seed")
    page = context.new_page()
    page.goto(f"{hall.url}/rejoindre/")
    page.fill("input[name=code]", hall.given["code"])
    page.get_by_role("button", name="Entrer").click()
    send(page, "Sans script, je parle aussi.")
    expect(page.get_by_role("heading", name=re.compile("Bien reçu, n° 1"))).to_be_visible()
    hall.given = hall.seed("tests.rooms.seed", "abaque")
    page.goto(room_url(hall))
    for answer in ("Tout à fait d’accord", "Je ne sais pas"):
        page.get_by_role("radio", name=answer, exact=True).check(force=True)
        page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_text("Vous avez répondu à tout")).to_be_visible()
    context.close()


def test_votes_go_through_the_same_queue(phone: BrowserContext, installation: Served) -> None:
    hall: Any = installation
    hall.given = hall.seed("tests.rooms.seed", "abaque")
    page = phone.new_page()
    page.goto(room_url(hall))
    page.get_by_role("radio", name="D’accord", exact=True).check(force=True)
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_text("2 sur 2")).to_be_visible()
    expect(page.get_by_text("Bien reçu.")).to_be_visible()


def test_the_console_is_led_by_keyboard_alone(browser: Browser, hall: Any) -> None:
    context = as_staff(browser.new_context(viewport={"width": 1440, "height": 900}), hall)
    page = context.new_page()
    page.goto(step_url(hall, "console"))
    before = page.locator(".timer").get_attribute("data-closes-at")
    page.keyboard.press("p")
    expect(page.locator(".undo")).to_contain_text("5 min de plus")
    assert page.locator(".timer").get_attribute("data-closes-at") != before
    page.keyboard.press("z")
    expect(page.locator(".timer")).to_have_attribute("data-closes-at", before or "")
    page.keyboard.press(" ")
    expect(page.get_by_text("En pause").first).to_be_visible()
    page.keyboard.press(" ")
    expect(page.get_by_text("En ce moment")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Ouvrir «.Pause"))).to_be_visible()
    page.get_by_label(re.compile("Raccourcis du clavier")).uncheck()
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    expect(page.get_by_role("button", name=re.compile("Ouvrir «.Pause"))).to_be_visible()
    context.close()


def test_a_press_is_kept_while_the_console_is_redrawn(browser: Browser, hall: Any) -> None:
    """The room moves between the finger's press and its release: the button must still be the same."""
    context = as_staff(browser.new_context(viewport={"width": 1440, "height": 900}), hall)
    page = context.new_page()
    page.goto(step_url(hall, "console"))
    place = page.locator(".con-next .btn-big").bounding_box()
    assert place is not None
    before = page.locator(".timer").get_attribute("data-closes-at") or ""
    page.mouse.move(place["x"] + 20, place["y"] + 20)
    page.mouse.down()
    move(hall, "plus")
    expect(page.locator(".timer")).not_to_have_attribute("data-closes-at", before, timeout=10_000)
    page.mouse.up()
    expect(page.get_by_role("button", name=re.compile("Ouvrir «.Pause"))).to_be_visible(timeout=10_000)
    context.close()


def test_words_reach_the_console_and_the_hall_s_screen_by_themselves(
    browser: Browser, phone: BrowserContext, hall: Any
) -> None:
    staff = as_staff(browser.new_context(viewport={"width": 1920, "height": 1080}), hall)
    console, screen, page = staff.new_page(), staff.new_page(), phone.new_page()
    console.goto(step_url(hall, "console"))
    screen.goto(step_url(hall, "projecteur"))
    page.goto(room_url(hall))
    send(page, "Le bus passe trop tôt.")
    expect(console.get_by_text("Le bus passe trop tôt.")).to_be_visible(timeout=10_000)
    expect(screen.get_by_text("Le bus passe trop tôt.")).to_be_visible(timeout=10_000)
    sizes = screen.evaluate(
        "[...document.querySelectorAll('.scene p, .scene li, .scene blockquote')]"
        ".filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 32
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight") is True
    console.get_by_role("button", name="Mettre à part la parole n° 1").click()
    expect(screen.get_by_text("Le bus passe trop tôt.")).to_have_count(0, timeout=10_000)
    staff.close()


def test_a_card_is_typed_and_saved_with_one_key_under_200_ms_of_server(browser: Browser, hall: Any) -> None:
    context = as_staff(browser.new_context(viewport={"width": 1440, "height": 900}), hall)
    page = context.new_page()
    page.goto(step_url(hall, "saisie"))
    page.keyboard.type("La médiathèque est notre salon.")  # the field has the focus already
    page.keyboard.press("Enter")
    expect(page.get_by_text("Carte n° 1 enregistrée")).to_be_visible()
    page.keyboard.type("Le car ne passe plus le dimanche.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Carte n° 2 enregistrée")).to_be_visible()
    assert said(hall)[-2:] == ["La médiathèque est notre salon.", "Le car ne passe plus le dimanche."]
    context.close()


SCREENS = ("console", "projecteur", "projecteur/?scene=rejoindre", "saisie", "deroule")


def violations(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | ')))"
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_320_px(
    browser: Browser, hall: Any, theme: Any, tmp_path: Path
) -> None:
    context = as_staff(browser.new_context(bypass_csp=True, color_scheme=theme), hall)
    page = context.new_page()
    troubles = {}
    addresses = [f"seances/{hall.given['step']}/{name.rstrip('/')}" for name in SCREENS]
    addresses += [f"r/{hall.given['code']}/", "rejoindre/", f"territoires/{hall.given['slug']}/paroles/"]
    for address in addresses:
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(
                f"{hall.url}/{address}"
                if "?" in address or address.endswith("/")
                else f"{hall.url}/{address}/"
            )
            if found := violations(page):
                troubles[f"{address} at {width}"] = found
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                troubles[f"{address} is wider than {width}"] = []
    assert troubles == {}
    context.close()


@pytest.mark.parametrize(
    "kind",
    [
        "abaque",
        "rating",
        "quiz",
        "dots",
        "chain",
        "fragments",
        "information",
        "pictures",
        "statements",
        "sorting",
    ],
)
def test_axe_finds_nothing_on_the_phone_and_on_paper(
    browser: Browser, installation: Served, kind: str
) -> None:
    hall: Any = installation
    hall.given = hall.seed("tests.rooms.seed", kind)
    context = as_staff(browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844}), hall)
    page = context.new_page()
    pages = [room_url(hall), step_url(hall, "projecteur")]
    if kind in ("abaque", "rating", "quiz", "dots", "statements", "sorting"):
        pages.append(step_url(hall, "saisie") + f"avis/{hall.given['sequence']}/")
    troubles = {}
    for address in pages:
        page.goto(address)
        if found := violations(page):
            troubles[address] = found
    assert troubles == {}
    context.close()
