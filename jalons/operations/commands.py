"""Base of our management commands: help in French, without Django's own options, sentences for refusals."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from jalons.core.errors import DomainError


class FrenchCommand(BaseCommand):
    """Hides Django's common options from the help, and turns a DomainError into the command's error."""

    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        hidden = {"version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color"}
        for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to reword its help
            if action.dest in hidden | {"skip_checks"}:
                action.help = SUPPRESS
            if action.dest == "help":
                action.help = "montre cette aide"
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal

    def say(self, sentence: str = "") -> None:
        """One line, shown at once."""
        self.stdout.write(sentence)
        self.stdout.flush()


def require_current_schema() -> None:
    """Raise DomainError when the database is missing or behind this version."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as failure:
        raise DomainError(
            f"La base de données ne répond pas ({failure}). Vérifiez DATABASE_URL ou JALONS_VAR ; "
            "pour une installation neuve, lancez « jalons init »."
        ) from failure
    if plan:
        raise DomainError(
            "La base n’est pas au niveau de cette version. Lancez « jalons backup » puis « jalons migrate »."
        )
