"""Issued papers: numbered without gaps, tagged, immutable."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import docx as python_docx
import pytest
from pypdf import PdfReader

from jalons.core.actors import SOFTWARE
from jalons.core.scope import INSTALLATION
from jalons.documents import actions, pdf, tree
from jalons.documents.models import ImmutableDocumentError, IssuedDocument
from jalons.journal.models import Entry

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    '<rect width="60" height="20" fill="#14402f"/></svg>'
)


def paper(**fields: object) -> tree.Document:
    return tree.Document(
        **{
            "title": "Procès-verbal",
            "blocks": (
                tree.Heading(1, "Ce qui a été décidé"),
                tree.text("Les présents ont adopté le texte."),
                tree.Table(
                    "Présents", tree.columns("Qui", tree.Column("Personnes", "right")), (("Élus", "14"),)
                ),
                tree.Outline(((0, "Changement"), (1, "Étape"), (0, "Autre"))),
                tree.Quote("Le bus passe à 7 h.", "Jeune"),
                tree.Callout("Ici, chacun trouve sa place.", "Futur idéal"),
                tree.Figure(DRAWING, "Un rectangle sombre", "Dessin"),
                tree.Bullets(("un", "deux"), is_numbered=True),
                tree.Facts((("Lieu", "Eymoutiers"),)),
                tree.Signatures((("Caf", "Le directeur"),)),
            ),
            "is_fictitious": True,
        }
        | fields
    )


def test_a_tree_survives_json_unchanged():
    document = paper()
    assert tree.from_json(tree.to_json(document)) == document


def test_a_row_that_misses_a_cell_is_refused():
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        tree.Table("Présents", tree.columns("Qui", "Combien"), (("Élus",),))


def test_a_drawing_without_words_is_refused():
    with pytest.raises(ValueError, match="needs words"):
        tree.Figure(DRAWING, "  ")


def test_the_pdf_is_tagged_french_and_carries_its_words():
    reader = PdfReader(BytesIO(pdf.render(paper(), now=NOW)))
    catalog = reader.trailer["/Root"]
    assert bool(catalog["/MarkInfo"]["/Marked"]) is True
    assert catalog["/Lang"].startswith("fr")
    assert reader.metadata is not None
    assert reader.metadata.title == "Procès-verbal"
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Exemple fictif" in text
    roles = structure_roles(catalog["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/P"} <= roles


def structure_roles(node: object) -> set[str]:
    resolved = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(resolved, list):
        return set().union(*(structure_roles(child) for child in resolved)) if resolved else set()
    if not isinstance(resolved, dict):
        return set()
    own = {str(resolved["/S"])} if "/S" in resolved else set()
    return own | (structure_roles(resolved["/K"]) if "/K" in resolved else set())


def test_the_pdf_depends_only_on_the_tree_and_the_moment():
    assert pdf.render(paper(), now=NOW) == pdf.render(paper(), now=NOW)


@pytest.mark.django_db
def test_numbers_follow_each_other_by_series_and_year():
    numbers = [
        str(actions.issue(paper(), series=series, by=SOFTWARE, scope=INSTALLATION, now=moment))
        for series, moment in [
            ("PV", NOW),
            ("PV", NOW),
            ("DOSSIER", NOW),
            ("PV", datetime(2027, 1, 4, tzinfo=UTC)),
        ]
    ]
    assert numbers == ["PV 2026-001", "PV 2026-002", "DOSSIER 2026-001", "PV 2027-001"]


@pytest.mark.django_db
def test_a_paper_that_cannot_be_drawn_takes_no_number():
    broken = paper(blocks=(tree.Figure("<not svg", "rien"),))
    with pytest.raises(RuntimeError):
        actions.issue(broken, series="PV", by=SOFTWARE, scope=INSTALLATION, now=NOW)
    assert str(actions.issue(paper(), series="PV", by=SOFTWARE, scope=INSTALLATION, now=NOW)) == "PV 2026-001"


@pytest.mark.django_db
def test_an_issued_paper_keeps_its_fingerprints_and_never_changes():
    issued = actions.issue(paper(), series="PV", by=SOFTWARE, scope=INSTALLATION, now=NOW)
    kept = IssuedDocument.objects.get(id=issued.id)
    assert sha256(bytes(kept.pdf)).hexdigest() == kept.pdf_sha256
    assert sha256(bytes(kept.docx)).hexdigest() == kept.docx_sha256
    kept.title = "Autre"
    with pytest.raises(ImmutableDocumentError):
        kept.save()
    with pytest.raises(ImmutableDocumentError):
        kept.delete()
    assert (
        Entry.objects.get(object_id=issued.id).sentence == "a émis le document PV 2026-001, « Procès-verbal »"
    )


@pytest.mark.django_db
def test_the_docx_repeats_table_headers_and_describes_drawings():
    issued = actions.issue(paper(), series="PV", by=SOFTWARE, scope=INSTALLATION, now=NOW)
    word = python_docx.Document(BytesIO(bytes(issued.docx)))
    assert word.core_properties.title == "Procès-verbal"
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == ["Ce qui a été décidé"]
    xml = word.element.xml
    assert xml.count("w:tblHeader") == 1
    assert 'descr="Un rectangle sombre"' in xml
