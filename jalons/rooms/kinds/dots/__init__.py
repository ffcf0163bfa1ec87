"""Gommettes: a few dots each, stacked or not, said beforehand (domain.md §5.2)."""

from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production, Setting, Settings
from jalons.rooms.kinds.results import votes_by_option

MOST_DOTS = 10


def _criteria(settings: Settings, position: int) -> tuple[Criterion, ...]:
    most = int(settings["dots"]) if settings.get("stacking") else 1
    scale = tuple(Choice(str(n), f"{n} gommette" + ("s" if n > 1 else ""), weight=n) for n in range(most + 1))
    return (Criterion("", "Gommettes", "Combien de gommettes ?", scale),)


def _complaint(settings: Settings) -> str:
    dots = settings.get("dots")
    if not isinstance(dots, int) or not 1 <= dots <= MOST_DOTS:
        return f"Donnez entre 1 et {MOST_DOTS} gommettes à chacun."
    return ""


KIND = Kind(
    code="dots",
    label="Gommettes",
    description="Chacun pose quelques gommettes, en même temps et sans voir celles des autres.",
    production=Production.VOTES,
    default_minutes=10,
    default_prompt="Où posez-vous vos gommettes ?",
    criteria_for=_criteria,
    result=votes_by_option,
    complaint=_complaint,
    default_settings={"dots": 3, "stacking": False},
    settings=(
        Setting("dots", "Gommettes par personne", "number", most=MOST_DOTS),
        Setting("stacking", "Plusieurs gommettes au même endroit", "switch"),
    ),
    options_label="Les choix, un par ligne",
)
