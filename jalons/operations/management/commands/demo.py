"""`jalons demo`: the two demonstration territories, built once, then served."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from jalons.accounts.models import User
from jalons.core import clock
from jalons.operations import static_files
from jalons.operations.commands import FrenchCommand
from jalons.operations.demo import seed
from jalons.operations.demo.accounts import CAST, address


class Command(FrenchCommand):
    help = (
        "Construit la démonstration si la base est vide (géographie, deux territoires, personnages), "
        "puis la sert. Une seconde fois : ne reconstruit rien, ne perd rien."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (8000)"
        )
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="adresse d’écoute")
        parser.add_argument("--no-serve", action="store_true", help="construire seulement")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if not seed.is_seeded():
            self._build()
        static_files.gather()
        self._addresses(options["port"])
        if not options["no_serve"]:
            call_command("serve", port=options["port"], host=options["host"])

    def _build(self) -> None:
        if User.objects.exists():
            raise CommandError(
                "Cette base contient déjà de vrais comptes : la démonstration ne s’y ajoute pas. "
                "Donnez-lui un autre dossier, par exemple JALONS_VAR=var/demo."
            )
        started = time.monotonic()
        call_command("geography", "load", stdout=self.stdout)
        self.say("Démonstration : deux territoires, chiffres réels et paroles fictives")
        seed.seed(now=clock.now(), say=self.say)
        self.say(f"Démonstration construite en {time.monotonic() - started:.0f} s.")

    def _addresses(self, port: int) -> None:
        base = f"http://localhost:{port}"
        self.say("")
        self.say(f"  Accueil        {base}/")
        self.say(f"  Entrer comme…  {base}/courrier/   (un clic par rôle ; les messages y arrivent aussi)")
        self.say("")
        self.say("  Personnages, tous fictifs :")
        for key, user in self._users().items():
            roles = ", ".join(sorted({a.get_role_display() for a in user.role_assignments.all()}))
            self.say(f"    {CAST[key]:<20} {user.email:<45} {roles}")
        self.say("")

    def _users(self) -> dict[str, User]:
        by_email = {u.email: u for u in User.objects.prefetch_related("role_assignments")}
        return {key: by_email[address(name)] for key, name in CAST.items() if address(name) in by_email}
