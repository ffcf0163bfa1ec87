"""Freezing the portrait that table 1 sees: an immutable version with its hash."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import TerritoryProfile
from jalons.indicators.queries import facts as facts_queries
from jalons.indicators.queries.board import board, group_of
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record


@transaction.atomic
def freeze(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> TerritoryProfile:
    """Keep the retained facts, their series and the group of comparison as they are now.

    Raises DomainError when no fact is retained, or when nothing changed since the last version.
    """
    content = content_of(initiative)
    if not content["facts"]:
        raise DomainError("Retenez au moins un fait avant de figer le portrait.")
    digest = content_hash(content)
    last = facts_queries.latest_profile(initiative)
    if last and last.content_hash == digest:
        raise DomainError(f"Rien n’a changé depuis la version {last.number} : elle vaut toujours.")
    profile = TerritoryProfile.objects.create(
        initiative=initiative,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=digest,
        frozen_at=now or clock.now(),
        frozen_by=by.label,
    )
    record(
        "profile.frozen",
        by=by,
        scope=initiative.scope(),
        on=profile.id,
        label=initiative.name,
        now=now,
        number=profile.number,
        content_hash=digest,
    )
    return profile


def content_of(initiative: Initiative) -> dict[str, Any]:
    """What a version keeps, as JSON."""
    figures = board(initiative)
    group = group_of(initiative)
    facts = facts_queries.facts_of(initiative, FactStatus.RETAINED)
    return {
        "territory": {"code": figures.own.code, "name": figures.own.name},
        "facts": [facts_queries.content_of(fact, figures, initiative.short_name) for fact in facts],
        "similar": {
            "members": group.members if group else [],
            "criteria": group.criteria if group else [],
            "reason": group.reason if group else "",
        },
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of the content in one canonical writing."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
