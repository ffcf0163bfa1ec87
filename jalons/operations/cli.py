"""The command `jalons`: what people who run an installation type. Each line is a management command."""

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from jalons.operations import secret


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: how it is called, what it does, the management command behind it."""

    group: str
    summary: str
    target: tuple[str, ...]


COMMANDS: dict[str, Entry] = {
    "init": Entry("Commencer", "prépare une installation vide : clé, base, première personne", ("init",)),
    "demo": Entry("Commencer", "construit la démonstration si la base est vide, puis la sert", ("demo",)),
    "geography": Entry(
        "Commencer", "charge la géographie officielle : jalons geography load", ("geography",)
    ),
    "serve": Entry("Faire tourner", "sert les pages et exécute les travaux, jusqu’à Ctrl-C", ("serve",)),
    "worker": Entry("Faire tourner", "exécute les travaux seuls, à côté d’un autre « serve »", ("worker",)),
    "migrate": Entry("Faire tourner", "met la base au niveau de cette version", ("migrate",)),
    "check": Entry("Faire tourner", "cherche ce qui manque ; --deploy pour la production", ("check",)),
    "rehearse": Entry("Faire tourner", "joue la salle d’une séance, et dit ce qui lâcherait", ("rehearse",)),
    "hall": Entry("Faire tourner", "une salle sans internet : prepare, (sert), sync", ("hall",)),
    "reminders": Entry("Faire tourner", "envoie les rappels des séances de formation", ("reminders",)),
    "validations": Entry(
        "Faire tourner", "relance les signataires qui ne se sont pas prononcés", ("validations",)
    ),
    "backup": Entry("Garder", "écrit toute l’installation dans une archive vérifiable", ("backup",)),
    "restore": Entry("Garder", "remet une archive dans une installation", ("restore",)),
    "dossier": Entry("Garder", "exporte le dossier d’un territoire, ou en relit un", ("dossier",)),
    "retention": Entry("Garder", "efface les identifiants des séances passées, avec trace", ("retention",)),
    "themes": Entry("Écouter", "rapproche les paroles qui emploient des mots proches", ("themes",)),
    "opinions": Entry(
        "Écouter", "compte les accords d’une salle, et ses groupes s’ils tiennent", ("opinions",)
    ),
    "pathway": Entry("Écrire", "vérifie, dessine ou simplifie un chemin écrit en JSON", ("pathway",)),
    "wording": Entry("Écrire", "donne un avis sur la formulation d’un changement", ("wording",)),
    "portrait": Entry("Lire", "montre les chiffres d’une intercommunalité et ce qui ressort", ("portrait",)),
    "data": Entry("Lire", "importe des chiffres, liste les sources, vérifie les sommes", ("data",)),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 2 for a command that does not exist."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help", "aide"}:
        sys.stdout.write(overview())
        return 0
    if words[0] in {"--version", "-V"}:
        sys.stdout.write(f"{_version()}\n")
        return 0
    if words[0] not in COMMANDS:
        sys.stderr.write(_unknown(words[0]))
        return 2
    return _run(words)


def _run(words: list[str]) -> int:
    if words[0] == "demo":
        os.environ["JALONS_DEMO"] = "1"
        os.environ.setdefault("JALONS_URL", f"http://localhost:{_port(words)}")
    if words[0] == "pathway":  # plain Python: needs neither settings nor database
        from jalons.pathways.command import main as pathway

        return pathway(words[1:])
    if words[0] in {"init", "demo"} and not {"-h", "--help"} & set(words):
        secret.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalons.config.settings")
    from django.core.management import ManagementUtility

    ManagementUtility(["jalons", *COMMANDS[words[0]].target, *words[1:]]).execute()
    return 0


def _port(words: list[str]) -> str:
    """The port asked for, read before the settings are: the links in the mails need it."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--port":
            return following
        if word.startswith("--port="):
            return word.partition("=")[2]
    return os.environ.get("PORT", "8000")


def overview() -> str:
    """The list of commands, by group."""
    lines = [
        f"Jalons {_version()}. Usage : jalons COMMANDE [options] ; jalons COMMANDE --help pour le détail."
    ]
    for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
        lines += ["", group]
        lines += [f"  {name:<14}{e.summary}" for name, e in COMMANDS.items() if e.group == group]
    return "\n".join(lines) + "\n"


def _unknown(word: str) -> str:
    near = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f" Vouliez-vous dire « jalons {near[0]} » ?" if near else " « jalons --help » les montre toutes."
    return f"La commande « {word} » n’existe pas.{hint}\n"


def _version() -> str:
    from importlib.metadata import version

    return version("jalons")


if __name__ == "__main__":
    sys.exit(main())
