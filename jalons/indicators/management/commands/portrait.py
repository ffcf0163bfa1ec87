"""`jalons portrait SIREN [--indicator CODE] [--json]`: the figures of an EPCI, and what stands out."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import DatabaseError

from jalons.core.typography import NBSP
from jalons.indicators import wording
from jalons.indicators.comparison import Knowledge
from jalons.indicators.models import IndicatorValue
from jalons.indicators.queries import portraits, shipped
from jalons.indicators.queries.board import Board
from jalons.territories import search


class Command(BaseCommand):
    help = "Montre le portrait d’une intercommunalité : chiffres, références, territoires semblables, faits."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("siren", help="SIREN de l’intercommunalité (9 chiffres)")
        parser.add_argument("--indicator", default="", help="un seul indicateur, par son code")
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the portrait, from the base when it knows this territory, else from the shipped table."""
        siren = search.siren(options["siren"]) or ""
        if not siren:
            raise CommandError(
                f"« {options['siren']} » n’est pas un SIREN : donnez les 9 chiffres de l’intercommunalité, "
                "par exemple 248719353."
            )
        board = _board(siren)
        if board is None:
            raise CommandError(
                f"Aucune intercommunalité connue n’a le SIREN {siren}. Vérifiez-le, ou importez d’abord les "
                "fichiers qui la décrivent (« jalons data import »)."
            )
        wanted = options["indicator"].strip().upper()
        if wanted and wanted not in board.indicators:
            raise CommandError(
                f"L’indicateur « {options['indicator']} » n’est pas au catalogue. « jalons data sources » "
                "dit ce qui est connu et ce qui est attendu."
            )
        data = portraits.as_data(board, wanted)
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        for line in _sentences(data):
            self.stdout.write(line)


def _board(siren: str) -> Board | None:
    """Figures of the base when it holds some of this territory; those that ship otherwise."""
    try:
        territory = portraits.find(siren)
        held = territory is not None and IndicatorValue.objects.filter(territory=territory).exists()
        if territory is not None and held:
            return portraits.board_for(territory, portraits.likeness())
    except DatabaseError:
        pass  # no base here yet: the shipped table answers
    return shipped.board(siren)


def _sentences(data: dict[str, Any]) -> list[str]:
    lines = [f"{data['territory']['name']} ({data['territory']['siren']})", "", "Ce qui ressort"]
    for fact in data["facts"]:
        lines += [
            f"— {fact['sentence']}",
            f"  Pourquoi{NBSP}: {fact['reason']}",
            f"  Précaution{NBSP}: {fact['caveat']}",
        ]
    if not data["facts"]:
        lines.append("Rien ne se distingue nettement des territoires semblables.")
    lines += ["", "Chiffres"]
    for line in data["indicators"]:
        said = wording.say_known(line["value"], line["unit"], Knowledge(line["status"]))
        source = line["source"]
        lines.append(
            f"{line['code']} {line['vintage']}{NBSP}: {said}. {source['producer']}, {source['title']}."
        )
    return lines
