"""A chemin from a file, and versions that the database keeps as they were."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from jalons.pathways.actions import versions
from jalons.pathways.models import PathwayVersion
from tests.pathways.build import CLAIRE, sound

GIVEN = {
    "nodes": [
        {"id": "c", "kind": "change", "text": "Les parents se connaissent"},
        {"id": "i", "kind": "intermediate", "text": "Ils se croisent"},
        {"id": "a", "kind": "action", "text": "Matinées"},
    ],
    "links": [{"source": "i", "target": "c"}, {"source": "a", "target": "i", "strength": "forte"}],
}


def said(move: str, path: Path, *more: str) -> str:
    out = StringIO()
    call_command("pathway", move, str(path), *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "chemin.json"
    path.write_text(json.dumps(GIVEN), encoding="utf-8")
    return path


def test_check_says_what_to_mend(given: Path) -> None:
    found = json.loads(said("check", given, "--json"))["findings"]
    assert [(f["code"], f["links"]) for f in found] == [("no_because", [["i", "c"]])]
    assert "parce que" in said("check", given)


def test_layout_places_each_element_and_link(given: Path) -> None:
    data = json.loads(said("layout", given, "--json"))
    assert [node["id"] for node in data["nodes"]] == ["c", "i", "a"]
    assert [(link["source"], link["target"]) for link in data["links"]] == [("i", "c"), ("a", "i")]
    assert data["crossings"] == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"nodes": [{"id": "x", "kind": "dream", "text": "y"}]}'])
def test_a_file_that_is_no_chemin_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "faux.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        said("check", path)
    with pytest.raises(CommandError):
        said("check", tmp_path / "absent.json")


@pytest.mark.django_db
def test_the_database_refuses_to_rewrite_a_frozen_version() -> None:
    drawn = sound()
    version = versions.freeze(drawn, by=CLAIRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        PathwayVersion.objects.filter(pk=version.pk).update(content={"title": "autre"})
