"""A step is confirmed, held, closed, reopened: gates are asked each time (domain.md §10)."""

from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError, GateClosedError
from jalons.core.live import publish
from jalons.initiatives import gates
from jalons.initiatives.enums import InitiativeStatus, MissionStatus, StepKind, StepStatus
from jalons.initiatives.gates import Blocker, Move, Strictness
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.actions import record


@transaction.atomic
def confirm(step: Step, *, by: Actor, now: datetime | None = None) -> Step:
    """The date and the place are settled. Raises DomainError without a date."""
    step = _locked(step)
    if step.status != StepStatus.PLANNED:
        raise DomainError(f"Cette étape est déjà « {step.get_status_display().lower()} ».")
    if step.starts_on is None:
        raise DomainError("Choisissez d’abord une date, puis confirmez l’étape.", field="starts_on")
    step.status = StepStatus.CONFIRMED
    step.save(update_fields=["status", "updated_at"])
    record("step.confirmed", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    _tell(step)
    return step


@transaction.atomic
def hold(step: Step, *, by: Actor, reason: str = "", now: datetime | None = None) -> Step:
    """Open the step: people are in the room. Holding a step that is open already changes nothing.

    HARD blockers refuse with DomainError; a GATE wants a written reason, kept in the journal, and
    raises GateClosedError without it; warnings are for the page to show.
    """
    step = _locked(step)
    if step.status == StepStatus.HELD:
        return step
    if not step.is_ahead:
        raise DomainError(f"Cette étape est « {step.get_status_display().lower()} » : rouvrez-la plutôt.")
    passed = _pass_gates(step, Move.HOLD, reason)
    step.status, step.held_at = StepStatus.HELD, now or clock.now()
    step.save(update_fields=["status", "held_at", "updated_at"])
    _follow(step, InitiativeStatus.RUNNING)
    _record("step.held", step, by=by, passed=passed, reason=reason, now=now)
    return step


@transaction.atomic
def close(step: Step, *, by: Actor, reason: str = "", now: datetime | None = None) -> Step:
    """Close an open step. Closing a closed step changes nothing; gates are as for `hold`."""
    step = _locked(step)
    if step.status == StepStatus.CLOSED:
        return step
    if step.status != StepStatus.HELD:
        raise DomainError("Cette étape n’est pas ouverte : ouvrez-la d’abord.")
    passed = _pass_gates(step, Move.CLOSE, reason)
    step.status, step.closed_at = StepStatus.CLOSED, now or clock.now()
    step.save(update_fields=["status", "closed_at", "updated_at"])
    _follow(step, InitiativeStatus.CLOSED)
    _record("step.closed", step, by=by, passed=passed, reason=reason, now=now)
    return step


@transaction.atomic
def reopen(step: Step, *, by: Actor, reason: str, now: datetime | None = None) -> Step:
    """Open again a step that was closed. Raises DomainError without a reason."""
    step = _locked(step)
    if step.status != StepStatus.CLOSED:
        raise DomainError("Seule une étape tenue peut être rouverte.")
    if not reason.strip():
        raise DomainError("Écrivez pourquoi vous rouvrez cette étape.", field="reason")
    step.status, step.closed_at = StepStatus.HELD, None
    step.save(update_fields=["status", "closed_at", "updated_at"])
    _follow(step, InitiativeStatus.RUNNING)
    record("step.reopened", by=by, scope=step.scope(), on=step.id, label=step.title, now=now, reason=reason)
    _tell(step)
    return step


@transaction.atomic
def write_minutes(
    step: Step, *, minutes: str, decisions: str, by: Actor, now: datetime | None = None
) -> Step:
    """Keep what was said and decided. Writing is free before, during and after the step."""
    step = _locked(step)
    if (step.minutes, step.decisions) == (minutes, decisions):
        return step
    step.minutes, step.decisions = minutes, decisions
    step.save(update_fields=["minutes", "decisions", "updated_at"])
    record("step.minutes_written", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return step


def _locked(step: Step) -> Step:
    """The row as it stands now, locked for this transaction."""
    return (
        Step.objects.select_for_update(of=("self",))
        .select_related("mission", "initiative__territory", "venue")
        .get(pk=step.pk)
    )


def _pass_gates(step: Step, move: Move, reason: str) -> list[Blocker]:
    found = gates.blockers(step, move)
    hard = [blocker for blocker in found if blocker.strictness is Strictness.HARD]
    if hard:
        raise DomainError(" ".join(blocker.sentence for blocker in hard))
    passed = [blocker for blocker in found if blocker.strictness is Strictness.GATE]
    if passed and not reason.strip():
        sentences = " ".join(blocker.sentence for blocker in passed)
        raise GateClosedError(
            f"{sentences} Pour continuer quand même, écrivez pourquoi : ce motif reste au journal.",
            field="reason",
        )
    return passed


def _record(
    verb: str, step: Step, *, by: Actor, passed: list[Blocker], reason: str, now: datetime | None
) -> None:
    if passed:
        gates_said = " ".join(blocker.sentence for blocker in passed)
        record(
            f"{verb}_despite",
            by=by,
            scope=step.scope(),
            on=step.id,
            label=step.title,
            now=now,
            gates=gates_said,
            reason=reason.strip(),
        )
    else:
        record(verb, by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    _tell(step)


def _follow(step: Step, status: InitiativeStatus) -> None:
    """The first step opened sets the mission going; pilotage opens and ends with its own step."""
    Mission.objects.filter(pk=step.mission_id, status=MissionStatus.CONTRACTED).update(
        status=MissionStatus.RUNNING
    )
    if step.kind == StepKind.STEERING and step.initiative_id:
        Initiative.objects.filter(pk=step.initiative_id).update(status=status)


def _tell(step: Step) -> None:
    if step.initiative_id:
        publish(f"initiative:{step.initiative_id}", "step", {"id": str(step.id), "status": step.status})
