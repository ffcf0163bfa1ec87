"""Reading actors pasted from a list, one a line: « Nom ; catégorie ; commune ; adresse ». Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

COLUMNS = 4
LONGEST_NAME = 160
_SEPARATORS = re.compile(r"\s*[;\t|]\s*")
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True, slots=True)
class PastedActor:
    """One line understood. `commune` is the code, empty when the line gave none."""

    line: int
    name: str
    category: str
    commune: str
    email: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that is not understood, and what to do about it."""

    line: int
    text: str
    sentence: str


def read(
    text: str,
    *,
    categories: Mapping[str, str],
    communes: Mapping[str, str],
    fold: Callable[[str], str],
    known: frozenset[str] = frozenset(),
) -> tuple[list[PastedActor], list[Fault]]:
    """What the lines say, and what is wrong, line by line; empty lines are left out.

    `categories` and `communes` give a code for each folded name; `known` are folded names already listed.
    """
    actors: list[PastedActor] = []
    faults: list[Fault] = []
    seen = set(known)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [*_SEPARATORS.split(line.strip()), "", "", ""][:COLUMNS]
        actor = PastedActor(
            line=number,
            name=cells[0],
            category=categories.get(fold(cells[1]), ""),
            commune=communes.get(fold(cells[2]), ""),
            email=cells[3],
        )
        sentence = _fault(actor, cells, is_known=fold(actor.name) in seen)
        if sentence:
            faults.append(Fault(number, line.strip(), sentence))
        else:
            seen.add(fold(actor.name))
            actors.append(actor)
    return actors, faults


def _fault(actor: PastedActor, cells: list[str], *, is_known: bool) -> str:
    if not actor.name:
        return "Il manque le nom, au début de la ligne."
    if len(actor.name) > LONGEST_NAME:
        return f"Le nom dépasse {LONGEST_NAME} caractères."
    if is_known:
        return f"« {actor.name} » est déjà dans la liste."
    if not actor.category:
        wrong = f"La catégorie « {cells[1]} » n’est pas connue." if cells[1] else "Il manque la catégorie."
        return f"{wrong} Choisissez l’une de celles qui sont écrites plus haut."
    return _place_fault(actor, cells[2])


def _place_fault(actor: PastedActor, commune: str) -> str:
    if commune and not actor.commune:
        return f"« {commune} » n’est pas une commune de ce territoire."
    if actor.email and not _ADDRESS.match(actor.email):
        return f"L’adresse « {actor.email} » est incomplète."
    return ""
