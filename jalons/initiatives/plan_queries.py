"""What the page of a mission reads: its calendar, its sums, what differs from what was signed."""

from dataclasses import dataclass
from decimal import Decimal

from jalons.initiatives import agreement, calendar, planning, rules, totals
from jalons.initiatives.agreement import Difference
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import AgreedPlan, Initiative, Mission, Step
from jalons.initiatives.totals import Totals


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the calendar, with what its date breaks."""

    step: Step
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The steps of the whole mission, or of one territory."""

    title: str
    initiative: Initiative | None
    rows: list[Row]
    removed: list[Step]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Phase:
    number: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class MissionPlan:
    """Everything the page shows. `differences` call for an avenant, `moved` do not."""

    groups: list[Group]
    phases: list[Phase]
    totals: Totals
    agreed: list[AgreedPlan]
    differences: list[Difference]
    moved: list[Difference]

    @property
    def is_signed(self) -> bool:
        return bool(self.agreed)

    @property
    def next_amendment(self) -> int:
        return self.agreed[-1].number + 1 if self.agreed else 1


def mission_plan(mission: Mission) -> MissionPlan:
    """The plan of a mission with its sums. Three queries, whatever the number of steps."""
    steps = planning.steps_of_mission(mission)
    initiatives = list(mission.initiatives.select_related("territory").order_by("created_at", "id"))
    terms = {"rate": mission.daily_rate, "hours_per_half_day": mission.hours_per_half_day}
    agreed = list(mission.agreed_plans.all())
    found = agreement.differences(agreed[-1].content, planning.snapshot(mission, steps)) if agreed else []
    return MissionPlan(
        groups=[_group(None, steps, terms), *(_group(one, steps, terms) for one in initiatives)],
        phases=[
            Phase(number, sums)
            for number, sums in totals.by_phase(planning.counted(steps), **terms).items()
            if sums.half_days
        ],
        totals=totals.of(planning.counted(steps), **terms),
        agreed=agreed,
        differences=[difference for difference in found if difference.calls_for_amendment],
        moved=[difference for difference in found if not difference.calls_for_amendment],
    )


def warnings_of(step: Step, siblings: list[Step]) -> list[str]:
    """What the date of a step breaks (rules 6 and 8, working days): French sentences."""
    if step.starts_on is None:
        return []
    found = []
    if not calendar.is_working_day(step.starts_on):
        found.append("Ce n’est pas un jour ouvré.")
    if step.kind == StepKind.TRAINING_DAY:
        days = {one.rank: one.starts_on for one in siblings if one.status != StepStatus.CANCELLED}
        fault = rules.training_days_fault([days.get(rank) for rank in (1, 2, 3)])
        return found + ([fault] if fault and step.rank > 1 else [])
    others = [one for one in siblings if one.pk != step.pk]
    wrong = rules.dated_out_of_order(step, step.starts_on, others)
    if wrong:
        found.append(f"Sa date croise celle de : {', '.join(one.title for one in wrong)}.")
    return found


def _group(initiative: Initiative | None, steps: list[Step], terms: dict[str, Decimal]) -> Group:
    own = [step for step in steps if step.initiative_id == (initiative.pk if initiative else None)]
    return Group(
        title=initiative.name if initiative else "La formation",
        initiative=initiative,
        rows=[Row(step, warnings_of(step, own)) for step in own if step.status != StepStatus.CANCELLED],
        removed=[step for step in own if step.status == StepStatus.CANCELLED],
        totals=totals.of(planning.counted(own), **terms),
    )
