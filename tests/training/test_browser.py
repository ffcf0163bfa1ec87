"""A training in a real Chromium, from request to attestation, one half-day signed without network."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from pypdf import PdfReader

from tests.served import Served, served

pytestmark = pytest.mark.browser
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As in production: static files collected, hashed and compressed."""
    with served(tmp_path_factory.mktemp("formation") / "var", "sqlite", JALONS_DEBUG="0") as one:
        one.gather_static_files()
        one.given = one.seed("tests.training.seed")  # type: ignore[attr-defined]
        one.start()
        yield one


class Somebody:
    """Somebody at a screen of their own; without `who`, a visitor."""

    def __init__(self, browser: Browser, house: Any, who: str = "") -> None:
        self.house, self.given = house, house.given
        self.context = browser.new_context(viewport=TABLET)
        if who:
            self.context.add_cookies([{"name": "sessionid", "value": self.given[who], "url": house.url}])
        self.page: Page = self.context.new_page()

    def go(self, path: str) -> None:
        answer = self.page.goto(self.house.url + path)
        assert answer is not None and answer.status < 400, (path, answer and answer.status)  # noqa: PT018

    def mission(self, page: str = "") -> None:
        self.go(f"/missions/{self.given['slug']}/formation/{page}")

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state("load")

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            control = self.page.locator(f'main [name="{name}"]:visible').first
            if control.evaluate("node => node.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def reads(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("main, .messages").first).to_contain_text(text)

    def line(self, name: str) -> Locator:
        return self.page.locator("[data-line]", has_text=name).first

    def draws(self, name: str) -> None:
        """Sign by finger in somebody's frame."""
        board = self.line(name).locator("svg.sign-board")
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + 40, box["y"] + 40)
        self.page.mouse.down()
        for step in range(1, 8):
            self.page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + 40 + 50 * (step % 2))
        self.page.mouse.up()
        self.press("Signer", self.line(name))


def test_a_training_from_the_request_to_the_attestation(browser: Browser, house: Any) -> None:
    _requested(browser, house)
    manager = Somebody(browser, house, "manager")
    _enrolled(manager, "Lucie Pradeau", "lucie@exemple.example")
    _enrolled(manager, "Paul Mazaud", "")
    _contracted(manager)
    trainer = Somebody(browser, house, "trainer")
    _morning_without_network(trainer)
    _afternoon_with_an_absence_and_a_rectification(trainer)
    _amended(manager)
    _attested(manager)
    _read_by_the_trainee_alone(Somebody(browser, house, "lucie"))


def _requested(browser: Browser, house: Any) -> None:
    visitor = Somebody(browser, house)
    visitor.go("/programmes/territoires-impact-collectif/")
    visitor.page.get_by_role("link", name="Demander cette formation").click()
    visitor.fill(organisation_name="Caf fictive", contact_name="Claire Aubert", email="c@exemple.example")
    visitor.press("Envoyer la demande")
    visitor.reads("Votre demande est reçue")
    manager = Somebody(browser, house, "manager")
    manager.go("/formations/demandes/")
    manager.page.get_by_role("link", name="Caf fictive").click()
    manager.fill(text="Oui, avec plaisir.")
    manager.press("Enregistrer la réponse")
    manager.reads("Toutes les demandes ont leur réponse")


def _enrolled(manager: Somebody, name: str, email: str) -> None:
    manager.mission("stagiaires/inscrire/")
    manager.fill(name=name, email=email, employer="Caf de la Haute-Vienne")
    manager.press("Inscrire")
    manager.fill(mode="interview", conclusion="validated")
    manager.press("Enregistrer la conclusion")
    manager.press("Accepter l’inscription")
    manager.reads("Acceptée")


def _contracted(manager: Somebody) -> None:
    for what in ("Le devis", "La convention de formation"):
        manager.mission("papiers/")
        manager.press(what)
    manager.press("Enregistrer la signature")
    manager.press("Les convocations")
    manager.mission("papiers/")
    manager.reads("Convention signée le", "CONVOCATION")


def _morning_without_network(trainer: Somebody) -> None:
    trainer.go(f"/seances/{trainer.given['day']}/emargement/")
    trainer.press("Ouvrir la feuille de présence")
    trainer.page.get_by_role("link", name=re.compile("^Matin")).click()
    trainer.draws("Lucie Pradeau")
    expect(trainer.line("Lucie Pradeau")).to_contain_text("Signature reçue")
    trainer.page.wait_for_selector("html[data-kept-offline]")
    trainer.page.wait_for_function("caches.keys().then(keys => keys.length > 0)")
    trainer.page.wait_for_timeout(1000)  # the worker copies the page and its parts
    trainer.context.set_offline(True)
    trainer.page.reload()  # the page opens again without network
    for name in ("Paul Mazaud", "Hélène Vauzelle"):
        trainer.draws(name)
        expect(trainer.line(name)).to_contain_text("en attente du réseau", timeout=15_000)
    expect(trainer.page.locator("[data-waiting]")).to_contain_text("2 signatures gardées sur cet appareil")
    trainer.context.set_offline(False)
    trainer.page.evaluate("window.dispatchEvent(new Event('online'))")
    for name in ("Paul Mazaud", "Hélène Vauzelle"):
        expect(trainer.line(name)).to_contain_text("Signature reçue", timeout=40_000)
    trainer.page.reload()
    trainer.reads("sans réseau")
    trainer.press("Contresigner la feuille")
    trainer.reads("Contresignée par")


def _afternoon_with_an_absence_and_a_rectification(trainer: Somebody) -> None:
    trainer.go(f"/seances/{trainer.given['day']}/emargement/")
    trainer.page.get_by_role("link", name=re.compile("^Après-midi")).click()
    for name, presence in (
        ("Lucie Pradeau", "Présente, présent"),
        ("Paul Mazaud", "Absente, absent"),
        ("Hélène Vauzelle", "Présente, présent"),
    ):
        trainer.press(presence, trainer.line(name))
    trainer.press("Contresigner la feuille")
    line = trainer.line("Paul Mazaud")
    line.locator("summary").click()
    line.locator("select").select_option("late")
    line.locator("textarea").fill("Train en retard.")
    trainer.press("Écrire la rectification", line)
    trainer.reads("Train en retard.", "arrivée en retard")


def _amended(manager: Somebody) -> None:
    manager.mission("papiers/")
    manager.page.locator("summary", has_text="Proposer un avenant").click()
    manager.fill(
        reason="La troisième journée l’a montré.", label="Instance", before="Comité", after="Équipe projet"
    )
    manager.press("Proposer")
    manager.press("Émettre l’avenant")
    manager.press("Enregistrer la signature : AVENANT")
    manager.reads("Avenant n° 1 signé")


def _attested(manager: Somebody) -> None:
    manager.mission("papiers/")
    manager.press("Les attestations")
    for name, hours in (("Lucie Pradeau", "7"), ("Paul Mazaud", "7")):
        row = manager.page.locator("tr", has_text=name).filter(has_text="Attestation").first
        text = _text_of(manager, row.get_by_role("link").first.get_attribute("href"))
        assert re.search(rf"{hours}\s*h sur 7\s*h", text), text


def _read_by_the_trainee_alone(lucie: Somebody) -> None:
    lucie.go("/ma-formation/")
    lucie.reads("Attestation de participation", "7 h suivies")
    link = lucie.page.get_by_role("link", name=re.compile("Attestation")).first.get_attribute("href")
    text = _text_of(lucie, link)
    assert "Lucie Pradeau" in text
    assert "Paul Mazaud" not in text
    assert (
        lucie.page.goto(f"{lucie.house.url}/missions/{lucie.given['slug']}/formation/papiers/").status == 403
    )  # type: ignore[union-attr]


def _text_of(somebody: Somebody, link: str | None) -> str:
    answer = somebody.context.request.get(f"{somebody.house.url}{link}")
    root = PdfReader(io.BytesIO(answer.body()))
    assert root.trailer["/Root"]["/Lang"] == "fr-FR"
    return " ".join(page.extract_text() for page in root.pages)
