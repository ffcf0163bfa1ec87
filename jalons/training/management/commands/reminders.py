"""`jalons reminders`: sends the reminders of the training sessions to come."""

from typing import Any

from django.core.management.base import BaseCommand

from jalons.training.actions import reminders


class Command(BaseCommand):
    """Once a day is enough; twice sends nothing twice."""

    help = "Envoie les rappels des séances de formation : une semaine avant, puis la veille."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = reminders.remind()
        self.stdout.write(f"{sent} rappel{'s' if sent > 1 else ''} envoyé{'s' if sent > 1 else ''}.")
