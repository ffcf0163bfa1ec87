"""`jalons pathway check|layout FILE.json --json`: a chemin from a file, checked or laid out."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalons.pathways.graph import Graph, GraphError, findings, from_json
from jalons.pathways.layout import lay_out, to_json


class Command(BaseCommand):
    help = "Vérifie un chemin de progrès écrit en JSON (check), ou calcule son dessin (layout)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("move", choices=["check", "layout"], help="vérifier, ou dessiner")
        parser.add_argument("file", help="fichier JSON du chemin : nodes et links")
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what to mend, or where everything stands.."""
        graph = self._read(Path(options["file"]))
        if options["move"] == "layout":
            self.stdout.write(json.dumps(to_json(graph, lay_out(graph)), ensure_ascii=False, indent=2))
            return
        found = findings(graph)
        if options["json"]:
            self.stdout.write(
                json.dumps({"findings": [_plain(f) for f in found]}, ensure_ascii=False, indent=2)
            )
        else:
            for finding in found:
                self.stdout.write(finding.message)
            if not found:
                self.stdout.write("Le chemin est au net.")

    def _read(self, path: Path) -> Graph:
        try:
            return from_json(json.loads(path.read_text(encoding="utf-8")))
        except OSError as missing:
            raise CommandError(f"Ce fichier ne se lit pas : {path}") from missing
        except json.JSONDecodeError as wrong:
            raise CommandError(f"Ce fichier n’est pas du JSON : {wrong}") from wrong
        except GraphError as wrong:
            raise CommandError(str(wrong)) from wrong


def _plain(finding: Any) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "nodes": list(finding.nodes),
        "links": [list(link) for link in finding.links],
    }
