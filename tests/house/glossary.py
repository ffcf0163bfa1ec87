"""Brings docs/glossaire.md up to the code: `python -m tests.house.glossary`.

Adds a row for each model and each value of an enumeration, removes the rows of what is gone, and keeps
every definition that people wrote. The prose above the first « ## Modèles » is theirs alone.
"""

import importlib
import inspect
import os
import re

import django

from tests.house import source

PATH = source.ROOT / "docs" / "glossaire.md"
BEGINNING = "## Modèles"


def enums() -> list[type]:
    """Every enumeration of ours, by module then name."""
    from django.db.models import Choices

    found = {}
    for name, path in source.modules():
        if "Choices" not in path.read_text():
            continue
        module = importlib.import_module(name)
        for _, thing in inspect.getmembers(module, inspect.isclass):
            if issubclass(thing, Choices) and thing.__module__ == name and list(thing):
                found[f"{name}.{thing.__name__}"] = thing
    return [found[key] for key in sorted(found)]


def definitions(text: str) -> dict[str, str]:
    """What people wrote, by code."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]*) \| `([\w.]+)` \|$", text, re.MULTILINE)
    return {code: definition.strip() for definition, code in rows}


def tables(written: dict[str, str]) -> str:
    """The part that follows the code."""
    from django.apps import apps

    lines = [BEGINNING, "", "Ce que la base garde, domaine par domaine.", ""]
    for config in sorted(apps.get_app_configs(), key=lambda c: source.ranks().get(c.label, 99)):
        models = [m for m in config.get_models() if m.__module__.startswith("jalons.")]
        if models:
            lines += [f"### {config.verbose_name}", "", *_head()]
            lines += [
                _row(str(m._meta.verbose_name), written, m._meta.object_name)
                for m in sorted(models, key=lambda m: str(m._meta.verbose_name).casefold())
            ]
            lines.append("")
    lines += ["## Valeurs", "", "Les mots que l’écran montre, et le code qui les garde.", ""]
    for enum in enums():
        area = enum.__module__.split(".")[1]
        lines += [f"### `{enum.__name__}` ({area})", "", "| Mot montré | Code |", "| --- | --- |"]
        lines += [f"| {value.label} | `{enum.__name__}.{value.name}` |" for value in enum]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _head() -> list[str]:
    return ["| Terme | Définition | Code |", "| --- | --- | --- |"]


def _row(term: str, written: dict[str, str], code: str) -> str:
    return f"| {term} | {written.get(code, '')} | `{code}` |"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    text = PATH.read_text()
    prose = text.partition(BEGINNING)[0]
    PATH.write_text(prose + tables(definitions(text)))


if __name__ == "__main__":
    main()
