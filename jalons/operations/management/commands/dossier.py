"""`jalons dossier`: the record of a territory out of an installation, and into another."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from jalons.accounts.models import User
from jalons.core.actors import SOFTWARE
from jalons.initiatives.models import Initiative
from jalons.operations.commands import FrenchCommand, require_current_schema
from jalons.operations.dossier import actions


class Command(FrenchCommand):
    help = (
        "Exporte le dossier entier d’un territoire dans une archive ZIP (données, tableaux, PDF, Word, "
        "empreintes), ou relit une telle archive dans cette installation, à l’identique. "
        "« jalons dossier export ADRESSE FICHIER » ; « jalons dossier import FICHIER [--officer COURRIEL] »."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        moves = parser.add_subparsers(dest="move", required=True, title="gestes", metavar="export|import")
        out = moves.add_parser("export", help="écrit l’archive d’un territoire")
        out.add_argument("slug", metavar="ADRESSE", help="l’adresse du territoire, la fin de son lien")
        out.add_argument("file", metavar="FICHIER", type=Path, help="archive à écrire (.zip)")
        back = moves.add_parser("import", help="relit une archive ; tout est vérifié avant d’écrire")
        back.add_argument("file", metavar="FICHIER", type=Path, help="archive à relire (.zip)")
        back.add_argument(
            "--officer",
            metavar="COURRIEL",
            default="",
            help="compte qui devient chargé de coopération du territoire",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_current_schema()
        if options["move"] == "export":
            self._export(options["slug"], options["file"])
        else:
            self._import(options["file"], options["officer"].strip().lower())

    def _export(self, slug: str, file: Path) -> None:
        initiative = Initiative.objects.filter(slug=slug).select_related("territory", "mission").first()
        if initiative is None:
            known = ", ".join(Initiative.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"Aucun territoire n’a l’adresse « {slug} ». Ceux d’ici : {known or 'aucun'}.")
        if file.exists():
            raise CommandError(f"{file} existe déjà : il n’est pas remplacé. Donnez un autre nom.")
        self._write(initiative, file)
        self.say(f"Dossier de « {initiative.name} » écrit : {file}, {file.stat().st_size // 1024} ko.")
        self.say("Il contient des coordonnées : rangez-le comme un fichier du personnel.")

    def _write(self, initiative: Initiative, file: Path) -> None:
        """Under another name until it is whole: an interrupted export leaves no archive."""
        partial = file.with_name(f".{file.name}.partial")
        try:
            with partial.open("wb") as target:
                actions.export(initiative, target, by=SOFTWARE)
            partial.replace(file)
        except OSError as failure:
            raise CommandError(f"Impossible d’écrire {file} : {failure.strerror}.") from failure
        finally:
            partial.unlink(missing_ok=True)

    def _import(self, file: Path, email: str) -> None:
        officer = User.objects.filter(email=email).first() if email else None
        if email and officer is None:
            raise CommandError(
                f"Aucun compte n’a l’adresse {email} ici. Invitez d’abord la personne, ou enlevez --officer."
            )
        try:
            with file.open("rb") as source:
                result = actions.import_archive(source, by=SOFTWARE, officer=officer)
        except OSError as failure:
            raise CommandError(f"Impossible de lire {file} : {failure.strerror}.") from failure
        written = sum(result.written.values())
        self.say(f"« {result.initiative.name} » est arrivé : {written} lignes écrites.")
        if officer is None:
            self.say("Personne n’y a encore de rôle : « Administration », puis « Rôles », pour en donner.")
