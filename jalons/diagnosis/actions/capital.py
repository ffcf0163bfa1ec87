"""The capital stratégique: a dated reading by people present, its findings, levels and « à cultiver »."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis import capital
from jalons.diagnosis.enums import Item, Sign
from jalons.diagnosis.models import Cultivation, Finding, Level, Reading
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.rooms.actions import runsheet
from jalons.rooms.models import CommonAnswer, Sequence, Vote


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a reading was taken, and by how many people."""

    moment: str
    taken_on: date
    people: int
    who_was_there: str = ""


@transaction.atomic
def take(initiative: Initiative, *, occasion: Occasion, by: Actor, now: datetime | None = None) -> Reading:
    """Open a reading. Raises DomainError when there is one on that day already."""
    _check_occasion(initiative, occasion)
    reading = Reading.objects.create(initiative=initiative, **_values(occasion))
    _record("capital.taken", reading, by, now, people=_people(reading))
    return reading


@transaction.atomic
def change(reading: Reading, *, occasion: Occasion, by: Actor, now: datetime | None = None) -> Reading:
    """Correct when it was taken, by how many."""
    _check_occasion(reading.initiative, occasion, but=reading)
    highest = max((_answers(level) for level in reading.levels.all()), default=0)
    if occasion.people < highest:
        raise DomainError(
            f"{highest} personnes se sont situées : elles étaient au moins autant.", field="people"
        )
    for field, value in _values(occasion).items():
        setattr(reading, field, value)
    reading.save()
    _record("capital.changed", reading, by, now)
    return reading


@transaction.atomic
def note(
    reading: Reading,
    *,
    content: Mapping[str, Any],
    by: Actor,
    finding: Finding | None = None,
    now: datetime | None = None,
) -> Finding:
    """Write a finding, or correct one. Raises DomainError when it says nothing."""
    if not str(content.get("text", "")).strip():
        raise DomainError("Écrivez le constat, avec les mots du groupe.", field="text")
    kept = finding or Finding(reading=reading)
    for field, value in content.items():
        setattr(kept, field, value.strip() if isinstance(value, str) else value)
    kept.save()
    _record("finding.noted", reading, by, now, sign=str(Sign(kept.sign).label).lower())
    return kept


@transaction.atomic
def drop(finding: Finding, *, by: Actor, now: datetime | None = None) -> None:
    """Take a finding out; the journal keeps that there was one."""
    _record("finding.dropped", finding.reading, by, now, sign=str(Sign(finding.sign).label).lower())
    finding.delete()


@transaction.atomic
def situate(
    reading: Reading, *, item: str, content: Mapping[str, Any], by: Actor, now: datetime | None = None
) -> Level:
    """Keep the spread of an item and the common answer. Saying it again replaces it.

    Raises DomainError when more people answer than were present, or for a common answer without reason.
    """
    level = Level(reading=reading, item=item)
    for field, value in content.items():
        setattr(level, field, value.strip() if isinstance(value, str) else value)
    if _answers(level) > reading.people:
        raise DomainError(
            f"{_answers(level)} réponses pour {reading.people} personnes présentes : vérifiez les comptes."
        )
    if level.common is not None and not level.reason:
        raise DomainError("Écrivez pourquoi le groupe répond cela : c’est ce qui servira.", field="reason")
    Level.objects.filter(reading=reading, item=item).delete()
    level.save()
    _record("capital.situated", reading, by, now, item=str(Item(item).label))
    return level


@transaction.atomic
def bring_from_room(
    reading: Reading, *, sequence: Sequence, by: Actor, now: datetime | None = None
) -> list[Level]:
    """Take over what a room's self-assessment gathered, item by item; who answered what stays in the room.

    Items are known by their words. Raises DomainError when none is, or when nothing was answered.
    """
    brought = []
    for option in sequence.options.all():
        item = capital.item_named(option.label)
        counts = capital.spread(Vote.objects.filter(option=option).values_list("value", flat=True))
        if item is None or not any(counts.values()):
            continue
        common = CommonAnswer.objects.filter(option=option).first()
        content: dict[str, Any] = {**counts, "common": None, "reason": ""}
        if common and common.value.isdigit():
            content |= {"common": int(common.value), "reason": common.reason}
        brought.append(situate(reading, item=item, content=content, by=by, now=now))
    if not brought:
        raise DomainError(
            "Cette séquence n’a pas encore de réponse sur les préconditions, les composantes ou les facteurs."
        )
    return brought


@transaction.atomic
def ask_room(reading: Reading, *, sequence: Sequence, by: Actor, now: datetime | None = None) -> int:
    """Put the preconditions and components into a room's self-assessment. Returns how many.

    Raises DomainError once somebody answered it.
    """
    labels = [sheet.label for sheet in (*capital.PRECONDITIONS, *capital.COMPONENTS)]
    runsheet.type_options(sequence=sequence, labels=labels, by=by, now=now)
    return len(labels)


@transaction.atomic
def cultivate(
    reading: Reading, *, content: Mapping[str, Any], by: Actor, now: datetime | None = None
) -> Cultivation:
    """Write a « à cultiver » decision. Raises DomainError without what or who."""
    for field, sentence in (
        ("what", "Dites ce que vous décidez de cultiver."),
        ("carried_by", "Dites qui s’en occupe : sans personne, rien ne pousse."),
    ):
        if not str(content.get(field, "")).strip():
            raise DomainError(sentence, field=field)
    decided = Cultivation.objects.create(reading=reading, **content)
    _record("cultivation.decided", reading, by, now, what=decided.what)
    return decided


@transaction.atomic
def give_up(cultivation: Cultivation, *, by: Actor, now: datetime | None = None) -> None:
    """Take a « à cultiver » decision out."""
    _record("cultivation.given_up", cultivation.reading, by, now, what=cultivation.what)
    cultivation.delete()


def _check_occasion(initiative: Initiative, occasion: Occasion, *, but: Reading | None = None) -> None:
    if occasion.people < 1:
        raise DomainError("Dites combien de personnes étaient présentes.", field="people")
    same = Reading.objects.filter(initiative=initiative, taken_on=occasion.taken_on)
    if but:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise DomainError("Un relevé porte déjà cette date : complétez-le.", field="taken_on")


def _values(occasion: Occasion) -> dict[str, Any]:
    return {field: getattr(occasion, field) for field in Occasion.__dataclass_fields__}


def _answers(level: Level) -> int:
    return sum(getattr(level, field) for field in capital.COUNTS)


def _people(reading: Reading) -> str:
    return f"{reading.people} personne{'s' if reading.people > 1 else ''}"


def _record(verb: str, reading: Reading, by: Actor, now: datetime | None, **facts: str) -> None:
    label = f"{reading.get_moment_display()} ({reading.taken_on:%d/%m/%Y})"
    record(verb, by=by, scope=reading.scope(), on=reading.id, label=label, now=now, **facts)
