"""`jalons indicators load`: the catalogue, and the demonstration's figures when asked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jalons.core.actors import SOFTWARE
from jalons.indicators.actions import catalogue


class Command(BaseCommand):
    help = "Charge le catalogue des indicateurs (sources, définitions, précautions)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        load = commands.add_parser("load", help="charge ou met à jour ; une seconde fois ne change rien")
        load.add_argument(
            "--demonstration", action="store_true", help="charge aussi les chiffres des territoires d’exemple"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_new = catalogue.load(by=SOFTWARE)
        self.stdout.write(f"Catalogue des indicateurs {'chargé' if is_new else 'déjà à jour'}.")
        if options["demonstration"]:
            count = catalogue.load_figures(by=SOFTWARE)
            self.stdout.write(f"{count} chiffres chargés." if count else "Chiffres déjà à jour.")
