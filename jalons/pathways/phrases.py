"""How a chemin is said aloud: « si…, alors…, parce que… ». Plain Python."""

from jalons.pathways.boxes import because_said

_LOWERED = {
    "le", "la", "les", "l’", "un", "une", "des", "du", "de", "d’", "ce", "cet", "cette", "ces", "chaque",
    "il", "ils", "elle", "elles", "on", "leur", "leurs", "nos", "notre", "son", "sa", "ses", "tous", "toutes",
    "plus", "moins", "aucun", "aucune", "quelques", "plusieurs", "beaucoup", "deux", "trois", "quatre",
    "qu’", "quelqu’un", "personne", "à", "au", "aux", "en", "dans", "tout", "toute",
}  # fmt: skip


def inside(text: str) -> str:
    """A sentence as it stands inside another: no capital on « les », « des »…; a name keeps its own."""
    words = text.strip().rstrip(".")
    first = words.split(" ", maxsplit=1)[0].lower().replace("'", "’")
    head = first[: first.find("’") + 1] if "’" in first else first
    if first in _LOWERED or head in _LOWERED:
        return words[:1].lower() + words[1:]
    return words


def if_said(text: str) -> str:
    """« si les parents… », « s’ils… »."""
    said = inside(text)
    first = said.split(" ", maxsplit=1)[0]
    return f"s’{said}" if first in {"il", "ils"} else f"si {said}"


def whole(source: str, target: str, because: str, *, then: str = "") -> str:
    """The whole hypothesis: « Si les maires lisent ensemble, alors l’offre se complète, parce que… »."""
    start = if_said(source)
    said = f"{start[:1].upper()}{start[1:]}, alors {inside(then or target)}"
    why = because_said(because)
    return f"{said}, {why[:1].lower()}{why[1:]}" if why else said
