"""`jalons data import FILE… | sources | check`: the base of figures, from the command line."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import DatabaseError

from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.indicators.actions import catalogue, importing
from jalons.indicators.importing.layouts import Mapping
from jalons.indicators.importing.records import Options
from jalons.indicators.models import DataImport
from jalons.indicators.queries import checks, coverage
from jalons.territories.enums import Level

SHOWN_REFUSALS = 20


class Command(BaseCommand):
    help = "Importe des chiffres officiels, liste les sources, vérifie les sommes."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        moves = parser.add_subparsers(dest="move", required=True)
        reader = moves.add_parser("import", help="lit des fichiers (CSV, XLSX, JSON, GZ, ZIP) dans la base")
        reader.add_argument("files", nargs="+", type=Path, help="fichiers tels que le producteur les donne")
        reader.add_argument("--json", action="store_true", help="répond en JSON")
        reader.add_argument(
            "--level", choices=list(Level.values), default="", help="niveau, s’il n’est pas dit"
        )
        reader.add_argument("--vintage", default="", help="millésime, s’il n’est pas dit")
        reader.add_argument("--geography", type=int, default=0, help="année des communes et des EPCI")
        described = reader.add_argument_group("pour un tableau que Jalons ne connaît pas")
        described.add_argument("--indicator", default="", help="code de l’indicateur")
        described.add_argument("--territory", default="", help="colonne du code de commune ou du SIREN")
        described.add_argument("--value", default="", help="colonne du chiffre")
        described.add_argument("--numerator", default="", help="colonne de l’effectif du dessus")
        described.add_argument("--denominator", default="", help="colonne de l’effectif du dessous")
        described.add_argument("--source", default="caf-locale", help="code de la source")
        sources = moves.add_parser("sources", help="liste les sources, leurs millésimes, ce qui est attendu")
        sources.add_argument("--json", action="store_true", help="répond en JSON")
        check = moves.add_parser("check", help="recalcule les sommes et les compare à ce qui est publié")
        check.add_argument("--json", action="store_true", help="répond en JSON")
        check.add_argument("--tolerance", type=float, default=checks.TOLERANCE, help="écart admis, en points")

    def handle(self, *args: Any, **options: Any) -> None:
        """Dispatch to one of the three moves."""
        moves = {"import": self._import, "sources": self._sources, "check": self._check}
        try:
            moves[options["move"]](options)
        except DatabaseError as failure:
            raise CommandError(
                "La base n’est pas prête : lancez « jalons migrate », puis « jalons geography load »."
            ) from failure

    def _import(self, options: dict[str, Any]) -> None:
        catalogue.load(by=SOFTWARE)
        mapping = _mapping(options)
        told = Options(
            level=options["level"], vintage=options["vintage"], geography_year=options["geography"]
        )
        done, failed = [], False
        for path in options["files"]:
            started = time.monotonic()
            try:
                run = importing.import_file(
                    path,
                    by=SOFTWARE,
                    options=told,
                    mapping=mapping,
                    say=None if options["json"] else self._progress,
                )
            except (DomainError, OSError) as refused:
                failed = True
                self.stderr.write(f"{path.name} : {getattr(refused, 'message', refused)}")
                done.append({"file": path.name, "status": "failed", "problem": str(refused)})
                continue
            done.append(_summary(run))
            if not options["json"]:
                self._tell(run, time.monotonic() - started)
        if options["json"]:
            self.stdout.write(json.dumps({"imports": done}, ensure_ascii=False, indent=2))
        if failed:
            raise CommandError("Un fichier au moins n’a pas été lu.")

    def _progress(self, lines: int, table: str) -> None:
        self.stderr.write(f"  {table} : {lines} lignes lues…")
        self.stderr.flush()

    def _tell(self, run: DataImport, seconds: float) -> None:
        self.stdout.write(
            f"{run.name} (lignes lues : {run.lines}). Chiffres nouveaux : {run.written} ; "
            f"corrigés : {run.corrected} ; inchangés : {run.unchanged} ; "
            f"lignes refusées : {run.refused} ({seconds:.1f} s)."
        )
        for refusal in run.refusals[:SHOWN_REFUSALS]:
            self.stdout.write(f"  ligne {refusal['line']} : {refusal['reason']} [{refusal['extract']}]")
        if run.refused > SHOWN_REFUSALS:
            self.stdout.write(f"  … et {run.refused - SHOWN_REFUSALS} autres refus.")

    def _sources(self, options: dict[str, Any]) -> None:
        catalogue.load(by=SOFTWARE)
        found = coverage.sources()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for source in found["sources"]:
            vintages = ", ".join(source["vintages"]) or "rien d’importé"
            self.stdout.write(
                f"{source['code']} : {source['producer']}, {source['title']}. {source['licence']}."
            )
            self.stdout.write(f"  {source['values']} chiffres ; millésimes : {vintages}. {source['address']}")
        self.stdout.write(f"\nIndicateurs attendus : {len(found['awaited'])}")
        for indicator in found["awaited"]:
            self.stdout.write(f"  {indicator['code']} ({indicator['label']}) : {indicator['how_to_get']}")

    def _check(self, options: dict[str, Any]) -> None:
        found = checks.check(options["tolerance"])
        if options["json"]:
            self.stdout.write(json.dumps(checks.as_json(found), ensure_ascii=False, indent=2))
        else:
            for line in checks.sentences(found):
                self.stdout.write(line)
        if found.faults:
            raise CommandError(f"{len(found.faults)} écarts dépassent {options['tolerance']:g}.")


def _mapping(options: dict[str, Any]) -> Mapping | None:
    if not options["indicator"]:
        return None
    if not options["territory"]:
        raise CommandError("Dites quelle colonne contient le code du territoire : --territory COLONNE.")
    return Mapping(
        indicator=options["indicator"],
        territory_column=options["territory"],
        source=options["source"],
        value_column=options["value"],
        numerator_column=options["numerator"],
        denominator_column=options["denominator"],
        vintage=options["vintage"],
        level=options["level"],
    )


def _summary(run: DataImport) -> dict[str, Any]:
    return {
        "file": run.name,
        "status": run.status,
        "layout": run.layout,
        "lines": run.lines,
        "written": run.written,
        "corrected": run.corrected,
        "unchanged": run.unchanged,
        "refused": run.refused,
        "refusals": run.refusals,
        "asides": run.asides,
    }
