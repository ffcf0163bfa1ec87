"""`jalons opinions VOTES.csv`: what a room said of statements, and its groups when they hold."""

import json
from argparse import ArgumentParser
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

from jalons.core.errors import DomainError
from jalons.operations import tables
from jalons.operations.commands import FrenchCommand
from jalons.rooms.opinion_groups import Groups, NoGroups, find_groups, sizes_of
from jalons.rooms.opinions import (
    AGREE,
    Stance,
    Votes,
    common_ground,
    counts_of,
    last_words,
    representative,
    room_consensus,
)

VALUES = {"1": 1, "+1": 1, "1.0": 1, "0": 0, "0.0": 0, "-1": -1, "-1.0": -1, "−1": -1}
SIDES = {AGREE: "agree", -AGREE: "disagree"}


class Command(FrenchCommand):
    help = (
        "Compte les accords, les désaccords et les « je passe » d’un fichier voter,statement,vote "
        "(1, -1 ou 0 ; la dernière ligne d’une personne sur une affirmation l’emporte), puis cherche des "
        "groupes d’opinion, montrés seulement quand ils sont stables (docs/opinions.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="VOTES.csv", type=Path, help="colonnes voter,statement,vote")
        parser.add_argument("--json", action="store_true", dest="as_json", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        votes = _votes(options["file"])
        found = find_groups(votes)
        if options["as_json"]:
            self.stdout.write(json.dumps(_plain(votes, found), ensure_ascii=False, indent=2))
            return
        for line in _told(votes, found):
            self.say(line)


def _votes(file: Path) -> Votes:
    rows: list[tuple[Hashable, Hashable, int]] = []
    for line, cells in tables.read(file, ("voter", "statement", "vote")):
        if not cells["voter"] or not cells["statement"]:
            raise DomainError(f"Ligne {line} : il manque la personne (voter) ou l’affirmation (statement).")
        if cells["vote"] not in VALUES:
            raise DomainError(
                f"Ligne {line} : le vote « {cells['vote']} » n’est ni 1 (d’accord), ni -1 (pas d’accord), "
                "ni 0 (je passe)."
            )
        rows.append((cells["voter"], cells["statement"], VALUES[cells["vote"]]))
    if not rows:
        raise DomainError(f"{file} ne contient aucun vote.")
    return last_words(rows)


def _plain(votes: Votes, found: Groups | NoGroups) -> dict[str, Any]:
    statements = [
        {"statement": key, "agree": said.agree, "disagree": said.disagree, "pass": said.passed}
        for key, said in counts_of(votes).items()
    ]
    if isinstance(found, NoGroups):
        return {"statements": statements, "groups": None, "reason": found.reason}
    return {"statements": statements, "groups": _plain_groups(votes, found)}


def _plain_groups(votes: Votes, found: Groups) -> dict[str, Any]:
    sizes = sizes_of(found)
    return {
        "k": found.k,
        "stability": found.stability,
        "membership": {str(voter): group for voter, group in found.membership.items()},
        "representative_statements": [
            {"group": group, "size": sizes[group], "statements": [_plain_stance(s) for s in stances]}
            for group, stances in representative(votes, found.membership).items()
        ],
        "common_ground": [
            {"statement": key, "side": SIDES[side], "consensus": score}
            for key, side, score in common_ground(votes, found.membership)
        ],
    }


def _plain_stance(stance: Stance) -> dict[str, Any]:
    return {
        "statement": stance.statement,
        "side": SIDES[stance.side],
        "count": stance.count,
        "voters": stance.trials,
        "share": stance.share,
        "share_test": stance.share_test,
        "repness": stance.ratio,
        "repness_test": stance.ratio_test,
    }


def _told(votes: Votes, found: Groups | NoGroups) -> list[str]:
    agreed, refused = room_consensus(votes)
    counts = counts_of(votes)
    lines = ["Ce que presque tout le monde partage"]
    lines += [_line(counts, stance.statement, "d’accord") for stance in agreed]
    lines += [_line(counts, stance.statement, "pas d’accord") for stance in refused]
    lines += [] if agreed or refused else ["  rien qui dépasse le hasard"]
    lines += ["", "Toutes les affirmations"]
    lines += [_line(counts, statement, "") for statement in counts]
    lines += ["", "Groupes d’opinion"]
    if isinstance(found, NoGroups):
        return [*lines, f"  Aucun n’est montré. {found.reason}"]
    stability = f"{found.stability:.2f}".replace(".", ",")
    lines += [f"  {found.k} groupes, stables ({stability} ; 1 = toujours les mêmes)."]
    for group, stances in representative(votes, found.membership).items():
        lines += [f"  Groupe {group + 1}, {sizes_of(found)[group]} personnes :"]
        lines += [f"    {_side(stance)} : {stance.statement}" for stance in stances]
    return lines


def _side(stance: Stance) -> str:
    return "d’accord" if stance.side == AGREE else "pas d’accord"


def _line(counts: Mapping[Hashable, Any], statement: Hashable, side: str) -> str:
    said = counts[statement]
    told = f"{said.agree} d’accord, {said.disagree} pas d’accord, {said.passed} passent"
    return f"  {statement} : {told}" + (f" ({side})" if side else "")
