"""A whole consent played in Chromium: two tables, a paper typist, a hall's screen that follows them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.served import Served, served

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TEXT = "On se connaît d’un hameau à l’autre.\nOn va partout sans voiture, été comme hiver."
BETTER = TEXT.replace("On va partout sans voiture", "On trouve toujours quelqu’un pour faire la route")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("consentement") / "var", "sqlite") as one:
        one.start()
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


def as_somebody(browser: Browser, installation: Served, session: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    context.add_cookies([{"name": "sessionid", "value": session, "url": installation.url}])
    page = context.new_page()
    page.set_default_timeout(45_000)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_two_tables_and_a_paper_typist_adopt_a_text(browser: Browser, installation: Served) -> None:
    given = installation.seed("tests.decisions.seed")
    officer = as_somebody(browser, installation, given["officer"])
    typist = as_somebody(browser, installation, given["typist"])

    # the draft, with its sources in view
    officer.goto(f"{installation.url}/territoires/{given['slug']}/futur-ideal/")
    officer.get_by_label("On va partout sans voiture.").check()
    press(officer, "Garder ces fragments")
    officer.locator("[name=text]").fill(TEXT)
    press(officer, "Enregistrer le projet")
    expect(officer.get_by_text("À voix haute")).to_be_visible()
    press(officer, "Proposer au consentement")
    address = officer.url

    # the hall's screen follows without anybody touching it
    wall = officer.context.new_page()
    wall.goto(f"{address}projecteur/")
    expect(wall.get_by_text("Bientôt")).to_be_visible()
    for move in (
        "Présenter le texte",
        "Ouvrir la clarification",
        "Ouvrir le tour des réactions",
        "Passer à l’amélioration",
        "Garder ce texte et écouter les objections",
    ):
        press(officer, move)
        expect(officer.get_by_text("Le tour est ouvert.")).to_be_visible()
    expect(wall.get_by_text("Avez-vous une raison sérieuse")).to_be_visible()

    # the paper typist: table 1 has no objection; one person at table 2 has, on paper
    typist.goto(address)
    press(typist, "Noter « pas d’objection » pour Table 1")
    typist.get_by_role("link", name="Noter une objection").click()
    typist.locator("[name=voice]").select_option(label="Table 2")
    typist.locator("[name=target]").fill("sans voiture")
    typist.locator("[name=argument]").fill("une aide à domicile fait cinq hameaux par jour")
    typist.locator("main form button[type=submit]").click()
    told = typist.get_by_text("Recopiez ce code").inner_text()
    code = re.search(r"personne\s*:\s*([A-Z0-9]{5})", told)
    assert code is not None
    expect(officer.get_by_role("heading", name="« sans voiture »").first).to_be_visible()  # it came by itself

    # table 2 says « no objection » for itself: the person who sits there is not outvoted
    typist.goto(address)
    press(typist, "Noter « pas d’objection » pour Table 2")
    officer.goto(f"{address}adoption/")
    officer.get_by_label("Caf de la Haute-Vienne", exact=False).first.fill("2")
    officer.get_by_label("CC Élan").first.fill("3")
    press(officer, "Adopter ce texte")
    expect(officer.get_by_text("objection").first).to_be_visible()
    assert officer.url.endswith("/adoption/")

    # read back by its author, tested with the group, worked on
    typist.goto(f"{address}objections/1/")
    typist.get_by_label("c’est bien ce que j’ai voulu dire").check()
    typist.locator("[name=code]").fill(code.group(1).lower())
    press(typist, "Noter sa parole")
    officer.goto(f"{address}objections/1/")
    officer.locator("#test_verdict_0").check()
    officer.locator("#test_kind").select_option("limit")
    officer.locator("#test_reason").fill("Lue à voix haute, à main levée.")
    press(officer, "Noter le test")
    officer.goto(address)
    press(officer, "Travailler les objections")
    expect(wall.get_by_text("Une objection est un cadeau")).to_be_visible()
    officer.goto(f"{address}version/")
    officer.locator("[name=text]").fill(BETTER)
    officer.locator("[name=reason]").fill("Une promesse que les hameaux peuvent tenir.")
    press(officer, "Voir ce qui change")
    expect(officer.locator("ins").first).to_contain_text("trouve toujours")
    press(officer, "Garder cette version")

    # lifted by its author alone, then everybody is heard anew
    typist.goto(f"{address}objections/1/")
    typist.get_by_label("la version 2 lève mon objection").check()
    typist.locator("[name=code]").fill("AAAAA")
    press(typist, "Noter sa parole")
    expect(typist.locator("#author_code-error")).to_contain_text("n’est pas celui")
    typist.locator("[name=code]").fill(code.group(1))
    press(typist, "Noter sa parole")
    typist.goto(address)
    for table in ("Table 1", "Table 2"):
        press(typist, f"Noter « pas d’objection » pour {table}")
        expect(typist.get_by_text(re.compile(rf"{table}\s*: pas d’objection"))).to_be_visible()
    officer.goto(f"{address}adoption/")
    officer.get_by_label("Caf de la Haute-Vienne", exact=False).first.fill("2")
    officer.get_by_label("CC Élan").first.fill("3")
    officer.locator("[name=review_on]").fill("2035-05-20")
    press(officer, "Adopter ce texte")
    expect(officer.get_by_text("Le texte est adopté.")).to_be_visible()
    expect(wall.get_by_text("Adopté par consentement")).to_be_visible()
    expect(wall.locator(".wall-text")).to_contain_text("On trouve toujours quelqu’un")

    # the papers, ready to sign
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        record = officer.request.get(f"{address}proces-verbal.{kind}")
        assert record.body().startswith(start)
    officer.goto(f"{installation.url}/territoires/{given['slug']}/futur-ideal/")
    expect(officer.get_by_role("heading", name=re.compile("Adopté par consentement"))).to_be_visible()
