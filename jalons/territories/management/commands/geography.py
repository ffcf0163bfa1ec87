"""`jalons geography load`: the official geography, from the file that ships with Jalons."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalons.core.errors import DomainError
from jalons.territories import actions, artefact


class Command(BaseCommand):
    help = "Charge la géographie officielle : communes, EPCI, départements, régions, populations, contours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        load = commands.add_parser("load", help="charge ou met à jour ; une seconde fois ne change rien")
        load.add_argument("--file", type=Path, default=artefact.DEFAULT, help="fichier à lire")
        load.add_argument("--force", action="store_true", help="recharge même si ce fichier l’est déjà")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        self._say("Géographie officielle : chargement…")
        try:
            is_new = actions.load_geography(options["file"], say=self._say, force=options["force"])
        except DomainError as refused:
            raise CommandError(refused.message) from refused
        seconds = time.monotonic() - started
        self._say(f"Géographie officielle {'chargée' if is_new else 'déjà à jour'} ({seconds:.1f} s).")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
