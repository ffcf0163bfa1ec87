"""Builders of the training tests: a mission of two territories ready to be taught."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from jalons.accounts.enums import Role
from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.directory.actions.people import Contact
from jalons.directory.models import Person
from jalons.initiatives.models import Mission, Step
from jalons.training.actions import attendance, enrolments, missions, papers, programmes
from jalons.training.actions.enrolments import Trainee
from jalons.training.enums import CheckConclusion, CheckMode
from jalons.training.models import Enrolment, HalfDaySlot, TrainingBody
from tests import cast

BY = Actor(label="Inès Laforêt")
TRAINER = Actor(label="Hélène Vauzelle")
START = date(2026, 9, 1)
STROKE = [[[100, 100], [300, 250], [600, 120]]]


def moment(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def mission(territories: int = 2, **fields: Any) -> Mission:
    """A mission created from the shipped programme, its places filled by the programme's days."""
    defaults: dict[str, Any] = {
        "title": "Territoires d’impact collectif",
        "client": cast.organisation(),
        "provider": cast.organisation("Prestataire fictif", "training_body"),
        "is_member_rate": True,
        "daily_rate": None,
        "starts_on": START,
    }
    return missions.create(
        programme=programmes.load_catalogue()[0],
        purchase=missions.Purchase(**defaults | fields),
        territories=[cast.epci(f"Territoire {number}") for number in range(1, territories + 1)],
        by=BY,
    )


def with_file(made: Mission, **mentions: Any) -> TrainingBody:
    """The papers' side of a mission: who sells, who teaches."""
    body = TrainingBody.objects.create(
        organisation=cast.organisation("Organisme fictif", "training_body"),
        address="1 rue des Exemples, 87000 Limoges",
        siret="12345678900012",
        activity_number="00000000000",
        representative="Marc Delage",
        representative_function="directeur",
        payment_terms="À trente jours.",
        cancellation_terms="On reporte ensemble.",
        dispute_terms="On se parle d’abord.",
        **mentions,
    )
    papers.write_file(
        made,
        fields={
            "body": body,
            "trainer": cast.person("Hélène Vauzelle"),
            "client_representative": "Denis Roche",
        },
        by=BY,
    )
    return body


def trainee(made: Mission, name: str = "Lucie Pradeau", **fields: Any) -> Enrolment:
    """An accepted trainee, with an account when an address is given."""
    email = fields.pop("email", "")
    one = enrolments.enrol(
        made, trainee=Trainee(Contact(name, email=email), employer="Caf de la Haute-Vienne", **fields), by=BY
    )
    enrolments.check(one, mode=CheckMode.INTERVIEW, conclusion=CheckConclusion.VALIDATED, by=BY)
    return enrolments.accept(one, by=BY)


def training_day(made: Mission, rank: int = 1) -> Step:
    return made.steps.get(kind="training_day", rank=rank)


def slots(step: Step) -> list[HalfDaySlot]:
    return attendance.open_slots(step, by=TRAINER)


def sign(slot: HalfDaySlot, person: Person, **fields: Any) -> Any:
    when = moment(slot.on)
    drawn = attendance.Signature(
        person=person,
        client_id=fields.pop("client_id", new_id()),
        strokes=fields.pop("strokes", STROKE),
        signed_at=fields.pop("signed_at", when),
        **fields,
    )
    return attendance.sign(slot, signature=drawn, now=when + timedelta(minutes=1))


def trainer_person(made: Mission) -> Person:
    person = made.training_file.trainer
    assert person is not None
    return person


def countersigned(slot: HalfDaySlot, present: list[Enrolment], absent: list[Enrolment] = []) -> HalfDaySlot:  # noqa: B006 - never changed
    """A half-day signed by those present and the trainer, then countersigned."""
    made = slot.step.mission
    for one in present:
        sign(slot, one.person)
    for one in absent:
        attendance.note(slot, person=one.person, presence="absent", by=TRAINER, now=moment(slot.on, 17))
    sign(slot, trainer_person(made))
    return attendance.countersign(slot, by=TRAINER, now=moment(slot.on, 17))


def training_staff(made: Mission) -> dict[str, Any]:
    """One account a role on this mission."""
    return {
        role.value: cast.role(made, role)
        for role in (
            Role.TRAINING_BODY,
            Role.TRAINING_MANAGER,
            Role.TRAINER,
            Role.CAF_REFERENT,
            Role.TRAINEE,
            Role.DISABILITY_REFERENT,
        )
    }
