"""The plan stays alive: steps move, come, go, come back; what was signed is compared."""

from datetime import date, time
from decimal import Decimal

import pytest

from jalons.core.actors import Actor
from jalons.core.errors import DomainError, GateClosedError
from jalons.initiatives import plan_queries
from jalons.initiatives.actions import agreements, missions, plan
from jalons.initiatives.actions.plan import Placing
from jalons.initiatives.enums import MissionStatus, ProviderPresence, StepKind, StepStatus
from jalons.journal.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")
OCTOBER = date(2026, 10, 6)


@pytest.fixture
def initiative():
    return cast.initiative()


def table(initiative, **fields):
    return cast.step(initiative, **{"starts_on": OCTOBER, "title": "Table 1"} | fields)


def placing(step, **changes):
    fields = {name: getattr(step, name) for name in Placing.__dataclass_fields__}
    return Placing(**fields | changes)


def test_a_step_moves_and_the_journal_says_from_when_to_when(initiative):
    step = table(initiative)
    plan.place(step, placing=placing(step, starts_on=date(2026, 10, 13), starts_at=time(9)), by=CLAIRE)
    (entry,) = Entry.objects.filter(object_id=step.id)
    assert entry.facts["what"] == "06/10/2026 → 13/10/2026, à 09 h 00"


def test_placing_a_step_where_it_is_writes_nothing(initiative):
    step = table(initiative)
    plan.place(step, placing=placing(step), by=CLAIRE)
    assert Entry.objects.count() == 0


def test_a_date_before_the_preparation_wants_a_reason_and_keeps_it(initiative):
    cast.step(initiative, kind=StepKind.PREPARATION, half_days=1, starts_on=OCTOBER, title="Préparation 1")
    step = table(initiative, starts_on=date(2026, 10, 20))
    early = placing(step, starts_on=date(2026, 10, 1))
    with pytest.raises(GateClosedError, match="Préparation 1"):
        plan.place(step, placing=early, by=CLAIRE)
    plan.place(step, placing=early, by=CLAIRE, reason="La salle est prise ensuite.")
    assert "La salle est prise ensuite." in Entry.objects.get(object_id=step.id).sentence


def test_training_days_one_and_two_apart_want_a_reason(initiative):
    mission = initiative.mission
    days = [
        cast.step(
            initiative,
            initiative=None,
            kind=StepKind.TRAINING_DAY,
            rank=rank,
            starts_on=date(2026, 9, day),
        )
        for rank, day in ((1, 1), (2, 2), (3, 22))
    ]
    with pytest.raises(GateClosedError, match="se suivent"):
        plan.place(days[1], placing=placing(days[1], starts_on=date(2026, 9, 4)), by=CLAIRE)
    assert mission.steps.get(rank=2, kind=StepKind.TRAINING_DAY).starts_on == date(2026, 9, 2)


def test_what_was_opened_does_not_change_its_date(initiative):
    step = table(initiative, status=StepStatus.HELD)
    with pytest.raises(DomainError, match="déjà été ouverte"):
        plan.place(step, placing=placing(step, starts_on=date(2026, 11, 3)), by=CLAIRE)


def test_a_step_added_takes_the_next_rank_and_comes_after_the_one_named(initiative):
    first, second = table(initiative), table(initiative)
    added = plan.add(
        initiative.mission,
        initiative=initiative,
        kind=StepKind.WORKSHOP,
        title="Table au lycée",
        after=first,
        placing=Placing(starts_on=None, half_days=1),
        by=CLAIRE,
    )
    second.refresh_from_db()
    assert (added.rank, added.position, second.position) == (3, 2, 3)


def test_a_training_day_has_no_territory_and_a_table_has_one(initiative):
    for kind, of in ((StepKind.TRAINING_DAY, initiative), (StepKind.WORKSHOP, None)):
        with pytest.raises(DomainError) as refusal:
            plan.add(
                initiative.mission,
                initiative=of,
                kind=kind,
                title="X",
                after=None,
                placing=Placing(starts_on=None),
                by=CLAIRE,
            )
        assert refusal.value.field == "initiative"


def test_a_removed_step_comes_back_as_it_was(initiative):
    step = table(initiative, status=StepStatus.CONFIRMED)
    assert plan.cancel(step, reason="Plus de salle.", by=CLAIRE).status == StepStatus.CANCELLED
    assert plan.restore(step, by=CLAIRE).status == StepStatus.CONFIRMED


def test_what_took_place_is_not_removed(initiative):
    with pytest.raises(DomainError, match="a eu lieu"):
        plan.cancel(table(initiative, status=StepStatus.CLOSED), reason="Erreur.", by=CLAIRE)


def test_the_signed_agreement_is_frozen_and_an_amendment_is_due_after_a_change(initiative):
    step = table(initiative)
    signed = agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    assert signed.content["totals"] == {"days": "1", "hours": "7.0", "price": "1350.00"}
    plan.cancel(step, reason="Elle se tiendra plus tard.", by=CLAIRE)
    read = plan_queries.mission_plan(initiative.mission)
    assert [(one.label, one.before, one.after) for one in read.differences] == [
        ("Table 1", "une journée", "retirée")
    ]


def test_an_amendment_takes_the_next_number_and_closes_the_difference(initiative):
    step = table(initiative)
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    plan.place(step, placing=placing(step, half_days=1), by=CLAIRE)
    amendment = agreements.amend(
        initiative.mission, signed_on=date(2026, 10, 1), reason="Une demi-journée suffit.", by=CLAIRE
    )
    assert amendment.number == 1
    assert plan_queries.mission_plan(initiative.mission).differences == []


@pytest.mark.parametrize("presence", [ProviderPresence.NO])
def test_a_step_without_the_provider_calls_for_an_amendment(initiative, presence):
    step = table(initiative)
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    plan.place(step, placing=placing(step, provider_presence=presence), by=CLAIRE)
    read = plan_queries.mission_plan(initiative.mission)
    assert (read.totals.price, [one.after for one in read.differences]) == (
        Decimal("0.00"),
        ["sans le prestataire"],
    )


def test_nothing_is_amended_when_nothing_differs(initiative):
    table(initiative)
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    with pytest.raises(DomainError, match="aucun avenant"):
        agreements.amend(initiative.mission, signed_on=date(2026, 10, 1), reason="Pour rien.", by=CLAIRE)


def test_the_agreement_is_signed_once_and_marks_the_mission(initiative):
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    initiative.mission.refresh_from_db()
    assert initiative.mission.status == MissionStatus.CONTRACTED
    with pytest.raises(DomainError, match="avenant"):
        agreements.sign(initiative.mission, signed_on=date(2026, 9, 2), by=CLAIRE)


def test_an_amendment_is_not_signed_before_the_agreement(initiative):
    step = table(initiative)
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    plan.cancel(step, reason="x", by=CLAIRE)
    with pytest.raises(DomainError) as refusal:
        agreements.amend(initiative.mission, signed_on=date(2026, 8, 1), reason="x", by=CLAIRE)
    assert refusal.value.field == "signed_on"


def test_a_new_rate_is_said_line_by_line(initiative):
    mission = initiative.mission
    agreements.sign(mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    changed = missions.change_terms(
        mission,
        title=mission.title,
        is_member_rate=False,
        daily_rate=Decimal(1500),
        hours_per_half_day=mission.hours_per_half_day,
        by=CLAIRE,
    )
    (difference,) = plan_queries.mission_plan(changed).differences
    assert difference.label == "Prix par jour"
