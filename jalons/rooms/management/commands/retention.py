"""`jalons retention`: erase the identifiers of rooms long past; words and counts stay."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalons.core import clock
from jalons.core.actors import SOFTWARE
from jalons.rooms.actions import erasing
from jalons.rooms.queries.retention import rooms_past

DAYS_A_MONTH = 30.44
SHORTEST = 1


class Command(BaseCommand):
    help = (
        "Efface les identifiants (tickets, codes de place) et les photos des séances passées depuis N mois. "
        "Les paroles et les comptes restent. Chaque effacement est écrit au journal du territoire."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--months", type=int, default=12, help="âge des séances, en mois (12)")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait effacé, n’efface rien")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["months"] < SHORTEST:
            raise CommandError("Donnez au moins un mois : --months 1.")
        before = clock.today() - timedelta(days=round(options["months"] * DAYS_A_MONTH))
        rooms = rooms_past(before)
        for room in rooms:
            if options["dry_run"]:
                self.stdout.write(f"{room.step.title} : serait effacée")
                continue
            gone = erasing.erase_room(room=room, by=SOFTWARE)
            self.stdout.write(
                f"{room.step.title} : {gone.tickets} identifiants et {gone.photos} photos effacés"
            )
        if not rooms:
            self.stdout.write("Rien à effacer.")
