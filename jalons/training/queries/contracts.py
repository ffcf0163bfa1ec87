"""What the papers of a mission are written from: parties, plan, programme, amounts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from jalons.initiatives import agreement, planning
from jalons.initiatives.models import AgreedPlan, Mission
from jalons.training.enums import AmendmentStatus, PaperKind, PaperStatus
from jalons.training.models import Amendment, MissionFile, Paper, Programme, TrainingBody

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Money:
    """The price before and with tax. `tax` is None when nobody said which rate applies."""

    net: Decimal
    tax: Decimal | None
    rate: Decimal | None

    @property
    def gross(self) -> Decimal:
        return self.net + (self.tax or Decimal(0))


@dataclass(frozen=True, slots=True)
class Contract:
    """One mission as its papers read it. `plan` is a snapshot: what is written is what is frozen."""

    mission: Mission
    file: MissionFile
    body: TrainingBody | None
    programme: Programme | None
    plan: dict[str, Any]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The billed steps of the plan, in order."""
        return [line for line in self.plan["lines"] if line["half_days"] and line["with_provider"]]

    @property
    def days(self) -> Decimal:
        return Decimal(self.plan["totals"]["days"])

    @property
    def hours(self) -> Decimal:
        return Decimal(self.plan["totals"]["hours"])

    @property
    def rate(self) -> Decimal:
        return Decimal(self.plan["rate"])

    @property
    def hours_per_half_day(self) -> Decimal:
        return Decimal(self.plan["hours_per_half_day"])

    @property
    def money(self) -> Money:
        return money(Decimal(self.plan["totals"]["price"]), self.body)

    @property
    def period(self) -> tuple[date, date] | None:
        days = sorted(date.fromisoformat(line["on"]) for line in self.lines if line["on"])
        return (days[0], days[-1]) if days else None

    @property
    def seller(self) -> str:
        return self.body.organisation.name if self.body else self.mission.provider.name


def money(net: Decimal, body: TrainingBody | None) -> Money:
    """An amount with its tax, when the training body says its rate."""
    rate = body.vat_rate if body else None
    tax = None if rate is None else (net * rate / 100).quantize(CENT)
    return Money(net, tax, rate)


def file_of(mission: Mission) -> MissionFile:
    """The mission's file; an empty one, not saved, while nobody wrote it."""
    found = (
        MissionFile.objects.filter(mission=mission)
        .select_related("body__organisation", "trainer", "mission")
        .first()
    )
    return found or MissionFile(mission=mission)


def contract(mission: Mission, plan: dict[str, Any] | None = None) -> Contract:
    """The mission as its papers read it, with the plan as it stands today unless another is given."""
    file = file_of(mission)
    programme = programme_of(mission)
    return Contract(mission, file, file.body, programme, plan or planning.snapshot(mission))


def programme_of(mission: Mission) -> Programme | None:
    """The very version that the mission follows, whatever was published since."""
    if mission.programme_id is None:
        return None
    return Programme.objects.filter(pk=mission.programme_id).prefetch_related("days").first()


def papers(mission: Mission) -> QuerySet[Paper]:
    """The papers of a mission, last issued first."""
    return (
        Paper.objects.filter(mission=mission)
        .select_related("document", "enrolment__person", "step", "amendment")
        .defer("document__pdf", "document__docx", "document__tree")
    )


def standing(mission: Mission, kind: PaperKind) -> Paper | None:
    """The last paper of a kind that still holds."""
    return papers(mission).filter(kind=kind, status__in=[PaperStatus.ISSUED, PaperStatus.SIGNED]).first()


def pending_amendment(mission: Mission) -> Amendment | None:
    """The avenant that is proposed or waits for its signature: one at most."""
    return mission.amendments.filter(status__in=[AmendmentStatus.DRAFT, AmendmentStatus.ISSUED]).first()


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What binds today: the base document with its signed avenants (domain.md §6.2)."""

    agreed: list[AgreedPlan]
    contract: Contract
    clauses: list[tuple[int, dict[str, str]]]  # number of the avenant, clause


def consolidated(mission: Mission) -> Consolidated | None:
    """The base document and its avenants read together; None while nothing is signed."""
    agreed = list(mission.agreed_plans.select_related("amendment"))
    if not agreed:
        return None
    clauses = [
        (plan.number, clause)
        for plan in agreed
        if hasattr(plan, "amendment")
        for clause in plan.amendment.clauses
    ]
    return Consolidated(agreed, contract(mission, agreed[-1].content), clauses)


def differences(mission: Mission) -> list[agreement.Difference]:
    """What differs today from what was signed and calls for an avenant; empty while nothing is signed."""
    last = planning.last_agreement(mission)
    if last is None:
        return []
    found = agreement.differences(last.content, planning.snapshot(mission))
    return [one for one in found if one.calls_for_amendment]
