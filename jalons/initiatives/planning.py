"""The plan of a mission, read from its steps as the pure rules count it."""

from typing import Any

from jalons.initiatives import agreement, totals
from jalons.initiatives.agreement import PlanLine
from jalons.initiatives.enums import ProviderPresence, StepStatus
from jalons.initiatives.models import AgreedPlan, Mission, Step


def steps_of_mission(mission: Mission) -> list[Step]:
    """Every step of the mission in order, removed ones included; one query."""
    return list(
        mission.steps.select_related("initiative__territory", "venue__commune").order_by(
            "initiative__created_at", "initiative_id", "position"
        )
    )


def counted(steps: list[Step]) -> list[totals.Line]:
    """The steps as lines to add up."""
    return [
        totals.Line(
            half_days=step.half_days,
            phase=step.phase,
            territory=step.initiative.name if step.initiative else None,
            is_billed=step.is_billed,
        )
        for step in steps
    ]


def snapshot(mission: Mission, steps: list[Step] | None = None) -> dict[str, Any]:
    """The plan as it stands now, ready to be signed or compared."""
    rows = steps_of_mission(mission) if steps is None else steps
    return agreement.snapshot(
        [_line(step) for step in rows if step.status != StepStatus.CANCELLED],
        rate=mission.daily_rate,
        hours_per_half_day=mission.hours_per_half_day,
    )


def last_agreement(mission: Mission) -> AgreedPlan | None:
    """The base document with its avenants: the last one signed."""
    return mission.agreed_plans.order_by("number").last()


def _line(step: Step) -> PlanLine:
    return PlanLine(
        key=str(step.id),
        title=step.title,
        half_days=step.half_days,
        phase=step.phase,
        territory=step.initiative.name if step.initiative else None,
        with_provider=step.provider_presence != ProviderPresence.NO,
        on=step.starts_on.isoformat() if step.starts_on else None,
    )
