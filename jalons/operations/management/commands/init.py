"""`jalons init`: prepares an empty installation, by questions or by options."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from jalons.directory.enums import OrganisationKind
from jalons.operations import installation, static_files
from jalons.operations.commands import FrenchCommand

KINDS = ", ".join(f"{kind.value} ({kind.label})" for kind in OrganisationKind)


class Command(FrenchCommand):
    help = (
        "Prépare une installation vide : clé secrète, base de données, première personne qui administre, "
        "première organisation. Aucune donnée de démonstration. Ne sert qu’une fois."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", help="prénom et nom de la personne qui administre")
        parser.add_argument("--email", help="son adresse électronique")
        parser.add_argument("--organisation", help="son organisation")
        parser.add_argument("--kind", choices=OrganisationKind.values, help=f"type : {KINDS}")
        parser.add_argument(
            "--leads-missions", action="store_true", help="cette personne ouvre aussi des missions"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._can_ask_or_has(options)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if installation.is_begun():
            raise CommandError(
                "Cette installation a déjà ses comptes : « jalons init » ne sert qu’une fois. "
                "Pour inviter quelqu’un, entrez et ouvrez « Administration »."
            )
        user = installation.begin(self._answers(options))
        static_files.gather()
        self._next_steps(user.email)

    def _can_ask_or_has(self, options: dict[str, Any]) -> None:
        missing = self._missing(options)
        if missing and not sys.stdin.isatty():
            raise CommandError(f"Il manque : {', '.join(missing)}. « jalons init --help » les explique.")
        if options["email"]:
            installation.check_address(options["email"])

    def _missing(self, options: dict[str, Any]) -> list[str]:
        return [f"--{name}" for name in ("name", "email", "organisation", "kind") if not options[name]]

    def _answers(self, options: dict[str, Any]) -> installation.Beginning:
        asking = bool(self._missing(options))
        return installation.Beginning(
            name=options["name"] or self._ask("Prénom et nom de la personne qui administre"),
            email=installation.check_address(options["email"] or self._ask("Son adresse électronique")),
            organisation=options["organisation"] or self._ask("Son organisation"),
            kind=options["kind"] or self._ask_kind(),
            is_leading=options["leads_missions"]
            or (asking and self._ask("Ouvrira-t-elle aussi des missions ? (oui/non)", "non").startswith("o")),
        )

    def _ask(self, question: str, default: str = "") -> str:
        while True:
            self.stdout.write(f"{question}{f' [{default}]' if default else ''} : ", ending="")
            self.stdout.flush()
            answer = sys.stdin.readline()
            if not answer:
                raise CommandError("Interrompu : rien n’a été écrit.")
            if answer.strip() or default:
                return answer.strip() or default

    def _ask_kind(self) -> str:
        kinds = list(OrganisationKind)
        for number, kind in enumerate(kinds, start=1):
            self.say(f"  {number:>2}. {kind.label}")
        while True:
            answer = self._ask("Type d’organisation (numéro)", "1")
            if answer.isdigit() and 1 <= int(answer) <= len(kinds):
                return kinds[int(answer) - 1].value

    def _next_steps(self, email: str) -> None:
        self.say("L’installation est prête.")
        self.say("")
        self.say("Ensuite :")
        self.say("  1. jalons geography load      la géographie officielle")
        if not os.environ.get("JALONS_EMAIL_URL"):
            self.say("  2. JALONS_EMAIL_URL=…         le serveur de messagerie ; sans lui, les codes")
            self.say("                                s’écrivent dans la sortie de « jalons serve »")
        self.say("  3. jalons check --deploy      ce qui manque avant d’ouvrir au public")
        self.say("  4. jalons serve               puis entrez avec l’adresse " + email)
        self.say("  5. jalons backup              chaque nuit ; voir docs/exploitation.md")
        self.say("")
        self.say(f"La clé secrète est dans {settings.VAR_DIR / 'secret_key'} : gardez-en une copie à part,")
        self.say("elle n’entre pas dans les sauvegardes.")
