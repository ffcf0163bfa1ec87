"""What leaves: annexes in a template one owns, a picture, JSON both ways."""

import json
from io import BytesIO

import docx
import odfdo
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jalons.core.errors import DomainError
from jalons.pathways import annexes, queries
from jalons.pathways.actions import importing, snapshots, versions
from jalons.pathways.annexes import odt, word
from jalons.pathways.graph import Graph, from_json
from jalons.pathways.models import Link, Pathway
from tests.pathways.build import CLAIRE, change, pathway, sound
from tests.pathways.graphs import example
from tests.pathways.test_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen() -> Pathway:
    drawn = sound()
    versions.freeze(drawn, by=CLAIRE)
    return Pathway.objects.select_related("change__initiative__mission").get(pk=drawn.pk)


def words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_annexes_say_everything_in_docx_and_odt(frozen: Pathway) -> None:
    client = signed_in(frozen)
    address = reverse("pathways:annexes", args=[frozen.change.initiative.slug])
    assert client.get(address).status_code == 200
    said = words(client.post(address, {"kind": "docx"}).content)
    opened = odfdo.Document(BytesIO(client.post(address, {"kind": "odt"}).content))
    for text in (said, opened.get_formatted_text()):
        assert "{{" not in text
        assert "Annexe 4. Les chemins de progrès" in text
        assert "Les parents se connaissent" in text
        assert "Rencontres mensuelles" in text
        assert frozen.change.initiative.short_name in text


def test_a_template_of_ones_own_keeps_its_words_and_its_order(frozen: Pathway) -> None:
    mine = docx.Document()
    mine.add_heading("Caf de la Haute-Vienne", level=0)
    mine.add_paragraph("{{fiches}}")
    mine.add_paragraph("Fait pour {{territoire}}.")
    out = BytesIO()
    mine.save(out)
    address = reverse("pathways:annexes", args=[frozen.change.initiative.slug])
    given = {"kind": "docx", "template": SimpleUploadedFile("caf.docx", out.getvalue())}
    said = words(signed_in(frozen).post(address, given).content)
    parts = ["Caf de la Haute-Vienne", "Fiche 1. Rencontres mensuelles", "Fait pour "]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert "Annexe 1" not in said


@pytest.mark.parametrize("maker", [word, odt])
@pytest.mark.parametrize("data", [b"", b"non", b"PK\x05\x06" + b"\0" * 18])
def test_a_template_that_cannot_be_filled_is_refused(maker: object, data: bytes) -> None:
    with pytest.raises(annexes.UnusableTemplate):
        maker.fill(data, annexes.Content({}, {}))  # type: ignore[attr-defined]


def test_a_template_without_marker_says_which_there_are(frozen: Pathway) -> None:
    out = BytesIO()
    docx.Document().save(out)
    address = reverse("pathways:annexes", args=[frozen.change.initiative.slug])
    given = {"kind": "docx", "template": SimpleUploadedFile("vide.docx", out.getvalue())}
    assert "{{chemins}}" in signed_in(frozen).post(address, given).content.decode()


def test_the_templates_are_there_to_be_adapted(frozen: Pathway) -> None:
    client = signed_in(frozen)
    for kind in ("docx", "odt"):
        address = reverse("pathways:annexes_template", args=[frozen.change.initiative.slug, kind])
        assert client.get(address).content[:2] == b"PK"


def test_the_drawing_is_a_picture_for_a_slide(frozen: Pathway) -> None:
    png = signed_in(frozen).get(reverse("pathways:png", args=[frozen.id]))
    assert png["Content-Type"] == "image/png"
    assert int.from_bytes(png.content[16:20], "big") > 2000


def test_json_goes_out_and_comes_back_the_same(frozen: Pathway) -> None:
    address = reverse("pathways:json", args=[frozen.id])
    given = from_json(json.loads(signed_in(frozen).get(address).content))
    other = pathway(change(frozen.change.initiative, title="Ailleurs", statement="Ailleurs"))
    assert importing.add_graph(other, given, by=CLAIRE) == (2, [])
    assert shape(queries.as_it_stands(other).content) == shape(queries.as_it_stands(frozen).content)
    assert importing.add_graph(other, given, by=CLAIRE) == (0, [])


def shape(content: dict[str, list[dict[str, str]]]) -> set[tuple[str, ...]]:
    """What is said, without ids; the lasting change by its kind alone."""
    texts = {n["id"]: n["kind"] if n["kind"] == "change" else n["text"] for n in content["nodes"]}
    return {
        (texts[k["source"]], texts[k["target"]], k["because"], k["strength_label"]) for k in content["links"]
    }


def test_a_file_is_one_move_undone_as_one_and_wrong_arrows_are_said() -> None:
    drawn = sound()
    before = snapshots.take(drawn)
    backwards = Graph(example().nodes, (*example().links, *from_json(BACK).links))
    count, left = importing.add_graph(drawn, backwards, by=CLAIRE)
    assert (count, len(left)) == (7, 1)
    assert Link.objects.filter(pathway=drawn, strength="high").count() == 3
    edit = queries.last_edit(drawn)
    assert edit is not None
    versions.undo(drawn, edit, by=CLAIRE)
    assert snapshots.take(drawn) == before


BACK = {
    "nodes": [{"id": "C", "kind": "change", "text": "x"}, {"id": "I1", "kind": "intermediate", "text": "y"}],
    "links": [{"source": "C", "target": "I1"}],
}


def test_two_changes_in_one_file_are_refused() -> None:
    two = {"nodes": [{"id": key, "kind": "change", "text": key} for key in "ab"]}
    with pytest.raises(DomainError):
        importing.add_graph(pathway(), from_json(two), by=CLAIRE)


def test_the_page_takes_a_file_and_refuses_what_is_none() -> None:
    drawn = sound()
    client = signed_in(drawn)
    address = reverse("pathways:import", args=[drawn.id])
    wrong = client.post(address, {"file": SimpleUploadedFile("x.json", b"{")})
    assert "pas du JSON" in wrong.content.decode()
    data = json.dumps(BACK | {"links": [{"source": "I1", "target": "C"}]}).encode()
    done = client.post(address, {"file": SimpleUploadedFile("x.json", data)}, follow=True)
    assert "Éléments repris du fichier" in done.content.decode()
