"""`jalons validations`: reminds the signatories that have not answered."""

from typing import Any

from django.core.management.base import BaseCommand

from jalons.changes.actions import reminding


class Command(BaseCommand):
    """Once a day is enough; twice sends nothing twice."""

    help = (
        "Relance les signataires qui ne se sont pas prononcés : tous les quatorze jours, quatre fois au plus."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent = reminding.remind()
        plural = "s" if sent > 1 else ""
        self.stdout.write(f"{sent} relance{plural} envoyée{plural}.")
