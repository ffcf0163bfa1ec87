"""`jalons serve`: the pages and the jobs, watched together."""

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from jalons.core.errors import DomainError
from jalons.operations import processes, static_files
from jalons.operations.commands import FrenchCommand, require_current_schema


class Command(FrenchCommand):
    help = (
        "Sert les pages et exécute les travaux, jusqu’à Ctrl-C. Ne change rien à la base : "
        "« jalons migrate » le fait."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host",
            default=os.environ.get("HOST", "127.0.0.1"),
            help="adresse d’écoute (variable HOST ; 127.0.0.1 : cette machine seulement)",
        )
        parser.add_argument(
            "--port",
            type=int,
            default=int(os.environ.get("PORT", "8000")),
            help="port (variable PORT ; 8000)",
        )
        parser.add_argument(
            "--no-worker", action="store_true", help="sans les travaux : un autre les exécute"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        require_free(options["host"], options["port"])
        static_files.gather()
        watched = [processes.Watched("Le serveur", processes.web(options["host"], options["port"]))]
        if not options["no_worker"]:
            watched.append(processes.Watched("L’exécuteur de travaux", processes.worker()))
        self.say(
            f"Jalons répond sur http://{options['host']}:{options['port']}/ "
            f"(adresse publique : {settings.SITE_URL}). Ctrl-C pour arrêter."
        )
        try:
            processes.Supervisor(watched, self.say).run()
        except processes.KeepsFallingError as fallen:
            raise CommandError(
                f"{fallen} s’arrête aussitôt lancé. Les lignes au-dessus disent pourquoi ; "
                "« jalons check --deploy » peut aider."
            ) from fallen
        self.say("Jalons est arrêté. Rien n’est perdu.")


def require_free(host: str, port: int) -> None:
    """Raise DomainError when somebody listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise DomainError(
                f"Le port {port} est déjà pris, ou n’est pas permis. Choisissez-en un autre : --port 8080."
            ) from taken
