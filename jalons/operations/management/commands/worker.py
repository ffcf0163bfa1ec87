"""`jalons worker`: runs the jobs, beside the web processes."""

from typing import Any

from django.core.management import call_command

from jalons.operations.commands import FrenchCommand, require_current_schema


class Command(FrenchCommand):
    help = "Exécute les travaux (documents, envois) jusqu’à ce qu’on l’arrête. Un seul suffit."

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        call_command("db_worker", queue_name="*", interval=2, reload=False, verbosity=0)
