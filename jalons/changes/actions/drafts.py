"""Writing changes: as many drafts as people like, linked, edited, merged, put aside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jalons.changes import rules
from jalons.changes.actions import reopening, telling
from jalons.changes.enums import ChangeStatus
from jalons.changes.models import LastingChange
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis.models import SocialUrgency
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative, Theme
from jalons.rooms.models import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is written of a change (domain.md §2.10)."""

    title: str
    statement: str
    who: str = ""
    size_estimate: str = ""
    dimension: str = ""
    where: str = ""
    starting_situation: str = ""
    observable_sign: str = ""
    why_it_matters: str = ""
    how_durable: str = ""
    carriers: str = ""
    brakers: str = ""
    proposed_by: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """What a change comes from."""

    urgencies: Sequence[SocialUrgency] = field(default_factory=tuple)
    fragments: Sequence[Contribution] = field(default_factory=tuple)
    facts: Sequence[SalientFact] = field(default_factory=tuple)
    themes: Sequence[Theme] = field(default_factory=tuple)


@transaction.atomic
def write(
    initiative: Initiative,
    *,
    sheet: Sheet,
    by: Actor,
    links: Links | None = None,
    now: datetime | None = None,
) -> LastingChange:
    """Add a draft at the end of the list. Raises DomainError without a title or a statement."""
    last = LastingChange.objects.filter(initiative=initiative).aggregate(Max("position"))["position__max"]
    change = LastingChange(initiative=initiative, position=(last or 0) + 1)
    _fill(change, sheet)
    change.save()
    _link(change, links or Links())
    telling.say(initiative, "change.drafted", by=by, on=change.id, label=change.title, now=now)
    return change


@transaction.atomic
def edit(
    change: LastingChange,
    *,
    sheet: Sheet,
    by: Actor,
    links: Links | None = None,
    now: datetime | None = None,
) -> bool:
    """Change a draft or a kept change. Returns whether this reopened the validation (rule 2).

    Raises DomainError while a consent is under way on kept changes, or on one put aside.
    """
    reopening.demand_no_consent(change)
    if change.status == ChangeStatus.ABANDONED:
        raise DomainError("Ce changement est écarté : reprenez-le avant de le modifier.")
    _fill(change, sheet)
    if links is not None:
        _link(change, links)
    if change.is_kept and not change.gate_reason and rules.what_lacks_to_retain(change):
        raise DomainError(
            "Ce changement est retenu : il doit dire qui change, d’où l’on part et d’où il vient. "
            "Complétez-le, ou rendez-le d’abord à l’état de projet."
        )
    change.save()
    telling.say(change.initiative, "change.edited", by=by, on=change.id, label=change.title, now=now)
    why = f"Le changement « {change.title} » a été modifié."
    return change.is_kept and reopening.reopen_if_changed(change.initiative, reason=why, by=by, now=now)


@transaction.atomic
def keep_wording(change: LastingChange, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Keep a sentence in spite of the advice, in writing (rule 20). Nothing is rewritten."""
    if not reason.strip():
        raise DomainError("Dites pourquoi vous gardez cette formulation.", field="reason")
    change.wording_override = reason.strip()
    change.save(update_fields=["wording_override", "updated_at"])
    telling.say(
        change.initiative,
        "change.wording_kept",
        by=by,
        on=change.id,
        label=change.title,
        now=now,
        reason=reason.strip(),
    )


@transaction.atomic
def merge(
    changes: Sequence[LastingChange], *, sheet: Sheet, by: Actor, now: datetime | None = None
) -> LastingChange:
    """Make one change of several drafts. Origins stay: each draft points to it, links are joined.

    Raises DomainError for fewer than two, for kept ones, or from two territories.
    """
    if len({change.id for change in changes}) < 2:  # noqa: PLR2004 - a merge takes two
        raise DomainError("Choisissez au moins deux projets à fondre en un.")
    rules.demand_same_territory(changes)
    if any(c.is_kept or c.status == ChangeStatus.ABANDONED for c in changes):
        raise DomainError("Seuls des projets se fondent : rendez d’abord les changements retenus à cet état.")
    links = Links(
        urgencies=[u for c in changes for u in c.urgencies.all()],
        fragments=[f for c in changes for f in c.fragments.all()],
        facts=[f for c in changes for f in c.facts.all()],
        themes=[t for c in changes for t in c.themes.all()],
    )
    merged = write(changes[0].initiative, sheet=sheet, links=links, by=by, now=now)
    for change in changes:
        change.merged_into = merged
        change.status, change.status_reason = ChangeStatus.ABANDONED, f"Fondu dans « {merged.title} »."
        change.save()
    telling.say(
        merged.initiative,
        "change.merged",
        by=by,
        on=merged.id,
        label=merged.title,
        now=now,
        count=len(changes),
    )
    return merged


@transaction.atomic
def put_aside(change: LastingChange, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Put a draft aside, with a reason. Kept ones are released first."""
    if not reason.strip():
        raise DomainError("Dites pourquoi ce projet est écarté.", field="reason")
    if change.is_kept:
        raise DomainError("Ce changement est retenu : rendez-le d’abord à l’état de projet.")
    change.status, change.status_reason = ChangeStatus.ABANDONED, reason.strip()
    change.save()
    telling.say(
        change.initiative,
        "change.put_aside",
        by=by,
        on=change.id,
        label=change.title,
        now=now,
        reason=reason.strip(),
    )


@transaction.atomic
def take_back(change: LastingChange, *, by: Actor, now: datetime | None = None) -> None:
    """Bring a draft back. One that was merged leaves what it was merged into, which keeps its links."""
    if change.status != ChangeStatus.ABANDONED:
        raise DomainError("Ce changement n’est pas écarté.")
    change.status, change.status_reason, change.merged_into = ChangeStatus.DRAFT, "", None
    change.save()
    telling.say(change.initiative, "change.taken_back", by=by, on=change.id, label=change.title, now=now)


def _fill(change: LastingChange, sheet: Sheet) -> None:
    for name in Sheet.__dataclass_fields__:
        setattr(change, name, str(getattr(sheet, name)).strip())
    if not change.title:
        raise DomainError("Donnez un titre court.", field="title")
    if not change.statement:
        raise DomainError(
            "Écrivez l’énoncé : qui fait ou vit quoi, autrement qu’aujourd’hui.", field="statement"
        )


def _link(change: LastingChange, links: Links) -> None:
    foreign = [u for u in links.urgencies if u.initiative_id != change.initiative_id]
    if foreign or any(f.initiative_id != change.initiative_id for f in links.facts):
        raise DomainError("Une urgence ou un fait vient d’un autre territoire : choisissez dans la liste.")
    change.urgencies.set(links.urgencies)
    change.fragments.set(links.fragments)
    change.facts.set(links.facts)
    change.themes.set(links.themes)
