"""Preparing a hall and bringing it back: what the pages and the command both call."""

from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.journal import actions as journal
from jalons.operations import rows
from jalons.operations.hall import archive as archives
from jalons.operations.hall import merging
from jalons.operations.hall.merging import Outcome
from jalons.operations.models import HallTrip

MOST_LINES = 200
"""Sentences kept of one account: beyond, the archive itself tells."""


@transaction.atomic
def prepare(initiative: Initiative, target: IO[bytes], *, by: Actor, now: datetime | None = None) -> HallTrip:
    """Write the archive that leaves for a laptop, and remember that it left. Raises DomainError.

    A hall is itself on a laptop: it does not prepare another.
    """
    if settings.HALL:
        raise DomainError(
            "Vous êtes déjà sur l’ordinateur de la salle : préparez depuis l’installation d’origine."
        )
    moment = now or clock.now()
    if not archives.staff(initiative).exists():
        raise DomainError(
            "Personne n’a de rôle pour animer ce territoire : il n’y aurait aucun code à imprimer. "
            "Donnez d’abord un rôle, depuis « Accès »."
        )
    trip = HallTrip.objects.create(initiative=initiative, prepared_at=moment, prepared_by=by.label)
    archives.write_out(initiative, target, hall_id=trip.pk, home=settings.SITE_URL, now=moment)
    journal.record(
        "hall.prepared", by=by, scope=initiative.scope(), on=trip.pk, label=initiative.name, now=moment
    )
    return trip


def write_back(target: IO[bytes], *, out: IO[bytes], now: datetime | None = None) -> Initiative:
    """On the laptop: write the archive that comes back. Raises DomainError."""
    initiative = Initiative.objects.select_related("territory", "mission").first()
    if initiative is None:
        raise DomainError("Il n’y a pas de salle dans ce dossier : « jalons hall prepare » d’abord.")
    archives.write_back(initiative, target, out=out, now=now or clock.now())
    return initiative


@transaction.atomic
def bring_back(
    source: IO[bytes], *, by: Actor, initiative: Initiative | None = None, now: datetime | None = None
) -> tuple[HallTrip, Outcome]:
    """Write here what a hall produced. Reading the same archive again changes nothing.

    `initiative`, when given, must be the territory of the archive. Raises DomainError; nothing is then
    changed.
    """
    moment = now or clock.now()
    content = source.read()
    opened, hall = archives.opened(BytesIO(content), archives.BACK)
    trip = (
        HallTrip.objects.select_for_update(of=("self",))
        .filter(pk=hall.id)
        .select_related("initiative")
        .first()
    )
    if trip is None:
        raise DomainError(
            f"La salle de « {hall.name} » n’a pas été préparée par cette installation : elle se rapporte à "
            f"celle d’où elle est partie ({hall.home})."
        )
    if initiative is not None and initiative != trip.initiative:
        raise DomainError(f"Cette archive est celle de « {hall.name} » : ouvrez la page de ce territoire.")
    outcome = _merged(opened, bytes(trip.last_return))
    _remember(trip, outcome, content, by=by, now=moment)
    return trip, outcome


def _merged(opened: Any, former: bytes) -> Outcome:
    try:
        outcome = merging.merge(opened, former)
        connection.check_constraints()
    except (IntegrityError, rows.UnreadableRowError) as problem:
        raise DomainError(f"L’archive se contredit ({problem}). Rien n’a été écrit.") from problem
    return outcome


def _remember(trip: HallTrip, outcome: Outcome, content: bytes, *, by: Actor, now: datetime) -> None:
    """The account stays with the hall; what was shown before stays shown. One line in the journal."""
    if outcome.is_nothing_new and trip.returned_at is not None:
        return
    kept = trip.account
    trip.account = {
        "added": {**kept.get("added", {}), **_summed(kept.get("added", {}), outcome.added)},
        "changed": {**kept.get("changed", {}), **_summed(kept.get("changed", {}), outcome.changed)},
        "renumbered": [*kept.get("renumbered", []), *outcome.renumbered][:MOST_LINES],
        "conflicts": _once([*kept.get("conflicts", []), *(c.sentence for c in outcome.conflicts)])[
            :MOST_LINES
        ],
    }
    trip.last_return, trip.returned_at, trip.returned_by = content, now, by.label
    trip.save()
    journal.record(
        "hall.returned", by=by, scope=trip.initiative.scope(), on=trip.pk, label=trip.initiative.name,
        added=sum(outcome.added.values()), conflicts=len(outcome.conflicts), now=now,
    )  # fmt: skip


def _summed(kept: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    return {name: kept.get(name, 0) + count for name, count in more.items()}


def _once(sentences: list[str]) -> list[str]:
    return list(dict.fromkeys(sentences))


def sentences(outcome: Outcome) -> list[str]:
    """What one reading did, in French."""
    if outcome.is_nothing_new:
        return ["Rien de nouveau : tout ce que la salle a produit est déjà ici."]
    told = []
    if outcome.added:
        told.append("Écrit ici : " + _listed(outcome, outcome.added) + ".")
    if outcome.changed:
        told.append("Mis à jour : " + _listed(outcome, outcome.changed) + ".")
    told += outcome.renumbered
    if outcome.conflicts:
        told.append(
            f"À regarder, {len(outcome.conflicts)} : rien n’a été remplacé, ce qui était ici est gardé."
        )
        told += [f"- {conflict.sentence}" for conflict in outcome.conflicts]
    else:
        told.append("Aucune contradiction.")
    return told


def _listed(outcome: Outcome, counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {name if n > 1 else outcome.singular[name]}" for name, n in counts.items())


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The same for another program."""
    return {
        "added": outcome.added,
        "changed": outcome.changed,
        "renumbered": outcome.renumbered,
        "conflicts": [asdict(conflict) for conflict in outcome.conflicts],
    }
