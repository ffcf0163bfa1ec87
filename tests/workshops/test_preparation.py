"""A preparation day: its tasks, and a checklist told by real data."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from jalons.accounts.enums import Role
from jalons.changes.models import IdealFuture
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import TeamMember
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor as Stakeholder
from jalons.stakeholders.models import Mobilisation
from jalons.workshops import checklist
from jalons.workshops.actions import preparation as actions
from jalons.workshops.models import PreparationTask
from jalons.workshops.queries import preparation as queries
from tests import cast
from tests.workshops import build
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db


def prepared(rank=1, **fields):
    """A preparation, and the table of the same rank after it."""
    initiative = cast.initiative()
    step = cast.step(
        initiative, kind=StepKind.PREPARATION, rank=rank, half_days=1, title="Préparer", **fields
    )
    table = cast.step(initiative, rank=rank, title="La table")
    return step, table


def states(step):
    return {line.key: line.state.value for line in queries.workspace(step).lines}


def call(table, *, status=MobilisationStatus.IDENTIFIED, **fields):
    count = Stakeholder.objects.count()
    actor = Stakeholder.objects.create(
        initiative=table.initiative, label=f"Acteur {count}", category=Category.PARENT
    )
    return Mobilisation.objects.create(actor=actor, step=table, status=status, **fields)


def test_a_preparation_prepares_the_next_table_whatever_its_rank():
    step, table = prepared(rank=3)
    extra = cast.step(step.initiative, kind=StepKind.PREPARATION, rank=4, position=table.position)
    cast.step(step.initiative, rank=5, status=StepStatus.CANCELLED)
    assert (queries.table_after(step), queries.table_after(extra)) == (table, None)


@pytest.mark.parametrize(
    ("stage", "own"),
    [
        (1, {"actors", "facts", "feelings"}),
        (2, {"words", "urgencies", "ideal_future"}),
        (3, {"new_actors", "validation"}),
    ],
)
def test_each_preparation_asks_for_what_its_table_needs(stage, own):
    step, _ = prepared(rank=stage)
    common = {"date", "run", "invitations", "papers", "scribes"}
    assert states(step) == dict.fromkeys(own | common, "to_do")


def test_lines_follow_the_data_as_it_comes():
    step, table = prepared()
    table.starts_on = clock.today()
    table.save()
    build.run(table, 30)
    call(table, status=MobilisationStatus.INVITED)
    call(table)
    actions.settle(step, meeting_url="", feelings="Des cartes au marché.", by=CLAIRE)
    found = states(step)
    assert {key: found[key] for key in ("date", "run", "invitations", "feelings", "actors")} == {
        "date": "partly",
        "run": "done",
        "invitations": "partly",
        "feelings": "partly",
        "actors": "partly",
    }


def test_a_run_that_does_not_fit_is_not_ready_and_says_by_how_much():
    step, table = prepared()
    build.run(table, 220, 230)
    line = next(one for one in queries.workspace(step).lines if one.key == "run")
    assert (line.state, line.said) == (
        checklist.LineState.PARTLY,
        "2 séquences, 450 min sur 420, 30 de trop.",
    )


def test_the_draft_of_the_ideal_future_is_told_by_the_changes():
    step, _ = prepared(rank=2)
    ideal = IdealFuture.objects.create(initiative=step.initiative, draft_text="Ici, personne n’est seul.")
    assert states(step)["ideal_future"] == "partly"
    ideal.draft_easy_text = "Personne n’est seul."
    ideal.save()
    assert states(step)["ideal_future"] == "done"


def test_new_actors_count_only_when_a_change_called_them():
    step, table = prepared(rank=3)
    call(table)
    assert states(step)["new_actors"] == "to_do"
    call(table, reason_kind="change", reason_id=table.id, reason_label="Les jeunes")
    assert states(step)["new_actors"] == "done"


def test_what_no_data_tells_is_ticked_and_unticked_and_the_rest_is_not():
    step, _ = prepared()
    actions.check(step, key="papers", is_done=True, by=CLAIRE)
    assert states(step)["papers"] == "done"
    actions.check(step, key="papers", is_done=False, by=CLAIRE)
    assert states(step)["papers"] == "to_do"
    with pytest.raises(DomainError, match="se coche d’elle-même"):
        actions.check(step, key="actors", is_done=True, by=CLAIRE)


@pytest.mark.parametrize("address", ["http://visio.exemple", "javascript:alert(1)", "visio"])
def test_a_meeting_is_joined_by_a_safe_address(address):
    step, _ = prepared()
    with pytest.raises(DomainError, match="https"):
        actions.settle(step, meeting_url=address, feelings="", by=CLAIRE)


def test_a_task_is_done_reopened_taken_back():
    step, _ = prepared()
    task = actions.add_task(step, title=" Imprimer ", who="Jean", by=CLAIRE)
    actions.set_done(task, is_done=True, by=CLAIRE)
    assert (task.title, task.whose, task.done_by) == ("Imprimer", "Jean", "Claire Aubert")
    actions.set_done(task, is_done=False, by=CLAIRE)
    assert (task.done_at, task.done_by) == (None, "")
    actions.remove_task(task, by=CLAIRE)
    assert PreparationTask.objects.count() == 0


def test_a_task_whose_day_has_passed_is_said_late_unless_done():
    step, _ = prepared()
    yesterday = clock.today() - timedelta(days=1)
    late = actions.add_task(step, title="Tard", due_on=yesterday, by=CLAIRE)
    done = actions.add_task(step, title="Fait", due_on=yesterday, by=CLAIRE)
    actions.set_done(done, is_done=True, by=CLAIRE)
    actions.add_task(step, title="Aujourd’hui", due_on=clock.today(), by=CLAIRE)
    assert queries.late(list(step.tasks.all()), clock.today()) == {late.pk}


def test_the_page_notes_a_task_for_a_member_of_the_team(client):
    step, _ = prepared()
    person = cast.person()
    TeamMember.objects.create(
        initiative=step.initiative,
        person=person,
        function=TeamFunction.PARTNER,
        employer=step.mission.client,
        starts_on=cast.LONG_AGO,
    )
    client.force_login(cast.role(step.initiative, Role.PROJECT_TEAM))
    address = f"/seances/{step.id}/preparation/"
    client.post(
        address + "taches/", {"title": "Appeler le lycée", "person": str(person.pk), "due_on": "2027-03-12"}
    )
    task = step.tasks.get()
    assert task.whose == "Jeanne Lavaud"
    client.post(f"{address}taches/{task.pk}/", {"geste": "fait"})
    page = client.get(address).content.decode()
    assert "Appeler le lycée" in page
    assert "12\xa0mars 2027" in page
    assert "fait le" in page


def test_a_refused_task_and_a_refused_address_are_kept_on_the_page(client):
    step, _ = prepared()
    client.force_login(cast.role(step.initiative))
    address = f"/seances/{step.id}/preparation/"
    empty = client.post(address + "taches/", {"title": "", "who": "Jean"})
    assert (empty.status_code, 'value="Jean"' in empty.content.decode()) == (422, True)
    unsafe = client.post(address + "reglages/", {"meeting_url": "http://visio", "feelings": "Au marché"})
    assert (unsafe.status_code, "Au marché" in unsafe.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("role", "read", "write"),
    [(Role.PROJECT_TEAM, 200, 302), (Role.TRAINER, 200, 302), (Role.SIGNATORY, 403, 403), (None, 404, 404)],
)
def test_who_prepares(client, role, read, write):
    step, _ = prepared()
    client.force_login(cast.role(step.initiative, role) if role else cast.user())
    address = f"/seances/{step.id}/preparation/"
    assert client.get(address).status_code == read
    assert client.post(address + "cocher/", {"ligne": "papers", "geste": "cocher"}).status_code == write


def test_another_step_has_no_such_workspace(client):
    _, table = prepared()
    client.force_login(cast.role(table.initiative))
    assert client.get(f"/seances/{table.id}/preparation/").status_code == 404


def test_the_sheet_holds_agenda_tasks_and_decisions(client):
    step, _ = prepared(decisions="La Caf imprime les faits.\n\nLe centre social passe au marché.")
    build.run(step, 30)
    actions.add_task(step, title="Imprimer douze faits", who="Jean", by=CLAIRE)
    client.force_login(cast.role(step.initiative))
    answer = client.get(f"/seances/{step.id}/preparation/feuille.pdf")
    words = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(answer.content)).pages)
    for said in ("Ordre du jour", "Imprimer douze faits", "Jean", "Le centre social passe au marché."):
        assert said in words
