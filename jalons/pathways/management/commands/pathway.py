"""`manage.py pathway`: the same as `jalons pathway`, which needs neither settings nor database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalons.pathways.command import MOVES, Refused, answer


class Command(BaseCommand):
    help = (
        "Vérifie un chemin écrit en JSON (check), le dessine (layout), propose de le simplifier (simplify)."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("move", choices=MOVES, help="que faire du chemin")
        parser.add_argument("file", help="fichier JSON du chemin : nodes et links")
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer, or say why the file is refused."""
        try:
            self.stdout.write(answer(options["move"], Path(options["file"]), as_json=options["json"]))
        except Refused as wrong:
            raise CommandError(str(wrong)) from wrong
