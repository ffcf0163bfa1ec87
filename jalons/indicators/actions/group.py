"""Whom the territory is compared with: found by the kernel, changed by people with a reason."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators import rules, similar
from jalons.indicators.models import ComparisonGroup
from jalons.indicators.queries import neighbours
from jalons.indicators.similar import Profile
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record


@transaction.atomic
def suggest(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> ComparisonGroup:
    """Find the twelve EPCI nearest to ours, replacing whatever group there was.

    Raises DomainError when our territory's population is not known.
    """
    profiles = {profile.code: profile for profile in neighbours.profiles()}
    target = profiles.get(initiative.territory.code)
    if target is None or not similar.usable(target, similar.GEOGRAPHY[:1]):
        raise DomainError("La population de ce territoire n’est pas connue : chargez d’abord la géographie.")
    found = similar.nearest(target, list(profiles.values()), similar.GEOGRAPHY)
    members = [_member(profiles[n.code], n.apart) for n in found]
    group = _write(initiative, members, target, by=by, now=now, reason="")
    record(
        "group.suggested",
        by=by,
        scope=initiative.scope(),
        on=group.id,
        label=initiative.name,
        now=now,
        count=len(members),
    )
    return group


@transaction.atomic
def change(
    initiative: Initiative, *, sirens: Iterable[str], reason: str, by: Actor, now: datetime | None = None
) -> ComparisonGroup:
    """Replace the group by a list chosen by people. Raises DomainError without a reason or on a bad list."""
    if not reason.strip():
        raise DomainError("Dites pourquoi : ceux qui liront le portrait doivent le savoir.", field="reason")
    wanted = [siren for siren in dict.fromkeys(sirens) if siren != initiative.territory.code]
    rules.check_group_size(len(wanted))
    profiles = {profile.code: profile for profile in neighbours.profiles()}
    unknown = [siren for siren in wanted if siren not in profiles]
    if unknown:
        raise DomainError(f"Aucune intercommunalité n’a ce SIREN : {', '.join(unknown)}.", field="sirens")
    target = profiles[initiative.territory.code]
    kept = [profiles[siren] for siren in wanted]
    apart = similar.differences(target, kept, list(profiles.values()), similar.GEOGRAPHY)
    members = [_member(profile, apart[profile.code]) for profile in kept]
    members.sort(key=lambda member: str(member["name"]).casefold())
    group = _write(initiative, members, target, by=by, now=now, reason=reason.strip())
    record(
        "group.changed",
        by=by,
        scope=initiative.scope(),
        on=group.id,
        label=initiative.name,
        now=now,
        reason=reason.strip(),
        sirens=wanted,
    )
    return group


def _member(profile: Profile, apart: Iterable[str]) -> dict[str, Any]:
    values = {code: round(value, 2) for code, value in profile.values.items()}
    return {"code": profile.code, "name": profile.name, "values": values, "apart": list(apart)}


def _write(
    initiative: Initiative,
    members: list[dict[str, Any]],
    target: Profile,
    *,
    by: Actor,
    now: datetime | None,
    reason: str,
) -> ComparisonGroup:
    group, _ = ComparisonGroup.objects.update_or_create(
        initiative=initiative,
        defaults={
            "members": members,
            "own_values": {code: round(value, 2) for code, value in target.values.items()},
            "criteria": [criterion.label for criterion in similar.usable(target, similar.GEOGRAPHY)],
            "is_by_hand": bool(reason),
            "reason": reason,
            "decided_by": by.label,
            "decided_at": now or clock.now(),
        },
    )
    return group
