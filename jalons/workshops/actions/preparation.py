"""A preparation day: its settings, its tasks, the lines that people tick."""

from datetime import date, datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.models import Person
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.workshops.models import PreparationCheck, PreparationSheet, PreparationTask
from jalons.workshops.queries.preparation import MANUAL
from jalons.workshops.rules import meeting_address


@transaction.atomic
def settle(
    step: Step, *, meeting_url: str, feelings: str, by: Actor, now: datetime | None = None
) -> PreparationSheet:
    """Say where one meets from afar and how feelings will be gathered. Raises DomainError."""
    sheet, _ = PreparationSheet.objects.update_or_create(
        step=step, defaults={"meeting_url": meeting_address(meeting_url), "feelings": feelings.strip()}
    )
    record("preparation.set", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return sheet


@transaction.atomic
def add_task(
    step: Step,
    *,
    title: str,
    by: Actor,
    person: Person | None = None,
    who: str = "",
    due_on: date | None = None,
    now: datetime | None = None,
) -> PreparationTask:
    """Note who prepares what. Raises DomainError without words."""
    if not title.strip():
        raise DomainError("Écrivez ce qu’il y a à préparer.", field="title")
    task = PreparationTask.objects.create(
        step=step, title=title.strip(), person=person, who="" if person else who.strip(), due_on=due_on
    )
    record("task.added", by=by, scope=step.scope(), on=task.id, label=task.title, now=now)
    return task


@transaction.atomic
def set_done(task: PreparationTask, *, is_done: bool, by: Actor, now: datetime | None = None) -> None:
    """Say that a task is done, or that it is not after all."""
    if is_done == (task.done_at is not None):
        return
    task.done_at, task.done_by = (now or clock.now(), by.label) if is_done else (None, "")
    task.save(update_fields=["done_at", "done_by", "updated_at"])
    verb = "task.done" if is_done else "task.reopened"
    record(verb, by=by, scope=task.step.scope(), on=task.id, label=task.title, now=now)


@transaction.atomic
def remove_task(task: PreparationTask, *, by: Actor, now: datetime | None = None) -> None:
    """Take back a task noted by mistake."""
    record("task.removed", by=by, scope=task.step.scope(), on=task.id, label=task.title, now=now)
    task.delete()


@transaction.atomic
def check(step: Step, *, key: str, is_done: bool, by: Actor, now: datetime | None = None) -> None:
    """Tick a line that no data tells, or untick it. Raises DomainError on an unknown line."""
    labels = {name: label for name, label, _ in MANUAL}
    if key not in labels:
        raise DomainError("Cette ligne se coche d’elle-même : elle suit les données de la démarche.")
    if is_done:
        PreparationCheck.objects.get_or_create(step=step, key=key, defaults={"checked_by": by.label})
    else:
        PreparationCheck.objects.filter(step=step, key=key).delete()
    verb = "preparation.checked" if is_done else "preparation.unchecked"
    record(verb, by=by, scope=step.scope(), on=step.id, label=step.title, line=labels[key], now=now)
