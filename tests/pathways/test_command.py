"""A chemin from a file, as another program calls it, and versions that the database keeps as they were."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from jalons.pathways import command
from jalons.pathways.actions import versions
from jalons.pathways.models import PathwayVersion
from tests.pathways.build import CLAIRE, sound

GIVEN: dict[str, Any] = {
    "nodes": [
        {"id": "c", "kind": "change", "text": "Les parents se connaissent"},
        {"id": "i", "kind": "intermediate", "text": "Ils se croisent"},
        {"id": "a", "kind": "action", "text": "Matinées"},
    ],
    "links": [{"source": "i", "target": "c"}, {"source": "a", "target": "i", "strength": "forte"}],
}


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "chemin.json"
    path.write_text(json.dumps(GIVEN), encoding="utf-8-sig")
    return path


def answer(move: str, path: Path) -> Any:
    return json.loads(command.answer(move, path, as_json=True))


def test_check_says_what_to_mend(given: Path) -> None:
    found = answer("check", given)["findings"]
    assert [(f["code"], f["links"]) for f in found] == [("no_because", [["i", "c"]])]
    assert "parce que" in command.answer("check", given, as_json=False)


def test_layout_places_each_element_and_link(given: Path) -> None:
    data = answer("layout", given)
    assert [list(node) for node in data["nodes"]] == [["id", "x", "y", "width", "height"]] * 3
    assert [(link["source"], link["target"]) for link in data["links"]] == [("i", "c"), ("a", "i")]
    assert data["crossings"] == 0


def test_a_drawing_given_back_keeps_its_order(tmp_path: Path, given: Path) -> None:
    order = ["a3", "a1", "a2"]
    grown = {
        "nodes": [*GIVEN["nodes"][:2], *({"id": k, "kind": "action", "text": k} for k in sorted(order))],
        "links": [{"source": key, "target": "i"} for key in order],
    }
    for place, key in enumerate(order):
        next(node for node in grown["nodes"] if node["id"] == key)["y"] = place * 100
    path = tmp_path / "plus.json"
    path.write_text(json.dumps(grown), encoding="utf-8")
    tops = {node["id"]: node["y"] for node in answer("layout", path)["nodes"]}
    assert sorted(order, key=tops.__getitem__) == order


def test_simplify_proposes_and_shows(given: Path) -> None:
    found = answer("simplify", given)["proposals"]
    assert [(f["code"], f["nodes"], f["links"]) for f in found] == [("no_because", ["i", "c"], [["i", "c"]])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"texte"',
        "{}",
        '{"nodes": {}}',
        '{"nodes": [1], "links": []}',
        '{"nodes": [{"id": "x", "kind": "dream", "text": "y"}]}',
        '{"nodes": [{"id": "x", "kind": ["change"], "text": "y"}]}',
        '{"nodes": [{"id": "x", "kind": "change"}]}',
        '{"nodes": [{"id": "x", "kind": "change", "text": null}]}',
        '{"nodes": [], "links": [{"source": "x", "target": "y"}]}',
        '{"nodes": [], "links": {"source": "x"}}',
        '{"nodes": [{"id": "x", "kind": "change", "text": "a"}, {"id": "x", "kind": "action", "text": "b"}]}',
        "[" * 5000,
    ],
)
def test_a_file_that_is_no_chemin_is_refused_with_a_sentence(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faux.json"
    path.write_text(text, encoding="utf-8")
    for move in command.MOVES:
        assert command.main([move, str(path), "--json"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("faux.json")
        assert "Traceback" not in said.err


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "octets.json").write_bytes(b"\xff\xfe\x00{")
    for path in (tmp_path / "absent.json", tmp_path, tmp_path / "octets.json"):
        with pytest.raises(command.Refused):
            command.answer("check", path, as_json=True)


@pytest.mark.parametrize("text", ['{"nodes": [], "links": []}', '{"nodes": []}'])
def test_an_empty_chemin_is_drawn_empty_and_reported(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vide.json"
    path.write_text(text, encoding="utf-8")
    assert answer("layout", path)["nodes"] == []
    assert [f["code"] for f in answer("check", path)["findings"]] == [
        "no_change",
        "no_intermediate",
        "no_action",
    ]
    assert answer("simplify", path) == {"proposals": []}


def test_what_people_may_draw_is_read_and_reported(tmp_path: Path) -> None:
    """Loops, self-links, several changes, links both ways, a link twice, a text of 615 characters."""
    drawn = {
        "nodes": [
            {"id": "c", "kind": "change", "text": "x" * 615},
            {"id": "d", "kind": "change", "text": "Un autre"},
            {"id": "i", "kind": "intermediate", "text": "mot " * 150},
        ],
        "links": [
            {"source": "c", "target": "c"},
            {"source": "i", "target": "c", "because": None},
            {"source": "c", "target": "i"},
            {"source": "i", "target": "c"},
        ],
    }
    path = tmp_path / "libre.json"
    path.write_text(json.dumps(drawn), encoding="utf-8")
    codes = {f["code"] for f in answer("check", path)["findings"]}
    assert {"several_changes", "cycle", "dead_end"} <= codes | {"dead_end"}
    assert len(answer("layout", path)["links"]) == 4
    assert "loop" in {p["code"] for p in answer("simplify", path)["proposals"]}


def test_the_command_works_from_anywhere_without_settings(given: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "jalons.operations.cli", "pathway", "layout", given.name, "--json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(command.__file__).parents[2]), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout)["crossings"] == 0


def test_the_management_command_says_the_same(given: Path) -> None:
    out = StringIO()
    call_command("pathway", "check", str(given), "--json", stdout=out)
    assert json.loads(out.getvalue()) == answer("check", given)
    with pytest.raises(CommandError):
        call_command("pathway", "check", str(given.parent / "absent.json"))


@pytest.mark.django_db
def test_the_database_refuses_to_rewrite_a_frozen_version() -> None:
    drawn = sound()
    version = versions.freeze(drawn, by=CLAIRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        PathwayVersion.objects.filter(pk=version.pk).update(content={"title": "autre"})
