"""The plan stays alive: a step is moved, changed, added, removed, put back (rules 6, 7, 8)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F, Max

from jalons.core.actors import Actor
from jalons.core.errors import DomainError, GateClosedError
from jalons.directory.models import Venue
from jalons.initiatives import queries, rules
from jalons.initiatives.enums import ProviderPresence, StepKind, StepStatus
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.actions import record

NOTHING = "pas encore de date"


@dataclass(frozen=True, slots=True)
class Placing:
    """When and where a step is held, and with whom."""

    starts_on: date | None
    starts_at: time | None = None
    venue: Venue | None = None
    is_remote: bool = False
    provider_presence: str = ProviderPresence.UNDECIDED
    half_days: int = 0


@transaction.atomic
def place(step: Step, *, placing: Placing, by: Actor, reason: str = "", now: datetime | None = None) -> Step:
    """Move or change a step.

    Raises GateClosedError when the date breaks the order and no reason is written.
    """
    step = _locked(step)
    if not step.is_ahead and placing.starts_on != step.starts_on:
        raise DomainError(
            "Cette étape a déjà été ouverte : sa date ne change plus. Rouvrez-la si elle est à refaire.",
            field="starts_on",
        )
    faults = faults_of_date(step, placing.starts_on)
    if faults and placing.starts_on != step.starts_on and not reason.strip():
        raise GateClosedError(
            " ".join(faults) + " Pour garder cette date, écrivez pourquoi : ce motif reste au journal.",
            field="reason",
        )
    what = _changes(step, placing)
    if not what:
        return step
    is_moved = placing.starts_on != step.starts_on or placing.starts_at != step.starts_at
    for field in Placing.__dataclass_fields__:
        setattr(step, field, getattr(placing, field))
    step.save()
    verb = "step.moved" if is_moved else "step.changed"
    facts = {"what": ", ".join(what)}
    if is_moved and faults:
        verb, facts = "step.moved_out_of_order", facts | {"reason": reason.strip()}
    record(verb, by=by, scope=step.scope(), on=step.id, label=step.title, now=now, **facts)
    return step


def faults_of_date(step: Step, on: date | None) -> list[str]:
    """What rules 6 and 8 would say of this date: French sentences, none when it holds."""
    others = queries.neighbours(step)
    if step.kind == StepKind.TRAINING_DAY:
        days = {other.rank: other.starts_on for other in others if other.status != StepStatus.CANCELLED}
        days[step.rank] = on
        fault = rules.training_days_fault([days.get(rank) for rank in (1, 2, 3)])
        return [fault] if fault else []
    wrong = rules.dated_out_of_order(step, on, others)
    if not wrong:
        return []
    names = ", ".join(f"{other.title} ({_day(other.starts_on)})" for other in wrong)
    return [f"À cette date, l’étape ne serait plus dans l’ordre de la démarche : voyez {names}."]


@transaction.atomic
def add(
    mission: Mission,
    *,
    initiative: Initiative | None,
    kind: StepKind,
    title: str,
    after: Step | None,
    placing: Placing,
    by: Actor,
    intentions: str = "",
    now: datetime | None = None,
) -> Step:
    """Add a step after another one (or at the end). It takes the next rank of its kind."""
    Mission.objects.select_for_update().get(pk=mission.pk)
    if (kind == StepKind.TRAINING_DAY) != (initiative is None):
        raise DomainError(
            "Une journée de formation concerne toute la mission ; les autres étapes, un seul territoire.",
            field="initiative",
        )
    position = _position_after(mission, initiative, after)
    mission.steps.filter(position__gte=position).update(position=F("position") + 1)
    siblings = Step.objects.filter(mission=mission, initiative=initiative, kind=kind)
    step = Step.objects.create(
        mission=mission,
        initiative=initiative,
        kind=kind,
        rank=(siblings.aggregate(last=Max("rank"))["last"] or 0) + 1,
        phase=1 if kind == StepKind.TRAINING_DAY else 2,
        position=position,
        title=title,
        intentions=intentions,
        **{field: getattr(placing, field) for field in Placing.__dataclass_fields__},
    )
    record("step.added", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return step


@transaction.atomic
def cancel(step: Step, *, reason: str, by: Actor, now: datetime | None = None) -> Step:
    """Take a step out of the plan. It can be put back as it was; what was held is never removed."""
    step = _locked(step)
    if step.status == StepStatus.CANCELLED:
        return step
    if not step.is_ahead:
        raise DomainError("Une étape ouverte ou tenue ne se retire pas du plan : elle a eu lieu.")
    if not reason.strip():
        raise DomainError("Écrivez pourquoi vous retirez cette étape.", field="reason")
    step.status_before_cancel, step.status = step.status, StepStatus.CANCELLED
    step.save(update_fields=["status", "status_before_cancel", "updated_at"])
    record(
        "step.cancelled",
        by=by,
        scope=step.scope(),
        on=step.id,
        label=step.title,
        now=now,
        reason=reason.strip(),
    )
    return step


@transaction.atomic
def restore(step: Step, *, by: Actor, now: datetime | None = None) -> Step:
    """Put a removed step back, in the state it had."""
    step = _locked(step)
    if step.status != StepStatus.CANCELLED:
        return step
    step.status = step.status_before_cancel or StepStatus.PLANNED
    step.status_before_cancel = ""
    step.save(update_fields=["status", "status_before_cancel", "updated_at"])
    record("step.restored", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return step


def _locked(step: Step) -> Step:
    return (
        Step.objects.select_for_update(of=("self",))
        .select_related("mission", "initiative__territory", "venue")
        .get(pk=step.pk)
    )


def _position_after(mission: Mission, initiative: Initiative | None, after: Step | None) -> int:
    if after is not None:
        return after.position + 1
    same = mission.steps.filter(initiative=initiative).aggregate(last=Max("position"))["last"]
    last = same if same is not None else mission.steps.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _changes(step: Step, placing: Placing) -> list[str]:
    """What the journal will say, in French; empty when nothing changes."""
    said = []
    if placing.starts_on != step.starts_on:
        said.append(f"{_day(step.starts_on)} → {_day(placing.starts_on)}")
    if placing.starts_at != step.starts_at:
        said.append(f"à {placing.starts_at:%H h %M}" if placing.starts_at else "sans heure")
    if placing.venue != step.venue:
        said.append(f"lieu : {placing.venue}" if placing.venue else "sans lieu")
    if placing.is_remote != step.is_remote:
        said.append("à distance" if placing.is_remote else "sur place")
    if placing.provider_presence != step.provider_presence:
        said.append(ProviderPresence(placing.provider_presence).label.lower())
    if placing.half_days != step.half_days:
        said.append(f"{step.half_days} → {placing.half_days} demi-journée(s)")
    return said


def _day(on: date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else NOTHING


def last_before(mission: Mission, initiative: Initiative | None, on: date | None) -> Step | None:
    """The step after which a new one comes: the last one dated before it; None puts it at the end."""
    if on is None:
        return None
    return (
        mission.steps.filter(initiative=initiative, starts_on__lte=on)
        .exclude(kind__in=[StepKind.SIGNATURE, StepKind.STEERING])
        .order_by("position")
        .last()
    )
