"""Ready-made runsheets, attendance counted apart, who is missing."""

import pytest

from jalons.accounts.enums import Role
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind
from jalons.rooms.kinds import registry
from jalons.workshops import queries, runsheets
from jalons.workshops.actions import attendance
from jalons.workshops.actions import runsheets as actions
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")
DAY, HALF = 420, 210


@pytest.fixture
def table():
    initiative = cast.initiative()
    for name in ("Nedde", "Augne"):
        cast.commune(name, epci=initiative.territory)
    return cast.step(initiative)


def communes(table):
    return {one.name: one for one in directory.communes_of(table.initiative.territory)}


SESSIONS = {
    **dict.fromkeys(("workshop-1", "workshop-2", "training-day-1", "training-day-2", "training-day-3"), DAY),
    **dict.fromkeys(("preparation-1", "preparation-2", "preparation-3", "review"), HALF),
    **dict.fromkeys(("workshop-3", "technical-half-1"), HALF),
}


def test_a_run_ships_for_every_step_of_the_method():
    assert set(runsheets.catalogue()) == set(SESSIONS)


@pytest.mark.parametrize(("key", "most"), SESSIONS.items())
def test_a_ready_made_runsheet_fits_its_session(key, most):
    runsheet = runsheets.catalogue()[key]
    assert most - 90 <= runsheet.minutes <= most


@pytest.mark.parametrize("key", [key for key, most in SESSIONS.items() if most == DAY])
def test_a_whole_day_says_where_its_second_half_begins_and_both_halves_fit(key):
    parts = runsheets.catalogue()[key].parts
    (cut,) = [place for place, part in enumerate(parts) if part.begins_half]
    halves = (sum(part.minutes for part in parts[:cut]), sum(part.minutes for part in parts[cut:]))
    assert max(halves) <= HALF


def test_every_part_is_of_a_kind_that_rooms_know_and_says_what_it_is_for():
    for runsheet in runsheets.catalogue().values():
        for part in runsheet.parts:
            assert registry.get(part.kind).code == part.kind
            assert part.texts["intention"]
            assert part.texts["instructions"]


def test_training_day_two_plays_a_case_then_who_holds_what_then_a_working_week():
    parts = runsheets.catalogue()["training-day-2"].parts
    played = [part for part in parts if part.kind in {"quiz", "sorting"}]
    assert [part.settings["deck"] for part in played] == [
        "action_or_change",
        "case_actions",
        "case_changes",
        "who_holds_what",
        "week_by_change",
    ]
    for part in played:
        assert registry.get(part.kind).complaint(part.settings) == ""
        assert part.texts["fallback"]


def test_table_two_teaches_before_it_asks_for_changes():
    kinds = [part.kind for part in runsheets.catalogue()["workshop-2"].parts]
    assert kinds == [
        "information",
        "consent",
        "quiz",
        "quiz",
        "collect",
        "information",
        "abaque",
        "information",
    ]


def test_preparing_a_table_fills_its_runsheet_in_order(table):
    made = actions.prepare(table, by=CLAIRE)
    ready = runsheets.catalogue()["workshop-1"]
    assert [one.title for one in table.sequences.order_by("position")] == [part.title for part in ready.parts]
    assert sum(one.minutes for one in made) == ready.minutes


def test_a_runsheet_already_begun_is_left_alone(table):
    actions.prepare(table, by=CLAIRE)
    with pytest.raises(DomainError, match="déjà des séquences"):
        actions.prepare(table, by=CLAIRE)


def test_a_step_without_a_ready_made_runsheet_says_so(table):
    step = cast.step(table.initiative, kind=StepKind.VALIDATION)
    with pytest.raises(DomainError, match="composez le vôtre"):
        actions.prepare(step, by=CLAIRE)


@pytest.mark.parametrize("rank", [1, 7])
def test_every_review_shares_one_run(table, rank):
    step = cast.step(table.initiative, kind=StepKind.REVIEW, rank=rank, half_days=1)
    assert len(actions.prepare(step, by=CLAIRE)) == len(runsheets.catalogue()["review"].parts)


def test_people_are_counted_by_category_and_by_commune_apart(table):
    places = communes(table)
    people = attendance.count(
        table,
        by_category={Category.PARENT: 40, Category.ELECTED: 24},
        by_commune={places["Nedde"]: 60},
        by=CLAIRE,
    )
    came = queries.attendance(table)
    assert (people, came.people, came.communes_present, came.elsewhere) == (64, 64, 1, 4)


def test_counting_again_replaces_the_former_counts(table):
    for parents in (40, 12):
        attendance.count(table, by_category={Category.PARENT: parents}, by_commune={}, by=CLAIRE)
    assert queries.attendance(table).people == 12


def test_communes_never_add_up_to_more_than_categories(table):
    with pytest.raises(DomainError, match="13"):
        attendance.count(
            table, by_category={Category.PARENT: 12}, by_commune={communes(table)["Nedde"]: 13}, by=CLAIRE
        )


def test_who_is_missing_names_categories_and_communes_without_anybody(table):
    attendance.count(
        table, by_category={Category.PARENT: 12}, by_commune={communes(table)["Nedde"]: 12}, by=CLAIRE
    )
    found = queries.who_is_missing(table)
    assert found.communes == ("Augne",)
    assert str(Category.PARENT.label) not in found.categories
    assert len(found.categories) == len(Category) - 1


def test_the_last_table_counted_is_found(table):
    later = cast.step(table.initiative)
    attendance.count(table, by_category={Category.PARENT: 1}, by_commune={}, by=CLAIRE)
    assert queries.last_counted(later.initiative) == table


def url(step, rest="presences/"):
    return f"/seances/{step.id}/{rest}"


def test_attendance_is_typed_from_the_page(client, table):
    client.force_login(cast.role(table.initiative))
    data = {"category-parent": "12", "category-youth": "", f"commune-{communes(table)['Nedde'].code}": "10"}
    answer = client.post(url(table), data, follow=True)
    page = answer.content.decode()
    assert "12 personnes sont venues" in page
    assert queries.attendance(table).elsewhere == 2


def test_a_wrong_number_is_said_and_kept(client, table):
    client.force_login(cast.role(table.initiative))
    answer = client.post(url(table), {"category-parent": "douze"})
    assert answer.status_code == 422
    assert 'value="douze"' in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PROJECT_TEAM, 200), (Role.TRAINER, 200), (Role.SIGNATORY, 403), (None, 404)],
)
def test_who_counts_attendance(client, table, role, status):
    client.force_login(cast.role(table.initiative, role) if role else cast.user())
    assert client.get(url(table)).status_code == status


def test_the_ready_made_runsheet_is_asked_from_the_page(client, table):
    client.force_login(cast.role(table.initiative))
    answer = client.post(url(table, "deroule-propose/"))
    assert answer.url == url(table, "deroule/")
    assert table.sequences.count() == len(runsheets.catalogue()["workshop-1"].parts)
