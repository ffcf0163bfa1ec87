"""`jalons hall`: a room without internet, on a laptop and a Wi-Fi of its own."""

import json
import os
import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from jalons.core import clock
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.operations import secret
from jalons.operations.commands import FrenchCommand, require_current_schema
from jalons.operations.hall import actions, address, loading, paper

OUT, BACK, CODES = "depart.zip", "retour.zip", "codes.pdf"
APART = (
    "DATABASE_URL",
    "JALONS_DEMO",
    "JALONS_SECRET_KEY",
    "JALONS_OIDC_URL",
    "JALONS_HOSTS",
    "JALONS_EMAIL_URL",
)
"""Settings of the installation that the hall must not take for its own."""


class Command(FrenchCommand):
    help = (
        "Une salle sans internet. « prepare TERRITOIRE » (ou l’archive téléchargée) met le territoire dans "
        "un dossier, avec les codes à imprimer ; « jalons hall » sert la salle sur le Wi-Fi ; « sync » la "
        "rapporte. Voir docs/salle-sans-internet.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "move", nargs="?", default="serve", choices=["prepare", "serve", "sync", "load", "back"],
            metavar="prepare|sync", help="sans rien : sert la salle",
        )  # fmt: skip
        parser.add_argument(
            "source", nargs="?", default="",
            help="prepare : territoire, ou archive ; sync : dossier de la salle, ou archive rapportée",
        )  # fmt: skip
        parser.add_argument("--folder", type=Path, help="dossier de la salle (salle, à côté des données)")
        parser.add_argument(
            "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (8000)"
        )
        parser.add_argument("--address", default="", help="adresse de cet ordinateur sur le Wi-Fi")
        parser.add_argument("--json", action="store_true", help="sync : le bilan, pour un autre programme")
        parser.add_argument("--out", type=Path, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        folder = (options["folder"] or settings.VAR_DIR / "salle").resolve()
        match options["move"]:
            case "prepare":
                self._prepare(options["source"], folder)
            case "sync":
                self._sync(options["source"], folder, is_json=options["json"])
            case "load":
                self._load(Path(options["source"]), folder)
            case "back":
                self._back(folder)
            case _:
                self._serve(folder, options["port"], options["address"])

    def _prepare(self, source: str, folder: Path) -> None:
        if not source:
            raise CommandError(
                "Donnez l’adresse du territoire (la fin de son lien), ou l’archive téléchargée."
            )
        if (folder / OUT).exists():
            raise CommandError(
                f"{folder} contient déjà une salle : rapportez-la par « jalons hall sync », puis donnez un "
                "autre dossier par --folder."
            )
        folder.mkdir(parents=True, exist_ok=True)
        try:
            if Path(source).is_file():
                (folder / OUT).write_bytes(Path(source).read_bytes())
            else:
                self._write_out(source, folder)
            self._inside(folder, "load", str(folder / OUT), "--folder", str(folder))
        except BaseException:
            (folder / OUT).unlink(missing_ok=True)
            raise
        self.say(f"La salle est prête dans {folder}.")
        self.say(f"Imprimez {folder / CODES} : ces codes n’existent nulle part ailleurs.")
        self.say("Le jour venu, sur cet ordinateur, relié au Wi-Fi de la salle : jalons hall")

    def _write_out(self, slug: str, folder: Path) -> None:
        require_current_schema()
        initiative = Initiative.objects.filter(slug=slug).select_related("territory", "mission").first()
        if initiative is None:
            known = ", ".join(Initiative.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(
                f"« {slug} » n’est ni un territoire ni une archive. Territoires d’ici : {known or 'aucun'}."
            )
        with (folder / OUT).open("w+b") as target:
            actions.prepare(initiative, target, by=SOFTWARE)

    def _load(self, source: Path, folder: Path) -> None:
        """Inside the folder's own installation: its database, its key, the codes."""
        secret.ensure()
        call_command("migrate", interactive=False, verbosity=0)
        with source.open("rb") as archive:
            hall, sheets = loading.load(archive)
        path = folder / CODES
        path.write_bytes(paper.codes_pdf(hall, sheets, now=clock.now()))
        path.chmod(0o600)

    def _serve(self, folder: Path, port: int, given: str) -> None:
        self._must_hold_a_hall(folder)
        found = [given] if given else address.found()
        if not found:
            raise CommandError(
                "Cet ordinateur n’est relié à aucun réseau local. Reliez-le au Wi-Fi de la salle, ou créez "
                "un point d’accès, puis recommencez. On peut aussi donner son adresse : --address."
            )
        url = f"http://{found[0]}:{port}"
        self.say(address.square(f"{url}/rejoindre/"))
        self.say(f"  Les téléphones, reliés au même Wi-Fi : {url}/rejoindre/")
        self.say(f"  L’animation, avec un code imprimé    : {url}/salle/entrer/")
        for other in found[1:]:
            self.say(f"  (cet ordinateur a aussi l’adresse {other} : --address {other} pour la préférer)")
        self.say("  Fermer : Ctrl-C. Rien n’est perdu ; « jalons hall » reprend où vous en étiez.")
        self.say()
        env = self._env(folder, url) | {"HOST": "0.0.0.0", "PORT": str(port)}  # noqa: S104 - the hall's Wi-Fi
        os.execve(sys.executable, [sys.executable, "-m", "jalons.operations.cli", "serve"], env)  # noqa: S606 - ourselves

    def _sync(self, source: str, folder: Path, *, is_json: bool) -> None:
        path = Path(source) if source else folder
        if path.is_file():
            self._bring_back(path, is_json=is_json)
            return
        self._must_hold_a_hall(path)
        self._inside(path, "back", "--folder", str(path.resolve()))
        back = path.resolve() / BACK
        if self._is_home():
            self._bring_back(back, is_json=is_json)
            return
        self.say(f"Ce que la salle a produit est dans {back}.")
        self.say(
            "Portez ce fichier à l’installation d’origine : page « Salle sans internet » du territoire, ou "
            "« jalons hall sync retour.zip » là-bas. Recommencer ne double rien."
        )

    def _back(self, folder: Path) -> None:
        partial = folder / f".{BACK}"
        with (folder / OUT).open("rb") as out, partial.open("w+b") as target:
            actions.write_back(target, out=out)
        partial.replace(folder / BACK)

    def _bring_back(self, path: Path, *, is_json: bool) -> None:
        require_current_schema()
        with path.open("rb") as source:
            trip, outcome = actions.bring_back(source, by=SOFTWARE)
        if is_json:
            self.say(json.dumps(actions.as_json(outcome), ensure_ascii=False))
            return
        self.say(f"{trip} :")
        for sentence in actions.sentences(outcome):
            self.say(sentence)

    def _is_home(self) -> bool:
        """Whether this very installation prepared a hall."""
        from jalons.operations.models import HallTrip

        try:
            require_current_schema()
        except DomainError:
            return False
        return HallTrip.objects.exists()

    def _must_hold_a_hall(self, folder: Path) -> None:
        if not (folder / OUT).is_file() or not (folder / "jalons.sqlite3").is_file():
            raise CommandError(
                f"Il n’y a pas de salle dans {folder} : « jalons hall prepare TERRITOIRE » d’abord."
            )

    def _env(self, folder: Path, url: str = "") -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in APART}
        return kept | {"JALONS_VAR": str(folder), "JALONS_HALL": "1"} | ({"JALONS_URL": url} if url else {})

    def _inside(self, folder: Path, *words: str) -> None:
        """Run one of our moves in the folder's own installation."""
        command = [sys.executable, "-m", "jalons.operations.cli", "hall", *words]
        done = subprocess.run(command, env=self._env(folder), capture_output=True, text=True, check=False)
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise CommandError(
                said[-1].removeprefix("CommandError: ") if said else "la salle n’a pas répondu."
            )
