"""What is read of attendance: who is expected, who signed, how many hours count."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from jalons.directory.models import Person
from jalons.initiatives import planning, totals
from jalons.initiatives.enums import ProviderPresence, StepStatus
from jalons.initiatives.models import Mission, Step
from jalons.training.enums import Attendee, EnrolmentStatus, Presence
from jalons.training.models import (
    Emargement,
    Enrolment,
    HalfDaySlot,
    HeldSignature,
    MissionFile,
    Rectification,
)
from jalons.training.rules import Attended, attended_hours


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a sheet. `presence` is empty while nothing is known, and follows rectifications."""

    person: Person
    attendee: Attendee
    employer: str
    emargement: Emargement | None
    presence: str
    rectifications: list[Rectification]

    @property
    def is_there(self) -> bool:
        return self.presence in {Presence.PRESENT, Presence.LATE}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one half-day: everybody expected, in order, the trainer last."""

    slot: HalfDaySlot
    lines: list[Line]
    held: list[HeldSignature]

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if not line.presence]

    @property
    def trainer(self) -> Line | None:
        return next((line for line in self.lines if line.attendee == Attendee.TRAINER), None)


def trained_steps(mission: Mission) -> QuerySet[Step]:
    """The sessions whose attendance is kept: those that are billed (domain.md §6.2)."""
    return (
        mission.steps.filter(half_days__gt=0)
        .exclude(status=StepStatus.CANCELLED)
        .exclude(provider_presence=ProviderPresence.NO)
        .select_related("mission", "initiative", "venue__commune")
        .order_by("starts_on", "position")
    )


def expected(step: Step) -> list[Enrolment]:
    """The trainees expected at a session: accepted ones, of the whole mission or of its territory."""
    rows = Enrolment.objects.filter(mission_id=step.mission_id, status=EnrolmentStatus.ACCEPTED)
    if step.initiative_id is not None:
        rows = rows.filter(Q(initiative__isnull=True) | Q(initiative_id=step.initiative_id))
    return list(rows.select_related("person").order_by("person__name"))


def trainer_of(mission: Mission) -> Person | None:
    """The person who teaches the mission, once its file names them."""
    file = MissionFile.objects.filter(mission=mission).select_related("trainer").first()
    return file.trainer if file else None


def sheet(slot: HalfDaySlot) -> Sheet:
    """The sheet of a half-day. A constant number of queries."""
    signed = {
        one.person_id: one
        for one in slot.emargements.select_related("person").prefetch_related("rectifications")
    }
    lines = [
        _line(one.person, Attendee.TRAINEE, one.employer, signed.pop(one.person_id, None))
        for one in expected(slot.step)
    ]
    lines += [  # somebody who signed and then gave up stays on the sheet
        _line(one.person, Attendee.TRAINEE, "", one)
        for one in list(signed.values())
        if one.attendee == Attendee.TRAINEE
    ]
    trainers = [one for one in signed.values() if one.attendee == Attendee.TRAINER]
    trainer = trainer_of(slot.step.mission)
    if trainers:
        lines += [_line(one.person, Attendee.TRAINER, "", one) for one in trainers]
    elif trainer is not None:
        lines.append(_line(trainer, Attendee.TRAINER, "", None))
    held = list(slot.held_signatures.filter(settled_at__isnull=True).select_related("person"))
    return Sheet(slot, lines, held)


def _line(person: Person, attendee: Attendee, employer: str, emargement: Emargement | None) -> Line:
    corrected = list(emargement.rectifications.all()) if emargement else []
    noted = emargement.presence if emargement else ""
    presence = corrected[-1].presence_after if corrected else noted
    return Line(person, attendee, employer, emargement, presence, corrected)


@dataclass(slots=True)
class Hours:
    """What one trainee attended, half-day by half-day."""

    rows: list[tuple[HalfDaySlot, str]] = field(default_factory=list)  # slot, presence after rectifications
    agreed: Decimal = Decimal(0)

    @property
    def counted(self) -> Decimal:
        """Hours of an attestation (rule 11)."""
        return attended_hours(
            (
                Attended(slot.hours, slot.is_locked, presence in {Presence.PRESENT, Presence.LATE})
                for slot, presence in self.rows
            ),
            agreed=self.agreed,
        )

    @property
    def countersigned(self) -> Decimal:
        return sum((slot.hours for slot, _ in self.rows if slot.is_locked), Decimal(0))

    @property
    def absences(self) -> list[HalfDaySlot]:
        return [slot for slot, presence in self.rows if slot.is_locked and presence == Presence.ABSENT]


def hours_of(mission: Mission, people: Iterable[Person] | None = None) -> dict[UUID, Hours]:
    """Attended half-days by person id, for a mission. Three queries, whatever the number of people."""
    rows = Emargement.objects.filter(slot__step__mission=mission, attendee=Attendee.TRAINEE)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    limit = agreed_hours(mission)
    found: dict[UUID, Hours] = defaultdict(lambda: Hours(agreed=limit))
    for one in (
        rows.select_related("slot__step", "person")
        .prefetch_related("rectifications")
        .order_by("slot__on", "slot__half")
    ):
        corrected = list(one.rectifications.all())
        found[one.person_id].rows.append(
            (one.slot, corrected[-1].presence_after if corrected else one.presence)
        )
    return found


def agreed_hours(mission: Mission) -> Decimal:
    """Hours that the last signed plan holds; those planned today while nothing is signed."""
    agreed = planning.last_agreement(mission)
    if agreed is not None:
        return Decimal(agreed.content["totals"]["hours"])
    steps = planning.steps_of_mission(mission)
    sums = totals.of(
        planning.counted(steps), rate=mission.daily_rate, hours_per_half_day=mission.hours_per_half_day
    )
    return sums.hours
