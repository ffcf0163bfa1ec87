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
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.territories.enums import Level
from jalons.territories.models import Territory


@transaction.atomic
def suggest(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> ComparisonGroup:
    """Find the twelve EPCI nearest to ours, replacing whatever group there was.

    Raises DomainError when our territory's population is not known.
    """
    profiles = neighbours.profiles()
    target = next((p for p in profiles if p.code == initiative.territory.code), None)
    if target is None or not similar.usable(target, similar.GEOGRAPHY[:1]):
        raise DomainError("La population de ce territoire n’est pas connue : chargez d’abord la géographie.")
    found = similar.nearest(target, profiles, similar.GEOGRAPHY)
    criteria = [c.label for c in similar.usable(target, similar.GEOGRAPHY)]
    members: list[dict[str, Any]] = [{"code": n.code, "name": n.name, "alike": list(n.alike)} for n in found]
    group = _write(initiative, members, criteria, by=by, now=now, reason="")
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
    known = {t.code: t for t in Territory.objects.filter(level=Level.EPCI, code__in=wanted)}
    unknown = [siren for siren in wanted if siren not in known]
    if unknown:
        raise DomainError(f"Aucune intercommunalité n’a ce SIREN : {', '.join(unknown)}.", field="sirens")
    before = ComparisonGroup.objects.filter(initiative=initiative).first()
    alike = {m["code"]: m["alike"] for m in before.members} if before else {}
    members = [{"code": c, "name": known[c].name, "alike": alike.get(c, [])} for c in wanted]
    members.sort(key=lambda member: str(member["name"]).casefold())
    criteria = before.criteria if before else []
    group = _write(initiative, members, criteria, by=by, now=now, reason=reason.strip())
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


def _write(
    initiative: Initiative,
    members: list[dict[str, Any]],
    criteria: list[str],
    *,
    by: Actor,
    now: datetime | None,
    reason: str,
) -> ComparisonGroup:
    group, _ = ComparisonGroup.objects.update_or_create(
        initiative=initiative,
        defaults={
            "members": members,
            "criteria": criteria,
            "is_by_hand": bool(reason),
            "reason": reason,
            "decided_by": by.label,
            "decided_at": now or clock.now(),
        },
    )
    return group
