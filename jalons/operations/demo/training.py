"""The training of the two missions: requests, trainees, papers, half-days signed, evaluations, complaints.

Vassivière’s is finished: attestations are out, answers came in. Élan’s has held its first sessions.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from jalons.core.actors import SOFTWARE, Actor
from jalons.core.ids import new_id
from jalons.directory.actions import organisations
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.people import Contact
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Person
from jalons.initiatives import agreement
from jalons.initiatives.models import AgreedPlan, Mission, Step
from jalons.operations.demo import training_texts as texts
from jalons.operations.demo.accounts import CAST, address
from jalons.operations.demo.world import Place, World
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.models import Contribution, Room, Ticket, Vote
from jalons.rooms.models import Sequence as RoomSequence
from jalons.training.actions import attendance, enrolments, evaluations, papers, programmes, requests
from jalons.training.actions.attendance import Signature
from jalons.training.actions.enrolments import Trainee
from jalons.training.actions.evaluations import Grievance, Imported
from jalons.training.actions.requests import Asked
from jalons.training.enums import (
    AccessPath,
    AmendmentStatus,
    AssessedBy,
    CheckConclusion,
    CheckMode,
    ComplaintSource,
    Mastery,
    Moment,
    PaperKind,
    PaperStatus,
    Presence,
    SigningMode,
)
from jalons.training.models import Amendment, Emargement, Enrolment, HalfDaySlot, Paper, TrainingBody
from jalons.training.papers import contract as trees
from jalons.training.queries import attendance as sheets
from jalons.training.queries import contracts

BODY = "Organisme de formation (exemple fictif)"
ANSWERS = 6


def seed_training(world: World, *, now: datetime) -> None:
    """The catalogue, then the training of each mission as it stands."""
    programme = programmes.load_catalogue(by=SOFTWARE, now=now)[0]
    world.ids["programme"] = programme.id
    manager = world.users["training_manager"].actor
    _requests(world, manager, now)
    body = _body()
    for place, story in ((world.elan, texts.ELAN), (world.vassiviere, texts.VASSIVIERE)):
        if place is not None:
            _training(world, place, story=story, body=body, now=now)


def _requests(world: World, by: Actor, now: datetime) -> None:
    """One answered, one that runs, one that is late."""
    programme = programmes.load_catalogue(by=SOFTWARE, now=now)[0]
    today = timezone.localdate(now)
    for days_ago, asked, answer in texts.REQUESTS:
        path = AccessPath.INTER if asked[3] else AccessPath.DIRECT
        kept = requests.receive(
            programme,
            asked=Asked(asked[0], asked[1], address(asked[1]), message=asked[2], path=path),
            received_on=today - timedelta(days=days_ago),
            now=now - timedelta(days=days_ago),
        )
        if answer:
            answered_on = today - timedelta(days=days_ago - 6)
            requests.answer(kept, text=answer, by=by, answered_on=answered_on, now=now)


def _body() -> TrainingBody:
    organisation = organisations.create(identity=Identity(BODY, OrganisationKind.TRAINING_BODY), by=SOFTWARE)
    return papers.write_body(TrainingBody(organisation=organisation, **texts.MENTIONS), by=SOFTWARE)


def _training(world: World, place: Place, *, story: texts.Story, body: TrainingBody, now: datetime) -> None:
    mission, manager = place.initiative.mission, world.users["training_manager"].actor
    trainer = place.people["trainer"]
    papers.write_file(
        mission,
        fields={
            "body": body,
            "trainer": trainer,
            "client_representative": "Denis Roche",
            "client_function": "directeur (exemple fictif)",
            "client_address": "Adresse fictive, 87000 Limoges",
        },
        by=manager,
        now=now,
    )
    first = mission.agreed_plans.earliest("number").signed_on
    people = _trainees(place, story, manager, _at(first + timedelta(days=3)))
    _contract(mission, manager)
    held = [step for step in sheets.trained_steps(mission) if step.status == "closed"]
    _attend(held, people, story, world.users["trainer"].actor)
    if story.is_over:
        _finish(place, people, world, manager, now)
    else:
        _underway(people, world, manager, now)


def _at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour))).astimezone(UTC)


def _trainees(place: Place, story: texts.Story, by: Actor, when: datetime) -> list[Enrolment]:
    """Enrolled, checked, accepted; the one who has an account in the cast keeps it."""
    made = []
    for name, function, answers in story.trainees:
        email = address(name) if name in CAST.values() else ""
        one = enrolments.enrol(
            place.initiative.mission,
            trainee=Trainee(Contact(name, email=email), "Caf de la Haute-Vienne", function),
            by=by,
            now=when,
        )
        enrolments.check(
            one,
            mode=CheckMode.QUESTIONNAIRE if answers else CheckMode.INTERVIEW,
            conclusion=CheckConclusion.VALIDATED,
            answers=answers,
            by=by,
            now=when,
        )
        made.append(enrolments.accept(one, by=by, now=when))
    return made


def _contract(mission: Mission, by: Actor) -> None:
    """The papers of what was signed: written from the frozen plans, on their day."""
    for agreed in mission.agreed_plans.order_by("number"):
        when = _at(agreed.signed_on - timedelta(days=8))
        contract = contracts.contract(mission, agreed.content)
        if agreed.number:
            _avenant(mission, agreed, contract, by, when)
            continue
        today = timezone.localdate(when)
        papers.keep(
            mission, kind=PaperKind.QUOTE, document=trees.quote(contract, today=today), by=by, now=when
        )
        paper = papers.keep(
            mission,
            kind=PaperKind.AGREEMENT,
            document=trees.agreement(contract, today=today),
            by=by,
            now=when,
            plan_hash=agreed.content_hash,
        )
        _signed(paper, agreed.signed_on)


def _avenant(
    mission: Mission, agreed: AgreedPlan, contract: contracts.Contract, by: Actor, when: datetime
) -> None:
    before = mission.agreed_plans.get(number=agreed.number - 1)
    change = Amendment.objects.create(
        mission=mission,
        reason=agreed.reason,
        status=AmendmentStatus.SIGNED,
        proposed_by=by.label,
        agreed_plan=agreed,
    )
    found = [one for one in agreement.differences(before.content, agreed.content) if one.calls_for_amendment]
    today = timezone.localdate(when)
    paper = papers.keep(
        mission,
        kind=PaperKind.AMENDMENT,
        document=trees.amendment(contract, change, found, number=agreed.number, today=today),
        by=by,
        now=when,
        amendment=change,
        plan_hash=agreed.content_hash,
    )
    _signed(paper, agreed.signed_on)


def _signed(paper: Paper, on: date) -> None:
    paper.status, paper.signed_on = PaperStatus.SIGNED, on
    paper.save(update_fields=["status", "signed_on", "updated_at"])


def _attend(steps: Sequence[Step], people: list[Enrolment], story: texts.Story, trainer: Actor) -> None:
    """Every half-day held is signed and countersigned; one absence, and one correction."""
    for number, step in enumerate(steps):
        for slot in attendance.open_slots(step, by=trainer, now=_at(step.starts_on or date.min, 8)):
            absent = people[story.absent[1]] if (number, str(slot.half)) == story.absent[0] else None
            _half_day(slot, people, absent, trainer)
            if absent is not None:
                row = Emargement.objects.select_related("slot").get(slot=slot, person=absent.person)
                attendance.rectify(
                    row,
                    presence=Presence.LATE,
                    reason=texts.RECTIFICATION,
                    by=trainer,
                    now=_at(slot.on + timedelta(days=1), 9),
                )


def _half_day(slot: HalfDaySlot, people: list[Enrolment], absent: Enrolment | None, trainer: Actor) -> None:
    start = timezone.make_aware(datetime.combine(slot.on, slot.starts_at))
    end = start + timedelta(hours=float(slot.hours))
    teacher = sheets.trainer_of(slot.step.mission)
    present: list[Person] = [one.person for one in people if one is not absent]
    if teacher is not None:
        present.append(teacher)
    for rank, person in enumerate(present):
        signature = Signature(
            person=person,
            client_id=new_id(),
            strokes=_scribble(person.id),
            signed_at=start + timedelta(minutes=5 + rank),
            mode=SigningMode.PHONE if rank % 3 == 1 else SigningMode.TABLET,
            is_offline=slot.half == "pm" and rank == 0,
        )
        attendance.sign(slot, signature=signature, now=start + timedelta(minutes=20))
    if absent is not None:
        attendance.note(slot, person=absent.person, presence=Presence.ABSENT, by=trainer, now=end)
    attendance.countersign(slot, by=trainer, now=end + timedelta(minutes=5))


def _scribble(seed: UUID) -> list[list[list[int]]]:
    """A drawing that is always the same for one person, and looks like nobody’s real signature."""
    digits = [int(character, 16) for character in seed.hex[-24:]]
    first = [[80 + 60 * place, 90 + 14 * digit] for place, digit in enumerate(digits[:14])]
    second = [[150 + 90 * place, 300 + 4 * digit] for place, digit in enumerate(digits[14:22])]
    return [first, second]


def _underway(people: list[Enrolment], world: World, manager: Actor, now: datetime) -> None:
    """Élan: an adaptation was arranged, a complaint waits, somebody’s prerequisites are to be checked."""
    mission = people[0].mission
    first = people[0]
    asked = enrolments.ask_adaptation(first, need=texts.NEED, by=manager, now=now - timedelta(days=60))
    enrolments.decide_adaptation(
        asked,
        adaptation=texts.ADAPTATION,
        by=world.users["disability_referent"].actor,
        now=now - timedelta(days=55),
    )
    subject, description, _, _ = texts.COMPLAINT
    evaluations.complain(
        mission,
        grievance=Grievance(
            timezone.localdate(now) - timedelta(days=6),
            ComplaintSource.TRAINEE,
            subject,
            description=description,
        ),
        by=manager,
        now=now,
    )
    papers.convoke(mission, by=manager, now=now - timedelta(days=20))
    name, function, answers = texts.LATE_COMER
    late = enrolments.enrol(
        mission, trainee=Trainee(Contact(name), "Caf de la Haute-Vienne", function), by=manager, now=now
    )
    enrolments.answer_questionnaire(late, answers=answers, by=manager)
    for one in people:
        evaluations.assess(
            one,
            levels={1: Mastery.ACQUIRED, 2: Mastery.IN_PROGRESS, 3: Mastery.IN_PROGRESS},
            assessed_by=AssessedBy.TRAINER,
            by=world.users["trainer"].actor,
            now=now - timedelta(days=40),
        )


def _finish(place: Place, people: list[Enrolment], world: World, manager: Actor, now: datetime) -> None:
    """Vassivière: objectives, answers without names, the Caf’s own evaluation, attestations."""
    mission, trainer = place.initiative.mission, world.users["trainer"].actor
    last = place.steps["technical-half-1"]
    assert last.starts_on is not None  # noqa: S101 - the programme dated it
    when = _at(last.starts_on, 17)
    for number, one in enumerate(people):
        levels = dict.fromkeys(range(1, 6), Mastery.ACQUIRED)
        levels[6] = Mastery.IN_PROGRESS if number % 2 else Mastery.ACQUIRED
        evaluations.assess(one, levels=levels, assessed_by=AssessedBy.TRAINER, by=trainer, now=when)
    _answers(last, trainer, when)
    evaluations.note_oral(mission, text=texts.ORAL, held_on=last.starts_on, by=trainer, now=when)
    evaluations.follow_cold(
        mission,
        planned_on=last.starts_on + timedelta(days=182),
        sent_on=last.starts_on + timedelta(days=185),
        done_on=last.starts_on + timedelta(days=210),
        synthesis=texts.COLD,
        attachment=Imported("synthese-exemple-fictif.csv", texts.COLD_FILE.encode()),
        by=manager,
        now=_at(last.starts_on + timedelta(days=211)),
    )
    _complaint(mission, last.starts_on, manager)
    for kind in (PaperKind.ATTESTATION, PaperKind.CERTIFICATE):
        papers.issue_completion(mission, kind=kind, by=manager, now=_at(last.starts_on + timedelta(days=2)))


def _complaint(mission: Mission, day: date, by: Actor) -> None:
    subject, description, answer, action = texts.COMPLAINT
    made = evaluations.complain(
        mission,
        grievance=Grievance(day, ComplaintSource.CLIENT, subject, description=description),
        by=by,
        now=_at(day),
    )
    evaluations.answer_complaint(
        made,
        answer=answer,
        action=action,
        answered_on=day + timedelta(days=5),
        is_closed=True,
        by=by,
        now=_at(day + timedelta(days=5)),
    )
    what, who, result = texts.IMPROVEMENT
    done = evaluations.improve(
        mission,
        what=what,
        who=who,
        due_on=day + timedelta(days=60),
        origin=subject,
        complaint=made,
        by=by,
        now=_at(day),
    )
    evaluations.improved(done, result=result, done_on=day + timedelta(days=45), by=by, now=_at(day))


def _answers(step: Step, by: Actor, when: datetime) -> None:
    """Six people answered on paper at the end of the last half-day."""
    rows = evaluations.prepare(step, moment=Moment.HOT, by=by, now=when)
    room, _ = Room.objects.get_or_create(
        step=step, defaults={"code": "870087", "opened_at": when, "closed_at": when + timedelta(hours=1)}
    )
    tickets = Ticket.objects.bulk_create(
        Ticket(room=room, token=new_id().hex, channel=Channel.PAPER) for _ in range(ANSWERS)
    )
    RoomSequence.objects.filter(pk__in=[row.sequence_id for row in rows]).update(
        state=SequenceState.CLOSED, opened_at=when, closed_at=when + timedelta(minutes=20)
    )
    for row in rows:
        if row.part == evaluations.WORDS:
            _words(room, row.sequence, by, when)
            continue
        scale = texts.LEVELS_AFTER if row.part == evaluations.OBJECTIVES else texts.AGREEMENT
        Vote.objects.bulk_create(
            Vote(
                option=option,
                ticket=ticket,
                value=str(scale[(place + rank) % len(scale)]),
                channel=Channel.PAPER,
            )
            for place, option in enumerate(row.sequence.options.all())
            for rank, ticket in enumerate(tickets)
        )


def _words(room: Room, sequence: RoomSequence, by: Actor, when: datetime) -> None:
    for words in texts.WORDS:
        room.last_number += 1
        Contribution.objects.create(
            sequence=sequence,
            room=room,
            number=room.last_number,
            text=words,
            channel=Channel.PAPER,
            happened_on=timezone.localdate(when),
            entered_at=when,
            entered_by=by.label,
        )
    room.save()
