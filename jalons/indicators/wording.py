"""French words around figures: values with their unit, gaps, and the sentences of proposed facts."""

from jalons.core.typography import NBSP, euros, number, percent, points
from jalons.indicators.comparison import FLAG_SENTENCES, Gap, GapKind, Knowledge

NOT_SHOWN = {
    Knowledge.MASKED: "secret statistique",
    Knowledge.MISSING: "non disponible",
}
MARKS = {
    Knowledge.BLURRED: "arrondi",
    Knowledge.ESTIMATED: "estimé",
    Knowledge.CENSORED: "plancher du producteur",
}


def say(value: float, unit: str) -> str:
    """« 34,9 % », « 19 230 € », « +1,46 % par an », « 5 698 »."""
    match unit:
        case "%":
            return percent(value)
        case "%/an":
            return f"{'+' if value > 0 else ''}{percent(value, 2)}"
        case "€":
            return euros(round(value))
        case "hab." | "nb":
            return number(round(value))
    return number(value, 1)


def say_known(value: float | None, unit: str, knowledge: Knowledge = Knowledge.PUBLISHED) -> str:
    """The value, or why it is not shown. Masked and missing are never written 0."""
    if value is None:
        return NOT_SHOWN.get(knowledge, "non disponible")
    mark = MARKS.get(knowledge)
    return f"{say(value, unit)} ({mark})" if mark else say(value, unit)


def say_gap(found: Gap, unit: str) -> str:
    """« +9,1 points », « × 0,91 », « −2 »."""
    match found.kind:
        case GapKind.POINTS:
            return points(found.value, 2 if unit == "%/an" else 1)
        case GapKind.RATIO:
            return f"×{NBSP}{number(found.value, 2)}"
    return f"{'+' if found.value > 0 else ''}{say(found.value, unit)}"


def say_flags(found: Gap) -> str:
    return " ".join(FLAG_SENTENCES[flag] for flag in found.flags)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
