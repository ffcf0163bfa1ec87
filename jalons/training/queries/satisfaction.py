"""Satisfaction, read from the answers in rooms: counts and period, never a guess (rule 12)."""

from datetime import date

from django.db.models import QuerySet

from jalons.core import typography
from jalons.initiatives.models import Mission
from jalons.rooms.models import Vote
from jalons.training.enums import Moment
from jalons.training.models import EvaluationSequence, Programme
from jalons.training.rules import NEW_PROGRAMME, TOO_FEW, Satisfaction, satisfaction

OVERALL = "overall"
"""The part of the questionnaire that asks for one overall answer, from 1 to 4."""


def of_programme(programme: Programme) -> Satisfaction:
    """Over every real mission that followed any version of this programme: an example proves nothing."""
    ids = Programme.objects.filter(code=programme.code).values("pk")
    rows = EvaluationSequence.objects.filter(mission__programme_id__in=ids, mission__is_fictitious=False)
    return _read(rows)


def of_mission(mission: Mission) -> Satisfaction:
    """Over one mission."""
    return _read(EvaluationSequence.objects.filter(mission=mission))


def _read(rows: QuerySet[EvaluationSequence]) -> Satisfaction:
    asked = list(rows.filter(moment=Moment.HOT, part=OVERALL).select_related("sequence__step"))
    votes = list(
        Vote.objects.filter(option__sequence__in=[one.sequence_id for one in asked]).values_list(
            "value", "option__sequence"
        )
    )
    answered = {sequence for _, sequence in votes}
    days: list[date] = [
        one.sequence.step.starts_on
        for one in asked
        if one.sequence_id in answered and one.sequence.step.starts_on is not None
    ]
    return satisfaction(
        [int(value) for value, _ in votes if value.isdigit()],
        since=min(days, default=None),
        until=max(days, default=None),
    )


def in_words(found: Satisfaction) -> str:
    """« 92 % de personnes satisfaites (24 réponses, de mai à juin 2026) », or why there is no rate."""
    if found.is_new:
        return NEW_PROGRAMME
    answers = f"{found.n} réponse{typography.plural(found.n)}{_period(found)}"
    if found.percent is None:
        return f"{NEW_PROGRAMME} ({answers} : {TOO_FEW})"
    return f"{typography.percent(found.percent, 0)} de personnes satisfaites ({answers})"


def _period(found: Satisfaction) -> str:
    if found.since is None or found.until is None:
        return ""
    if found.since == found.until:
        return f", le {typography.day(found.since)}"
    return f", du {typography.day(found.since)} au {typography.day(found.until)}"
