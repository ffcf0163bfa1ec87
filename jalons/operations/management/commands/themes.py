"""`jalons themes PAROLES.csv`: words brought together by the words they use."""

import json
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jalons.core.errors import DomainError
from jalons.diagnosis.clustering import Card, Group, Twins, find_twins, suggest_groups
from jalons.operations import tables
from jalons.operations.commands import FrenchCommand
from jalons.rooms.opinions import in_order

SHORT = 90


@dataclass(frozen=True, slots=True)
class Found:
    """What the words say of themselves; every card is in one group or in `ungrouped`."""

    texts: dict[str, str]
    groups: list[Group[str]]
    ungrouped: list[str]
    twins: list[Twins[str]]


class Command(FrenchCommand):
    help = (
        "Rapproche les paroles d’un fichier id,text qui emploient des mots proches, nomme chaque "
        "groupe par les mots qui le distinguent, et montre les paroles presque pareilles sans les fondre. "
        "Calcul local, toujours le même (docs/regroupements.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="PAROLES.csv", type=Path, help="colonnes id,text")
        parser.add_argument("--json", action="store_true", dest="as_json", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = _find(_texts(options["file"]))
        if options["as_json"]:
            self.stdout.write(json.dumps(_plain(found), ensure_ascii=False, indent=2))
            return
        for line in _told(found):
            self.say(line)


def _texts(file: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for line, cells in tables.read(file, ("id", "text")):
        if not cells["id"]:
            raise DomainError(f"Ligne {line} : il manque l’identifiant de la parole (id).")
        if cells["id"] in texts:
            raise DomainError(f"Ligne {line} : l’identifiant « {cells['id']} » est déjà pris.")
        texts[cells["id"]] = cells["text"]
    if not texts:
        raise DomainError(f"{file} ne contient aucune parole.")
    return texts


def _find(texts: dict[str, str]) -> Found:
    cards = [Card(key, text) for key, text in texts.items()]
    groups = suggest_groups(cards)
    grouped = {key for group in groups for key in group.keys}
    left = [key for key in sorted(texts, key=in_order) if key not in grouped]
    return Found(texts, groups, left, find_twins(cards))


def _plain(found: Found) -> dict[str, Any]:
    return {
        "groups": [
            {"label": group.label, "members": sorted(group.keys, key=in_order)} for group in found.groups
        ],
        "ungrouped": found.ungrouped,
        "near_duplicates": [[twins.first, twins.second] for twins in found.twins],
    }


def _told(found: Found) -> list[str]:
    total, left = len(found.texts), len(found.ungrouped)
    rest = f"{left} sans regroupement" if left else "toutes dans un regroupement"
    lines = [f"{total} contribution{'s' if total > 1 else ''} sur {total}, {rest}.", ""]
    lines += [f"{len(group.keys):>5}  {group.label}" for group in found.groups]
    if found.twins:
        lines += ["", "Presque pareilles, montrées côte à côte et jamais fondues :"]
    for twins in found.twins:
        lines += [f"  {key} : {_short(found.texts[key])}" for key in (twins.first, twins.second)] + [""]
    return lines


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
