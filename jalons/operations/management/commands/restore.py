"""`jalons restore`: an archive back into an installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from jalons.operations.backup import reading
from jalons.operations.commands import FrenchCommand, require_current_schema


class Command(FrenchCommand):
    help = (
        "Remet une archive de « jalons backup » dans une installation, quelle que soit sa base. Tout est "
        "vérifié avant de toucher à quoi que ce soit ; tout est remplacé, ou rien ne l’est. "
        "Arrêtez d’abord le service."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="archive à remettre")
        parser.add_argument("--replace", action="store_true", help="remplace une installation qui sert déjà")

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        manifest = reading.restore(options["file"], replace=options["replace"], say=self.say)
        rows = sum(part.rows or 0 for part in manifest.parts)
        self.say(f"Restauration faite : {rows} lignes, archive du {manifest.made_at[:10]}.")
        self.say("Tout le monde devra entrer de nouveau.")
