"""What leaves the portrait: pages for the hall, a deck, the whole portrait, the workbook."""

from datetime import UTC, datetime
from io import BytesIO

import pptx
import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from jalons.accounts.enums import Role
from jalons.core.actors import Actor
from jalons.documents import slides
from jalons.documents.slides import Deck, Line, Slide
from jalons.indicators import restitution
from jalons.indicators.actions import profile
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from tests import cast
from tests.indicators import build

pytestmark = pytest.mark.django_db
BASE = "/territoires/vassiviere/portrait/"
FILES = ["restitution/faits.pdf", "restitution/faits.pptx", "portrait.pdf", "portrait.docx", "chiffres.xlsx"]
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def place() -> Initiative:
    initiative = cast.initiative(slug="vassiviere")
    build.value(initiative.territory, "32.0", vintage="2011")
    build.value(initiative.territory, "34.9")
    build.value(build.departement(), "25.8")
    build.value(cast.commune("Beaumont", epci=initiative.territory), None)
    build.fact(initiative, indicator=build.indicator(), caveat="À lire avec soin.")
    build.fact(initiative, "Trente enfants gardés loin d’ici", figure="30")
    return initiative


@pytest.fixture
def reader(place: Initiative) -> Client:
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(cast.role(place, Role.COOPERATION_OFFICER), backend=backend)
    return client


@pytest.mark.parametrize("page", ["restitution/", "restitution/1/", *FILES])
def test_without_a_role_nothing_leaves(place: Initiative, page: str) -> None:
    stranger = Client()
    stranger.force_login(cast.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert stranger.get(BASE + page).status_code == 404


def test_each_fact_has_its_page_and_no_other_page_exists(reader: Client) -> None:
    statuses = [reader.get(f"{BASE}restitution/{number}/").status_code for number in range(4)]
    assert statuses == [404, 200, 200, 404]


def test_a_page_says_its_source_and_leads_to_the_next_one(reader: Client) -> None:
    page = reader.get(f"{BASE}restitution/1/").content.decode()
    assert "Insee, Recensement, 2022" in page
    assert f'rel="next" href="{BASE}restitution/2/"' in page
    assert 'rel="prev"' not in page


def test_the_hall_sees_the_frozen_words_whatever_was_reworded_since(
    place: Initiative, reader: Client
) -> None:
    profile.freeze(place, by=Actor(label="Claire"))
    SalientFact.objects.filter(title="Un habitant sur trois").update(title="Réécrit depuis")
    assert "Un habitant sur trois" in reader.get(f"{BASE}restitution/1/").content.decode()
    assert "Réécrit depuis" not in reader.get(f"{BASE}restitution/").content.decode()


def test_the_deck_in_pdf_is_tagged_french_and_has_one_page_a_fact(reader: Client) -> None:
    found = PdfReader(BytesIO(reader.get(BASE + FILES[0]).content))
    assert len(found.pages) == 4
    assert str(found.trailer["/Root"]["/Lang"]).startswith("fr")
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "34,9" in found.pages[1].extract_text()


def test_the_deck_in_pptx_has_titles_charts_with_words_and_sources(reader: Client) -> None:
    found = pptx.Presentation(BytesIO(reader.get(BASE + FILES[1]).content))
    titles = [slide.shapes.title.text for slide in found.slides]
    assert titles[1:3] == ["Un habitant sur trois", "Trente enfants gardés loin d’ici"]
    (frame,) = [shape for shape in found.slides[1].shapes if shape.has_chart]
    assert [tuple(series.values) for series in frame.chart.plots[0].series] == [(32.0, 34.9), (None, 25.8)]
    assert "25,8" in frame._element.nvGraphicFramePr.cNvPr.get("descr")
    said = "\n".join(shape.text_frame.text for shape in found.slides[1].shapes if shape.has_text_frame)
    assert "Insee, Recensement, 2022" in said


def test_the_whole_portrait_names_every_source_and_masks_what_is_masked(reader: Client) -> None:
    pages = PdfReader(BytesIO(reader.get(BASE + "portrait.pdf").content)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Secret statistique" in text.replace("secret", "Secret")
    assert "Licence Ouverte 2.0" in text
    assert "Beaumont" in text


def test_the_workbook_keeps_codes_as_text_and_a_masked_figure_as_an_empty_cell(
    place: Initiative, reader: Client
) -> None:
    build.value(place.territory, None, vintage="2016")
    book = load_workbook(BytesIO(reader.get(BASE + "chiffres.xlsx").content))
    assert book.sheetnames == ["Chiffres", "Indicateurs", "Sources"]
    head, *lines = book["Chiffres"].values
    found = [dict(zip(head, line, strict=True)) for line in lines]
    ours = [line for line in found if line["code"] == "AGE_65P" and line["niveau"] == "Intercommunalité"]
    said = {line["millésime"]: (line["valeur"], line["statut"]) for line in found[:3]}
    assert said == {"2011": (32.0, "published"), "2016": (None, "masked"), "2022": (34.9, "published")}
    assert all(isinstance(line["territoire"], str) for line in ours)
    assert all(line["producteur"] and line["source"] and line["millésime"] for line in found)


def test_a_drawing_without_words_or_a_figure_without_source_is_refused() -> None:
    with pytest.raises(ValueError, match="words"):
        Slide("Titre", "Phrase", svg="<svg/>", source="Insee")
    with pytest.raises(ValueError, match="source"):
        Slide("Titre", "Phrase", figure="30")
    with pytest.raises(ValueError, match="category"):
        Slide("Titre", "Phrase", categories=("2011", "2022"), lines=(Line("Nous", (1.0,)),))


def test_a_deck_without_any_fact_still_opens() -> None:
    empty = Deck("Portes de Vassivière", "Aucun fait retenu", ())
    assert len(pptx.Presentation(BytesIO(slides.render_pptx(empty, now=NOW))).slides) == 1
    assert len(PdfReader(BytesIO(slides.render_pdf(empty, now=NOW))).pages) == 1


def test_a_masked_figure_is_a_gap_in_the_line_never_zero(place: Initiative) -> None:
    build.value(place.territory, None, vintage="2016")
    (first, _) = restitution.deck(place).slides
    assert first.categories == ("2011", "2022")
    assert first.lines[0].values == (32.0, 34.9)
