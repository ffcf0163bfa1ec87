"""Composing the runsheet of a step (domain.md §5.6)."""

from collections.abc import Mapping
from collections.abc import Sequence as Many
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.initiatives.models import Step
from jalons.journal import actions as journal
from jalons.rooms import rules
from jalons.rooms.enums import SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.models import Contribution, Option, Sequence, Vote

_SPARE = 10_000
"""Positions out of the way while a list is renumbered under its unique constraint."""


class Texts(TypedDict, total=False):
    """Other fields of a part (domain.md §5.6)."""

    intention: str
    instructions: str
    method: str
    material: str
    animator: str
    grouping: str
    expected: str
    fallback: str
    notes: str


@transaction.atomic
def add_sequence(
    step: Step,
    *,
    kind: str,
    title: str,
    by: Actor,
    prompt: str = "",
    minutes: int | None = None,
    settings: Mapping[str, Any] | None = None,
    position: int | None = None,
    now: datetime | None = None,
    **texts: Unpack[Texts],
) -> Sequence:
    """Add a part to the runsheet, at the end or at `position` (from 1).

    Raises DomainError on a bad duration or settings that make no sense.
    """
    definition = registry.get(kind)
    chosen = definition.default_settings | dict(settings or {})
    _check(definition.complaint(chosen))
    order = list(step.sequences.order_by("position").values_list("id", flat=True))
    sequence = Sequence.objects.create(
        step=step,
        kind=kind,
        title=title.strip(),
        prompt=(prompt or definition.default_prompt).strip(),
        minutes=rules.duration(minutes or definition.default_minutes),
        settings=chosen,
        position=_SPARE + len(order),
        **texts,
    )
    order.insert(len(order) if position is None else max(position - 1, 0), sequence.id)
    _renumber(step, order)
    sequence.refresh_from_db()
    _write_options(sequence, definition.own_options(chosen))
    journal.record("sequence.added", by=by, scope=step.scope(), on=sequence.id, label=sequence.title, now=now)
    return sequence


@transaction.atomic
def edit_sequence(
    *,
    sequence: Sequence,
    by: Actor,
    title: str | None = None,
    prompt: str | None = None,
    minutes: int | None = None,
    settings: Mapping[str, Any] | None = None,
    now: datetime | None = None,
    **texts: Unpack[Texts],
) -> Sequence:
    """Change texts, duration or settings. Settings stay as they are once people have answered.

    Raises DomainError.
    """
    if minutes is not None:
        sequence.minutes = rules.duration(minutes)
    changed = {"title": title, "prompt": prompt, **texts}
    for name, value in changed.items():
        if value is not None:
            setattr(sequence, name, str(value).strip())
    if settings is not None and (chosen := sequence.settings | dict(settings)) != sequence.settings:
        _refuse_if_answered(sequence)
        definition = registry.get(sequence.kind)
        _check(definition.complaint(chosen))
        sequence.settings = chosen
        if drafts := definition.own_options(chosen):
            _write_options(sequence, drafts)
    sequence.save()
    journal.record(
        "sequence.edited", by=by, scope=sequence.scope(), on=sequence.id, label=sequence.title, now=now
    )
    return sequence


@transaction.atomic
def move_sequence(*, sequence: Sequence, position: int, by: Actor, now: datetime | None = None) -> None:
    """Put a part at another place (from 1); the others make room."""
    step = sequence.step
    order = [i for i in step.sequences.values_list("id", flat=True) if i != sequence.id]
    order.insert(min(max(position - 1, 0), len(order)), sequence.id)
    _renumber(step, order)
    journal.record("sequence.moved", by=by, scope=step.scope(), on=sequence.id, label=sequence.title, now=now)


@transaction.atomic
def duplicate_sequence(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Make the same part again just after, with its choices, as if it had never been opened."""
    texts = {name: getattr(sequence, name) for name in Texts.__annotations__ if name != "notes"}
    copy = add_sequence(
        sequence.step,
        kind=sequence.kind,
        title=sequence.title,
        prompt=sequence.prompt,
        minutes=sequence.minutes,
        settings=sequence.settings,
        position=sequence.position + 1,
        by=by,
        now=now,
        **texts,
    )
    _write_options(
        copy,
        [
            OptionDraft(option.subject_kind, option.subject_id, option.label)
            for option in sequence.options.all()
        ],
    )
    return copy


@transaction.atomic
def begin_half(
    *, sequence: Sequence, by: Actor, is_beginning: bool = True, now: datetime | None = None
) -> None:
    """Say that the second half-day begins with this part; one part at most does."""
    sequence.step.sequences.filter(begins_half=True).update(begins_half=False)
    sequence.begins_half = is_beginning
    sequence.save(update_fields=["begins_half", "updated_at"])
    journal.record(
        "sequence.edited", by=by, scope=sequence.scope(), on=sequence.id, label=sequence.title, now=now
    )


@transaction.atomic
def remove_sequence(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> None:
    """Take a part out of the runsheet. Raises DomainError once it was opened or answered: skip it instead."""
    if sequence.state != SequenceState.PLANNED or sequence.opened_at is not None:
        raise DomainError("Cette partie a déjà été ouverte : elle reste au déroulé, avec ce qui s’y est dit.")
    _refuse_if_answered(sequence)
    step, label, identity = sequence.step, sequence.title, sequence.id
    sequence.delete()
    _renumber(step, list(step.sequences.values_list("id", flat=True)))
    journal.record("sequence.removed", by=by, scope=step.scope(), on=identity, label=label, now=now)


@transaction.atomic
def set_options(
    *, sequence: Sequence, options: Many[OptionDraft], by: Actor, now: datetime | None = None
) -> list[Option]:
    """Give a sequence what people will vote on or answer about, labels frozen.

    Raises DomainError once somebody answered: the question asked must stay the question answered.
    """
    _refuse_if_answered(sequence)
    made = _write_options(sequence, options)
    journal.record(
        "sequence.options_set",
        by=by,
        scope=sequence.scope(),
        on=sequence.id,
        label=sequence.title,
        count=len(made),
        now=now,
    )
    return made


@transaction.atomic
def type_options(
    *, sequence: Sequence, labels: Many[str], by: Actor, now: datetime | None = None
) -> list[Option]:
    """Write the choices of a part as somebody typed them, one a line; nothing when they did not change.

    Raises DomainError once somebody answered.
    """
    kept = [" ".join(label.split()) for label in labels if label.strip()]
    present = list(sequence.options.filter(word__isnull=True))
    if [option.label for option in present] == kept:
        return present
    known = {option.label: option.subject_id for option in present}
    drafts = [OptionDraft("statement", known.get(label, new_id()), label) for label in dict.fromkeys(kept)]
    return set_options(sequence=sequence, options=drafts, by=by, now=now)


def _check(complaint: str) -> None:
    if complaint:
        raise DomainError(complaint, field="settings")


def _refuse_if_answered(sequence: Sequence) -> None:
    if (
        Vote.objects.filter(option__sequence=sequence).exists()
        or Contribution.objects.filter(sequence=sequence).exists()
    ):
        raise DomainError(
            "Des personnes ont déjà répondu : la question et ses choix restent tels quels. "
            "Ajoutez plutôt une nouvelle partie."
        )


def _write_options(sequence: Sequence, drafts: Many[OptionDraft]) -> list[Option]:
    sequence.options.all().delete()
    return Option.objects.bulk_create(
        Option(
            sequence=sequence,
            subject_kind=draft.subject_kind,
            subject_id=draft.subject_id,
            label=draft.label,
            position=position,
        )
        for position, draft in enumerate(drafts, start=1)
    )


def _renumber(step: Step, order: list[UUID]) -> None:
    """Positions 1…n in this order, by way of spare numbers so that no two ever meet."""
    rows = {sequence.id: sequence for sequence in step.sequences.all()}
    for offset in (_SPARE * 2, 0):
        for place, identity in enumerate(order, start=1):
            if rows[identity].position != offset + place:
                rows[identity].position = offset + place
                rows[identity].save(update_fields=["position"])
