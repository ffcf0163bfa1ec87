"""`jalons backup`: the whole installation in one archive, while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from jalons.core import clock
from jalons.operations.backup import writing
from jalons.operations.commands import FrenchCommand, require_current_schema


class Command(FrenchCommand):
    help = (
        "Écrit toute l’installation (données et fichiers) dans une archive vérifiable, lisible sur SQLite "
        "comme sur PostgreSQL. Le service peut continuer pendant ce temps."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="archive à écrire (sinon : var/sauvegardes/jalons-DATE.zip)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        now = clock.now()
        path = options["file"] or writing.default_path(now)
        self.say("Sauvegarde…")
        writing.write(path, now=now, say=self.say)
        self.say(f"Sauvegarde écrite : {path}")
        self.say("La clé secrète n’y est pas : gardez-en une copie à part.")
