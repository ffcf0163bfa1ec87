"""`jalons wording "…"`: the wording advice on one statement, from the command line."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jalons.changes import wording


class Command(BaseCommand):
    """Never fails on a badly worded statement: it advises."""

    requires_system_checks = ()  # it reads one sentence: no database, no address
    help = "Donne un avis sur la formulation d’un changement (docs/formulation.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("statement", help="l’énoncé, entre guillemets")
        parser.add_argument("--json", action="store_true", dest="as_json", help="répondre en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        advice = wording.check(options["statement"])
        if options["as_json"]:
            warnings = [{"code": w.code, "message": w.message, "example": w.example} for w in advice.warnings]
            answer = {"verdict": advice.verdict, "warnings": warnings}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        if not advice.warnings:
            self.stdout.write("Rien à signaler : cet énoncé dit qui change, et quoi.")
        for warning in advice.warnings:
            self.stdout.write(f"- {warning.message}\n  Exemple : {warning.example}")
