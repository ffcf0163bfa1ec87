"""The canvas of the experiment: written part by part, then applied at once to the démarche."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis.models import Canvas, CanvasMember, CanvasPartner, CanvasSpace, CanvasStage
from jalons.initiatives.actions import plan, team
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.journal.actions import record
from jalons.stakeholders.actions import actors, mobilisations
from jalons.stakeholders.models import Actor as Stakeholder

DUPLICATE = "Cette ligne est déjà dans le canevas : modifiez-la plutôt."


@dataclass(frozen=True, slots=True)
class Applied:
    """What the canvas changed in the démarche."""

    placed: int = 0
    added: int = 0
    joined: int = 0
    called: int = 0
    held: tuple[str, ...] = ()  # stages already open or held: left as they are

    @property
    def sentence(self) -> str:
        parts = [
            (self.placed, "étape placée", "étapes placées"),
            (self.added, "étape ajoutée", "étapes ajoutées"),
            (self.joined, "personne dans l’équipe", "personnes dans l’équipe"),
            (self.called, "appel à une table", "appels à une table"),
        ]
        told = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
        return ", ".join(told) or "rien à changer : la démarche suit déjà ce canevas"


def canvas_of(initiative: Initiative) -> Canvas:
    """The canvas of the démarche, made empty the first time somebody writes in it."""
    return Canvas.objects.get_or_create(initiative=initiative)[0]


@transaction.atomic
def write_role(
    initiative: Initiative, *, content: Mapping[str, str], by: Actor, now: datetime | None = None
) -> Canvas:
    """What the chargé de coopération is given to do, with which time, authority and support."""
    canvas = canvas_of(initiative)
    for field, value in content.items():
        setattr(canvas, field, value.strip())
    canvas.save()
    _record("canvas.role_written", canvas, by, now)
    return canvas


@transaction.atomic
def write_line(
    initiative: Initiative,
    *,
    model: type[models.Model],
    content: Mapping[str, Any],
    by: Actor,
    line: Any = None,
    now: datetime | None = None,
) -> Any:
    """Add or correct a line of one part (stage, space, member, partner, risk).

    Raises DomainError on a line that is there already, and on a deciding space without its rule.
    """
    if model is CanvasSpace and content.get("is_deciding") and not str(content.get("rule", "")).strip():
        raise DomainError("Dites comment l’on y décide : consentement, vote, arbitrage…", field="rule")
    canvas = canvas_of(initiative)
    kept = line or model(canvas=canvas)
    for field, value in content.items():
        setattr(kept, field, value)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as twice:
        raise DomainError(DUPLICATE) from twice
    _record("canvas.written", canvas, by, now, part=str(model._meta.verbose_name))
    return kept


@transaction.atomic
def remove_line(line: Any, *, by: Actor, now: datetime | None = None) -> None:
    """Take a line out of the canvas; what was already applied stays in the démarche."""
    _record("canvas.line_removed", line.canvas, by, now, part=str(line._meta.verbose_name))
    line.delete()


@transaction.atomic
def start_from_plan(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> int:
    """Copy the steps of the démarche as they are planned into an empty canvas. Returns how many."""
    canvas = canvas_of(initiative)
    if canvas.stages.exists():
        raise DomainError("Le canevas a déjà des étapes.")
    steps = initiative.steps.exclude(status=StepStatus.CANCELLED)
    CanvasStage.objects.bulk_create(
        CanvasStage(
            canvas=canvas,
            kind=step.kind,
            rank=step.rank,
            title=step.title,
            planned_on=step.starts_on,
            half_days=step.half_days,
            provider_presence=step.provider_presence,
        )
        for step in steps
    )
    _record("canvas.started", canvas, by, now)
    return int(canvas.stages.count())


@transaction.atomic
def apply(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> Applied:
    """Make the canvas the démarche's calendar, team and calls to tables. Doing it twice changes nothing.

    A stage already opened or held stays as it is, and the result says so. Dates out of order take the
    canvas as their reason. Raises DomainError on a canvas without a stage.
    """
    moment = now or clock.now()
    canvas = Canvas.objects.select_for_update().filter(initiative=initiative).first()
    if canvas is None or not canvas.stages.exists():
        raise DomainError("Écrivez d’abord les étapes du canevas.")
    placed, added, held = _apply_stages(canvas, by, moment)
    applied = Applied(placed, added, _apply_team(canvas, by, moment), _apply_calls(canvas, by, moment), held)
    canvas.applied_at, canvas.applied_by = moment, by.label
    canvas.save(update_fields=["applied_at", "applied_by", "updated_at"])
    _record("canvas.applied", canvas, by, moment, what=applied.sentence)
    return applied


def _apply_stages(canvas: Canvas, by: Actor, now: datetime) -> tuple[int, int, tuple[str, ...]]:
    initiative = canvas.initiative
    reason = f"Canevas de l’expérimentation, appliqué le {timezone.localdate(now):%d/%m/%Y}"
    placed, added, held, last = 0, 0, [], None
    for stage in canvas.stages.all():
        step = initiative.steps.filter(kind=stage.kind, rank=stage.rank).first()
        if step is None:
            step = _add_step(stage, last, by, now)
            added += 1
        elif not step.is_ahead:
            held.append(step.title)
        elif _differs(stage, step):
            plan.place(step, placing=_placing(stage, step), by=by, reason=reason, now=now)
            placed += 1
        last = step
    return placed, added, tuple(held)


def _differs(stage: CanvasStage, step: Step) -> bool:
    return (stage.planned_on, stage.half_days, stage.provider_presence) != (
        step.starts_on,
        step.half_days,
        step.provider_presence,
    )


def _placing(stage: CanvasStage, step: Step | None = None) -> plan.Placing:
    return plan.Placing(
        starts_on=stage.planned_on,
        starts_at=step.starts_at if step else None,
        venue=step.venue if step else None,
        is_remote=step.is_remote if step else False,
        provider_presence=stage.provider_presence,
        half_days=stage.half_days,
    )


def _add_step(stage: CanvasStage, after: Step | None, by: Actor, now: datetime) -> Step:
    initiative = stage.canvas.initiative
    return plan.add(
        initiative.mission,
        initiative=initiative,
        kind=StepKind(stage.kind),
        title=stage.title,
        after=after,
        placing=_placing(stage),
        by=by,
        intentions=stage.note,
        now=now,
    )


def _apply_team(canvas: Canvas, by: Actor, now: datetime) -> int:
    joined = 0
    members: models.QuerySet[CanvasMember] = canvas.members.select_related("person", "employer")
    for member in members:
        current = canvas.initiative.team_members.filter(person=member.person, function=member.function)
        if current.filter(ends_on__isnull=True).exists():
            continue
        seat = team.Seat(member.function, member.employer, timezone.localdate(now))
        team.join(canvas.initiative, person=member.person, seat=seat, by=by, now=now)
        joined += 1
    return joined


def _apply_calls(canvas: Canvas, by: Actor, now: datetime) -> int:
    called = 0
    tables = {
        step.rank: step for step in canvas.initiative.steps.filter(kind=StepKind.WORKSHOP) if step.is_ahead
    }
    partners: models.QuerySet[CanvasPartner] = canvas.partners.all()
    for partner in partners:
        ahead = [tables[rank] for rank in partner.tables if rank in tables]
        if ahead:
            actor = _listed(canvas, partner, by, now)
            called += sum(len(mobilisations.call(step, actors=[actor], by=by, now=now)) for step in ahead)
    return called


def _listed(canvas: Canvas, partner: CanvasPartner, by: Actor, now: datetime) -> Stakeholder:
    known = Stakeholder.objects.filter(
        initiative=canvas.initiative, label__iexact=partner.label, archived_at__isnull=True
    ).first()
    if known:
        return known
    sheet = actors.Sheet(label=partner.label, category=partner.category)
    return actors.add(canvas.initiative, sheet=sheet, by=by, now=now)


def _record(verb: str, canvas: Canvas, by: Actor, now: datetime | None, **facts: str) -> None:
    record(
        verb,
        by=by,
        scope=canvas.initiative.scope(),
        on=canvas.id,
        label=canvas.initiative.short_name,
        now=now,
        **facts,
    )
