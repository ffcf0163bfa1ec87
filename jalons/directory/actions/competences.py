"""Who holds a mission for a commune, and since when (domain.md §1.4): one holder at a time."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope
from jalons.directory import rules
from jalons.directory.enums import Competency
from jalons.directory.models import Competence, Organisation
from jalons.journal.actions import record
from jalons.territories.models import Territory


@transaction.atomic
def assign(
    *,
    commune: Territory,
    competency: str,
    holder: Organisation,
    starts_on: date,
    by: Actor,
    ends_on: date | None = None,
    scope: Scope = INSTALLATION,
    now: datetime | None = None,
) -> Competence:
    """Write who holds a mission for a commune from a day on; the former holder ends the day before.

    The commune's row is locked, so that two people cannot write overlapping periods. Raises
    DomainError when the period would overlap one that starts later or the same day.
    """
    Territory.objects.select_for_update().get(pk=commune.pk)
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("La fin vient après le début.", field="ends_on")
    running = _running_on(commune, competency, starts_on)
    if running is not None and running.holder_id == holder.pk and ends_on is None:
        return running
    if running is not None and running.starts_on < starts_on:
        _end(running, starts_on - timedelta(days=1), by=by, scope=scope, now=now)
    _refuse_overlap(commune, competency, starts_on, ends_on)
    competence = Competence.objects.create(
        holder=holder, commune=commune, competency=competency, starts_on=starts_on, ends_on=ends_on
    )
    record(
        "competence.assigned",
        by=by,
        scope=scope,
        on=competence.id,
        label=Competency(competency).label,
        now=now,
        holder=holder.name,
        commune=commune.name,
        starts_on=f"{starts_on:%d/%m/%Y}",
    )
    return competence


@transaction.atomic
def end(
    competence: Competence,
    *,
    ends_on: date,
    by: Actor,
    scope: Scope = INSTALLATION,
    now: datetime | None = None,
) -> Competence:
    """Nobody holds it after this day, until somebody is written again."""
    Territory.objects.select_for_update().get(pk=competence.commune_id)
    competence = Competence.objects.select_related("holder", "commune").get(pk=competence.pk)
    if ends_on < competence.starts_on:
        raise DomainError("La fin vient après le début.", field="ends_on")
    return _end(competence, ends_on, by=by, scope=scope, now=now)


def _running_on(commune: Territory, competency: str, day: date) -> Competence | None:
    return (
        Competence.objects.select_related("holder", "commune")
        .filter(commune=commune, competency=competency, starts_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .first()
    )


def _end(
    competence: Competence, ends_on: date, *, by: Actor, scope: Scope, now: datetime | None
) -> Competence:
    competence.ends_on = ends_on
    competence.save(update_fields=["ends_on", "updated_at"])
    record(
        "competence.ended",
        by=by,
        scope=scope,
        on=competence.id,
        label=Competency(competence.competency).label,
        now=now,
        holder=competence.holder.name,
        commune=competence.commune.name,
        ends_on=f"{ends_on:%d/%m/%Y}",
    )
    return competence


def _refuse_overlap(commune: Territory, competency: str, starts_on: date, ends_on: date | None) -> None:
    others = Competence.objects.select_related("holder").filter(commune=commune, competency=competency)
    for other in others:
        if rules.periods_overlap(starts_on, ends_on, other.starts_on, other.ends_on):
            until = f" au {other.ends_on:%d/%m/%Y}" if other.ends_on else ""
            raise DomainError(
                f"{other.holder.name} exerce déjà cette mission à {commune.name}, "
                f"du {other.starts_on:%d/%m/%Y}{until} : choisissez une date qui ne la chevauche pas.",
                field="starts_on",
            )
