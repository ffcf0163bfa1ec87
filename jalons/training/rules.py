"""Rules on programmes, requests, hours, satisfaction (domain.md §6, §10 rules 10–14). No Django here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

HEADS = {
    "audience": "Public",
    "prerequisites": "Prérequis",
    "duration": "Durée",
    "practical": "Modalités pratiques",
    "category": "Catégorie",
    "price": "Tarif pour une Caf adhérente",
    "non_member_price": "Tarif pour une Caf non adhérente",
    "mode": "Modalités d’animation",
    "trainer": "Formateur",
    "group": "Effectif",
    "methods": "Méthodes mobilisées",
    "evaluation": "Évaluation et validation",
    "papers": "Documents remis",
    "accessibility": "Accessibilité",
    "access_delay": "Délais d’accès",
    "contact": "Contact",
}
"""The heads that a published sheet gives, in the order in which they are read."""

CONTENT = {
    "phase_1": "Première phase, en quelques lignes",
    "phase_2": "Deuxième phase, en quelques lignes",
    "outcome": "De quoi dépend la réussite",
}
"""Texts around the days; a programme of one phase has no second one."""

PRACTICAL = ("audience", "prerequisites", "duration", "practical", "category", "price", "non_member_price",
             "mode", "trainer", "group")  # fmt: skip
WAYS = ("methods", "evaluation", "papers", "accessibility", "access_delay", "contact")

NEW_PROGRAMME = "Nouveau programme"
"""What stands for the satisfaction rate while no session was evaluated (rule 12)."""

TOO_FEW = "effectif insuffisant"
FEWEST_ANSWERS = 5
SATISFIED_FROM = 3
"""On the overall item from 1 to 4 (domain.md §6.3)."""

ACCESS_DAYS = 15
INTER_MONTH_DAYS = 30
COMPLAINT_DAYS = 15


def missing_heads(heads: dict[str, str]) -> list[str]:
    """The labels of the heads that are absent or empty."""
    return [label for key, label in HEADS.items() if not heads.get(key, "").strip()]


def missing_to_publish(
    heads: dict[str, str], *, objective: str, objectives: Sequence[str], intentions: Sequence[str]
) -> list[str]:
    """What a sheet lacks before it is published (rule 14): labels, empty when nothing is missing."""
    missing = missing_heads(heads)
    if not objective.strip():
        missing.append("Objectif professionnel")
    if not [line for line in objectives if line.strip()]:
        missing.append("Objectifs évaluables")
    if not intentions:
        missing.append("Journées")
    elif not all(line.strip() for line in intentions):
        missing.append("Intentions de chaque journée")
    return missing


def answer_due(
    received_on: date,
    *,
    path: str,
    days: int = ACCESS_DAYS,
    counts_working_days: bool = False,
    agreed_on: date | None = None,
    next_working_day: Callable[[date], date] | None = None,
) -> date:
    """When the answer to a request is due (domain.md §6.4).

    Direct: `days`, calendar ones unless told otherwise. Inter: a month. Procurement: the date that the
    procedure sets (`agreed_on`), which nobody guesses. Raises ValueError without it.
    """
    if path == "procurement":
        if agreed_on is None or agreed_on < received_on:
            raise ValueError("a procurement sets its own date, not before the request")
        return agreed_on
    if path == "inter":
        return received_on + timedelta(days=INTER_MONTH_DAYS)
    if not counts_working_days or next_working_day is None:
        return received_on + timedelta(days=days)
    due = received_on
    for _ in range(days):
        due = next_working_day(due)
    return due


@dataclass(frozen=True, slots=True)
class Attended:
    """One half-day as an attestation counts it. `is_there`: after rectifications."""

    hours: Decimal
    is_countersigned: bool
    is_there: bool


def attended_hours(half_days: Iterable[Attended], *, agreed: Decimal | None = None) -> Decimal:
    """Hours that an attestation gives: countersigned half-days where the person was there (rule 11).

    Never more than what was agreed, when an agreement says how much.
    """
    counted = sum((one.hours for one in half_days if one.is_countersigned and one.is_there), Decimal(0))
    return counted if agreed is None else min(counted, agreed)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The rate as it may be shown: `percent` is None when there is nothing to say yet."""

    n: int
    percent: int | None
    since: date | None = None
    until: date | None = None

    @property
    def is_new(self) -> bool:
        return self.n == 0


def satisfaction(
    answers: Iterable[int], *, since: date | None = None, until: date | None = None
) -> Satisfaction:
    """Share of answers of 3 or 4 on the overall item. Under five there is no rate, never 0 % (rule 12)."""
    given = list(answers)
    if len(given) < FEWEST_ANSWERS:
        return Satisfaction(len(given), None, since, until)
    pleased = sum(1 for answer in given if answer >= SATISFIED_FROM)
    return Satisfaction(len(given), round(100 * pleased / len(given)), since, until)
