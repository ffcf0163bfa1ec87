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
def suggest(
    initiative: Initiative,
    *,
    by: Actor,
    criteria: Iterable[str] = (),
    same_kind: bool = False,
    count: int = similar.USUAL_COUNT,
    now: datetime | None = None,
) -> ComparisonGroup:
    """Find the EPCI nearest to ours on these criteria (all that are known), instead of whatever group was.

    Raises DomainError when our territory's population is not known, or when nothing can be compared.
    """
    rules.check_group_size(count)
    profiles = {profile.code: profile for profile in neighbours.profiles()}
    target = profiles.get(initiative.territory.code)
    if target is None or not similar.usable(target, similar.GEOGRAPHY[:1]):
        raise DomainError("La population de ce territoire n’est pas connue : chargez d’abord la géographie.")
    wanted = set(criteria)
    chosen = [c for c in known_criteria(list(profiles.values())) if not wanted or c.code in wanted]
    others = [p for p in profiles.values() if not same_kind or p.kind == target.kind]
    found = similar.nearest(target, others, chosen, count)
    if not found:
        raise DomainError(
            "Aucun territoire ne se compare sur ces critères : choisissez-en d’autres.", field="criteria"
        )
    members = [_member(profiles[n.code], n.apart) for n in found]
    labels = [c.label for c in similar.usable(target, chosen)]
    if same_kind:
        labels.append("la nature juridique")
    group = _write(initiative, members, target, labels, by=by, now=now, reason="")
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


def known_criteria(profiles: list[Profile] | None = None) -> list[similar.Criterion]:
    """Criteria that nearly every EPCI knows here: geography always, age and income once their files are."""
    return similar.widespread(neighbours.profiles() if profiles is None else profiles)


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
    chosen = known_criteria(list(profiles.values()))
    apart = similar.differences(target, kept, list(profiles.values()), chosen)
    members = [_member(profile, apart[profile.code]) for profile in kept]
    members.sort(key=lambda member: str(member["name"]).casefold())
    labels = [c.label for c in similar.usable(target, chosen)]
    group = _write(initiative, members, target, labels, by=by, now=now, reason=reason.strip())
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
    labels: list[str],
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
            "criteria": labels,
            "is_by_hand": bool(reason),
            "reason": reason,
            "decided_by": by.label,
            "decided_at": now or clock.now(),
        },
    )
    return group
