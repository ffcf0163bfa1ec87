"""`jalons rehearse`: a whole room played against this installation, before the day."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from jalons.operations.commands import FrenchCommand, require_current_schema
from jalons.operations.rehearsal import actions, report


class Command(FrenchCommand):
    help = (
        "Joue la salle d’une séance contre cette installation : téléphones qui parlent et votent, coupures, "
        "renvois, arrêt brutal du serveur ; puis dit ce qui lâcherait. La vraie séance n’est pas touchée."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("session", metavar="SÉANCE", help="identifiant de la séance, ou code de sa salle")
        parser.add_argument("--phones", type=int, default=150, help="téléphones (150)")
        length = parser.add_mutually_exclusive_group()
        length.add_argument("--minutes", type=float, help="durée, en minutes (5)")
        length.add_argument("--seconds", type=float, help="durée, en secondes")
        parser.add_argument(
            "--url",
            action="append",
            default=[],
            help="serveur en marche à éprouver, comme http://127.0.0.1:8000 ; plusieurs fois s’ils sont "
            "plusieurs. Sans cela, un serveur est lancé pour l’occasion",
        )
        parser.add_argument("--no-restart", action="store_true", help="sans l’arrêt brutal du serveur")
        parser.add_argument("--json", action="store_true", help="les chiffres seuls, pour un autre programme")

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        minutes = 5 if options["minutes"] is None else options["minutes"]
        seconds = minutes * 60 if options["seconds"] is None else options["seconds"]
        outcome = actions.rehearse(
            actions.find_session(options["session"]),
            phones=options["phones"],
            seconds=seconds,
            urls=options["url"],
            is_restarting=not options["no_restart"],
            say=self._quiet if options["json"] else self.say,
        )
        if options["json"]:
            self.say(json.dumps(report.as_json(outcome)))
        else:
            for sentence in report.sentences(outcome):
                self.say(sentence)
        if not outcome.is_safe:
            raise CommandError("La répétition a trouvé des envois perdus ou comptés deux fois.")

    def _quiet(self, sentence: str) -> None:
        """Nothing but the figures goes out."""
