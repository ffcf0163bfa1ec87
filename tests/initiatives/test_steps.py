"""A step is confirmed, opened, closed, reopened; gates are asked each time."""

from datetime import date

import pytest

from jalons.core.actors import Actor
from jalons.core.errors import DomainError, GateClosedError
from jalons.initiatives.actions import signatories, steps
from jalons.initiatives.enums import InitiativeStatus, MissionStatus, StepKind, StepStatus
from jalons.initiatives.models import Mission
from jalons.journal.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")


@pytest.fixture
def initiative():
    return cast.initiative()


def preparation(initiative, **fields):
    return cast.step(initiative, kind=StepKind.PREPARATION, half_days=1, title="Préparation 1", **fields)


def verbs(step):
    return list(Entry.objects.filter(object_id=step.id).order_by("at", "id").values_list("verb", flat=True))


def test_a_step_is_opened_then_closed_and_the_journal_says_so(initiative):
    step = preparation(initiative)
    assert steps.hold(step, by=CLAIRE).status == StepStatus.HELD
    closed = steps.close(step, by=CLAIRE)
    assert (closed.status, closed.held_at is not None, closed.closed_at is not None) == ("closed", True, True)
    assert verbs(step) == ["step.held", "step.closed"]


def test_opening_what_is_open_and_closing_what_is_closed_change_nothing(initiative):
    step = preparation(initiative)
    steps.hold(step, by=CLAIRE)
    steps.hold(step, by=CLAIRE)
    steps.close(step, by=CLAIRE)
    steps.close(step, by=CLAIRE)
    assert verbs(step) == ["step.held", "step.closed"]


def test_a_table_before_its_preparation_wants_a_written_reason(initiative):
    preparation(initiative)
    table = cast.step(initiative)
    with pytest.raises(GateClosedError, match="Préparation 1"):
        steps.hold(table, by=CLAIRE, reason="   ")
    table.refresh_from_db()
    assert table.status == StepStatus.PLANNED


def test_the_reason_stays_in_the_journal(initiative):
    preparation(initiative)
    table = cast.step(initiative)
    steps.hold(table, by=CLAIRE, reason="La salle n’est libre que ce jour-là.")
    (entry,) = Entry.objects.filter(object_id=table.id)
    assert entry.verb == "step.held_despite"
    assert "La salle n’est libre que ce jour-là." in entry.sentence


def test_territories_do_not_wait_for_each_other(initiative):
    elsewhere = cast.initiative(mission=initiative.mission, territory=cast.epci("Élan"))
    preparation(elsewhere)
    preparation(initiative, status=StepStatus.CLOSED)
    assert steps.hold(cast.step(initiative), by=CLAIRE).status == StepStatus.HELD


def test_validation_is_refused_without_the_caf_and_an_authority(initiative):
    step = cast.step(initiative, kind=StepKind.VALIDATION, half_days=0)
    with pytest.raises(DomainError, match="la Caf") as refusal:
        steps.hold(step, by=CLAIRE, reason="Nous sommes pressés.")
    assert not isinstance(refusal.value, GateClosedError)


def test_the_signature_closes_when_every_party_signed(initiative):
    caf = signatories.invite(initiative, organisation=initiative.mission.client, by=CLAIRE)
    epci = signatories.invite(
        initiative, organisation=cast.organisation("Portes de Vassivière", "epci"), by=CLAIRE
    )
    step = cast.step(initiative, kind=StepKind.SIGNATURE, half_days=0)
    steps.hold(step, by=CLAIRE)
    signatories.sign(caf, on=date(2027, 5, 4), by=CLAIRE)
    with pytest.raises(DomainError, match="Portes de Vassivière"):
        steps.close(step, by=CLAIRE, reason="Elle signera demain.")
    signatories.deliberate(epci, reference="2027-12", on=date(2027, 4, 2), by=CLAIRE)
    signatories.sign(epci, on=date(2027, 5, 4), by=CLAIRE)
    assert steps.close(step, by=CLAIRE).status == StepStatus.CLOSED


def test_pilotage_opens_with_its_step(initiative):
    step = cast.step(initiative, kind=StepKind.STEERING, half_days=0)
    steps.hold(step, by=CLAIRE, reason="Ce test ne parle pas des changements.")
    initiative.refresh_from_db()
    assert initiative.status == InitiativeStatus.RUNNING


def test_the_first_step_opened_sets_a_signed_mission_going(initiative):
    Mission.objects.update(status=MissionStatus.CONTRACTED)
    steps.hold(preparation(initiative), by=CLAIRE)
    assert Mission.objects.get().status == MissionStatus.RUNNING


def test_reopening_wants_a_reason(initiative):
    step = preparation(initiative, status=StepStatus.CLOSED)
    with pytest.raises(DomainError) as refusal:
        steps.reopen(step, by=CLAIRE, reason="")
    assert refusal.value.field == "reason"
    assert steps.reopen(step, by=CLAIRE, reason="Des cartes sont arrivées.").status == StepStatus.HELD


def test_a_step_without_a_date_is_not_confirmed(initiative):
    with pytest.raises(DomainError, match="date"):
        steps.confirm(preparation(initiative), by=CLAIRE)


def test_a_dated_step_is_confirmed_once(initiative):
    step = preparation(initiative, starts_on=date(2026, 10, 6))
    assert steps.confirm(step, by=CLAIRE).status == StepStatus.CONFIRMED
    with pytest.raises(DomainError, match="confirmée"):
        steps.confirm(step, by=CLAIRE)
