"""The toolbox: what is kept, who finds it, what a copy remembers."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.contrib.auth.models import AnonymousUser

from jalons.accounts.enums import Role
from jalons.accounts.models import RoleAssignment
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds.base import OptionDraft
from jalons.workshops import runsheets
from jalons.workshops.actions import toolbox as actions
from jalons.workshops.enums import ToolReach, ToolShape
from jalons.workshops.models import Tool, ToolUse
from jalons.workshops.queries import toolbox
from tests import cast
from tests.workshops import build
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return cast.step(cast.initiative(mission=cast.mission()))


def elsewhere(table, **fields):
    """A table of another territory, in another mission of the same Caf."""
    mission = cast.mission(client=table.mission.client, provider=table.mission.provider)
    return cast.step(cast.initiative(mission=mission, **fields))


def finds(user, tool):
    found = set(toolbox.tools_for(user)) == {tool}
    assert found == toolbox.is_in_toolbox(tool, user)
    return found


def test_a_tool_keeps_what_one_does_and_nothing_that_was_said(table):
    part = runsheet.add_sequence(
        table, kind="abaque", title="Nos changements", by=CLAIRE, intention="Voir", notes="Mme X a pleuré"
    )
    runsheet.set_options(sequence=part, options=[OptionDraft("x", part.id, "Une parole")], by=CLAIRE)
    kept = actions.keep(table, sequences=[part], title="Abaque", shape=ToolShape.SEQUENCE, by=CLAIRE)
    assert kept.content == {
        "parts": [
            {
                "kind": "abaque",
                "title": "Nos changements",
                "minutes": 30,
                "prompt": part.prompt,
                "texts": {"intention": "Voir"},
                "settings": part.settings,
                "begins_half": False,
            }
        ]
    }


def test_an_empty_run_is_not_kept(table):
    with pytest.raises(DomainError, match="vide"):
        actions.keep(table, sequences=[], title="Rien", by=CLAIRE)


def test_a_tool_put_in_a_run_comes_after_what_is_there_and_is_counted(table):
    kept = build.tool(table)
    other = elsewhere(table)
    build.run(other, 10)
    actions.use(kept, step=other, by=CLAIRE)
    assert list(other.sequences.values_list("minutes", flat=True)) == [10, 30, 60]
    assert toolbox.rows(AnonymousUser(), [kept])[0].uses == 1


def test_the_second_half_of_the_day_is_kept_with_the_run(table):
    parts = build.run(table, 100, 100)
    runsheet.begin_half(sequence=parts[1], by=CLAIRE)
    other = elsewhere(table)
    actions.use(build.tool(table), step=other, by=CLAIRE)
    assert other.sequences.get(begins_half=True).position == 2


def test_a_tool_of_another_installation_whose_kind_is_unknown_is_refused_whole(table):
    kept = build.tool(table)
    kept.content["parts"][1]["kind"] = "hologramme"
    kept.save()
    other = elsewhere(table)
    with pytest.raises(DomainError, match="ne connaît pas"):
        actions.use(kept, step=other, by=CLAIRE)
    assert (other.sequences.count(), ToolUse.objects.count()) == (0, 0)


def test_a_copy_is_free_and_remembers_where_it_comes_from(table):
    kept = build.tool(table, guide="Prévoir du café")
    home = elsewhere(table, name="Élan").initiative
    copy = actions.adapt(kept, home=home, by=CLAIRE)
    actions.change(
        copy,
        title="La nôtre",
        purpose="",
        guide="",
        reach=ToolReach.HOME,
        parts=[None, {"minutes": 45}],
        by=CLAIRE,
    )
    copy.refresh_from_db()
    kept.refresh_from_db()
    assert (copy.origin_id, copy.origin_title) == (kept.id, "Une table qui marche (Portes de Vassivière)")
    assert ([p["minutes"] for p in copy.parts], [p["minutes"] for p in kept.parts]) == ([45], [30, 60])
    assert kept.guide == "Prévoir du café"


def test_a_run_made_from_a_tool_then_kept_remembers_the_tool(table):
    kept = build.tool(table)
    other = elsewhere(table)
    actions.use(kept, step=other, by=CLAIRE)
    again = build.tool(other, title="Après l’avoir essayé")
    part = other.sequences.first()
    alone = actions.keep(other, sequences=[part], title=part.title, shape=ToolShape.SEQUENCE, by=CLAIRE)
    assert (again.origin_id, alone.origin_id) == (kept.id, kept.id)


def test_nothing_left_of_a_tool_is_refused(table):
    with pytest.raises(DomainError, match="au moins une"):
        actions.change(
            build.tool(table),
            title="x",
            purpose="",
            guide="",
            reach=ToolReach.HOME,
            parts=[None, None],
            by=CLAIRE,
        )


@pytest.mark.parametrize(
    ("role", "reach", "is_found"),
    [
        (Role.COOPERATION_OFFICER, ToolReach.HOME, False),
        (Role.COOPERATION_OFFICER, ToolReach.CAF, True),
        (Role.PROJECT_TEAM, ToolReach.CAF, True),
        (Role.TRAINEE, ToolReach.CAF, True),
        (Role.SIGNATORY, ToolReach.CAF, False),
        (Role.TABLE_SCRIBE, ToolReach.CAF, False),
        (Role.DPO, ToolReach.CAF, False),
        (Role.COOPERATION_OFFICER, ToolReach.PROVIDER, False),
        (Role.TRAINER, ToolReach.PROVIDER, True),
    ],
)
def test_who_finds_a_tool_of_another_territory_of_the_same_caf(table, role, reach, is_found):
    kept = build.tool(table, reach=reach)
    assert finds(cast.role(elsewhere(table).initiative, role), kept) == is_found


def test_another_caf_finds_nothing(table):
    kept = build.tool(table, reach=ToolReach.CAF)
    assert not finds(cast.role(cast.initiative()), kept)


def test_the_team_finds_what_is_kept_at_home_by_a_role_there_or_on_the_mission(table):
    kept = build.tool(table)
    assert finds(cast.role(table.initiative, Role.PROJECT_TEAM), kept)
    assert finds(cast.role(table.mission, Role.TRAINER), kept)
    assert not finds(cast.role(table.initiative, Role.SIGNATORY), kept)


def test_a_tool_of_a_training_day_is_the_missions_and_its_trainees_find_it(table):
    day = Step.objects.create(
        mission=table.mission, kind=StepKind.TRAINING_DAY, rank=1, position=9, title="Jour 1", half_days=2
    )
    kept = build.tool(day)
    assert finds(cast.role(table.mission, Role.TRAINEE), kept)
    assert not finds(cast.role(elsewhere(table).mission, Role.TRAINEE), kept)


def test_a_former_participant_keeps_the_tools_of_the_caf_not_those_of_the_team(table):
    shared, own = build.tool(table, reach=ToolReach.CAF), build.tool(table, title="Interne")
    former = cast.role(table.mission, Role.TRAINEE)
    RoleAssignment.objects.filter(user=former).update(ends_on=date(2021, 1, 1))
    assert set(toolbox.tools_for(former)) == {shared}
    assert not toolbox.is_in_toolbox(own, former)


def test_a_revoked_role_opens_nothing_any_more(table):
    kept = build.tool(table, reach=ToolReach.CAF)
    gone = cast.role(table.mission, Role.TRAINEE)
    RoleAssignment.objects.filter(user=gone).update(revoked_at=cast.timezone.now(), ends_on=date(2021, 1, 1))
    assert not finds(gone, kept)


def test_a_tool_put_away_is_found_by_nobody(table):
    kept = build.tool(table)
    actions.retire(kept, by=CLAIRE)
    assert not finds(cast.role(table.initiative), kept)


def test_the_page_keeps_takes_adapts_and_prints(client, table):
    build.run(table, 30, 60)
    officer = cast.role(table.initiative)
    client.force_login(officer)
    kept = client.post(f"/seances/{table.id}/deroule/garder/", {"title": "Nos deux heures", "reach": "caf"})
    tool = Tool.objects.get()
    assert kept.url == f"/caisse-a-outils/{tool.id}/"
    assert (tool.organisation, tool.reach) == (table.mission.client, "caf")
    other = elsewhere(table)
    client.force_login(cast.role(other.initiative))
    assert "Nos deux heures" in client.get("/caisse-a-outils/").content.decode()
    client.post(f"/seances/{other.id}/deroule/outils/", {"outil": str(tool.id)})
    assert other.sequences.count() == 2
    copied = client.post(f"/territoires/{other.initiative.slug}/caisse-a-outils/{tool.id}/adapter/")
    copy = Tool.objects.get(origin_id=tool.id)
    assert copied.url == f"/caisse-a-outils/{copy.id}/modifier/"
    guide = client.get(f"/caisse-a-outils/{tool.id}/guide.pdf")
    assert guide["Content-Type"] == "application/pdf"
    assert "En un coup d’œil" in pypdf.PdfReader(BytesIO(guide.content)).pages[0].extract_text()


def test_one_sequence_is_kept_from_its_row(client, table):
    first, _ = build.run(table, 30, 60)
    client.force_login(cast.role(table.initiative))
    page = client.get(f"/seances/{table.id}/deroule/garder/?partie={first.id}").content.decode()
    assert f'value="{first.id}"' in page
    client.post(
        f"/seances/{table.id}/deroule/garder/", {"title": "Accueil", "reach": "home", "partie": str(first.id)}
    )
    assert Tool.objects.get().shape == ToolShape.SEQUENCE


def test_a_tool_is_changed_part_by_part_and_shared(client, table):
    tool = build.tool(table)
    client.force_login(cast.role(table.initiative))
    data = {"title": "Mieux", "reach": "caf", "out-0": "on"}
    for number in (0, 1):
        data |= {f"title-{number}": "Partie", f"minutes-{number}": "25", f"prompt-{number}": "Et alors ?"}
    client.post(f"/caisse-a-outils/{tool.id}/modifier/", data)
    tool.refresh_from_db()
    assert ([p["minutes"] for p in tool.parts], tool.organisation) == ([25], table.mission.client)


@pytest.mark.parametrize(
    ("path", "role", "status"),
    [
        ("/caisse-a-outils/{tool}/", Role.PROJECT_TEAM, 200),
        ("/caisse-a-outils/{tool}/", Role.SIGNATORY, 404),
        ("/caisse-a-outils/{tool}/", None, 404),
        ("/caisse-a-outils/{tool}/guide.docx", Role.PROJECT_TEAM, 200),
        ("/caisse-a-outils/{tool}/guide.odp", Role.PROJECT_TEAM, 404),
        ("/caisse-a-outils/{tool}/modifier/", Role.COOPERATION_OFFICER, 200),
        ("/caisse-a-outils/{tool}/modifier/", Role.PROJECT_TEAM, 403),
        ("/caisse-a-outils/{tool}/modifier/", None, 404),
        ("/seances/{step}/deroule/outils/", Role.PROJECT_TEAM, 403),
        ("/seances/{step}/deroule/garder/", None, 404),
        ("/caisse-a-outils/livres/workshop-1/", None, 200),
        ("/caisse-a-outils/livres/rien/", None, 404),
        ("/caisse-a-outils/livres/review/guide.pdf", None, 200),
    ],
)
def test_who_opens_what(client, table, path, role, status):
    tool = build.tool(table)
    client.force_login(cast.role(table.initiative, role) if role else cast.user())
    assert client.get(path.format(tool=tool.id, step=table.id)).status_code == status


def test_the_list_reads_as_often_for_one_tool_as_for_three(client, table, django_assert_num_queries):
    officer = cast.role(table.initiative)
    build.tool(table)
    client.force_login(officer)
    client.get("/caisse-a-outils/")
    with django_assert_num_queries(7):
        client.get("/caisse-a-outils/")
    for title in ("Deux", "Trois"):
        build.tool(table, title=title)
    with django_assert_num_queries(7):
        client.get("/caisse-a-outils/")


@pytest.mark.parametrize("key", sorted(runsheets.catalogue()))
def test_every_run_that_ships_can_be_put_in_a_session(table, key):
    made = actions.put(table, runsheets.catalogue()[key].parts, by=CLAIRE)
    assert sum(one.minutes for one in made) == runsheets.catalogue()[key].minutes
