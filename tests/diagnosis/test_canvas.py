"""The canvas of the experiment: written part by part, applied at once, twice without harm."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.diagnosis.actions import canvas
from jalons.diagnosis.enums import Association
from jalons.diagnosis.models import (
    Canvas,
    CanvasMember,
    CanvasPartner,
    CanvasSpace,
    CanvasStage,
)
from jalons.diagnosis.queries.canvas import canvas_page
from jalons.initiatives.enums import ProviderPresence, StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import TeamMember
from jalons.stakeholders.models import Mobilisation
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def home():
    return cast.initiative(slug="vassiviere")


@pytest.fixture
def staff(client, home):
    client.force_login(cast.role(home, Role.COOPERATION_OFFICER))
    return client


def at(name, *args):
    return reverse(f"diagnosis:{name}", args=["vassiviere", *args])


def stage(home, kind=StepKind.WORKSHOP, rank=1, **fields):
    content = {
        "kind": kind,
        "rank": rank,
        "title": f"Table {rank}",
        "planned_on": date(2026, 9, 10 + rank),
        "half_days": 2,
        "provider_presence": ProviderPresence.YES,
        "note": "",
    }
    return canvas.write_line(home, model=CanvasStage, content=content | fields, by=build.BY)


def test_it_starts_from_the_steps_of_the_plan(home):
    cast.step(home, rank=1, title="Table 1")
    cast.step(home, rank=2, title="Table 2", status=StepStatus.CANCELLED)
    assert canvas.start_from_plan(home, by=build.BY) == 1
    assert [row.is_to_add or row.differs for row in canvas_page(home).stages] == [False]
    with pytest.raises(DomainError, match="déjà des étapes"):
        canvas.start_from_plan(home, by=build.BY)


def test_applying_it_places_what_is_ahead_adds_what_is_missing_and_leaves_what_was_held(home):
    ahead = cast.step(home, rank=1, title="Table 1")
    held = cast.step(home, rank=2, title="Table 2", status=StepStatus.HELD, held_at=NOW)
    for rank in (1, 2, 3):
        stage(home, rank=rank)
    applied = canvas.apply(home, by=build.BY, now=NOW)
    assert (applied.placed, applied.added, applied.held) == (1, 1, ("Table 2",))
    ahead.refresh_from_db()
    held.refresh_from_db()
    assert (ahead.starts_on, ahead.provider_presence) == (date(2026, 9, 11), ProviderPresence.YES)
    assert held.starts_on != date(2026, 9, 12)
    assert home.steps.get(kind=StepKind.WORKSHOP, rank=3).starts_on == date(2026, 9, 13)
    again = canvas.apply(home, by=build.BY, now=NOW)
    assert again.sentence == "rien à changer : la démarche suit déjà ce canevas"
    assert Canvas.objects.get().applied_by == build.BY.label


def test_applying_it_completes_the_team_and_calls_partners_to_the_tables_ahead(home):
    stage(home, rank=1)
    stage(home, rank=2)
    member = {
        "person": cast.person(),
        "function": TeamFunction.CAF_REFERENT,
        "employer": cast.organisation(),
    }
    canvas.write_line(home, model=CanvasMember, content=member, by=build.BY)
    partner = {"label": "École d’Eymoutiers", "category": "professional", "how": ""}
    partner |= {"association": Association.CONTRIBUTES, "tables": [1, 2, 3]}
    canvas.write_line(home, model=CanvasPartner, content=partner, by=build.BY)
    first = canvas.apply(home, by=build.BY, now=NOW)
    assert (first.joined, first.called) == (1, 2)
    assert TeamMember.objects.get().function == TeamFunction.CAF_REFERENT
    assert set(Mobilisation.objects.values_list("step__rank", flat=True)) == {1, 2}
    second = canvas.apply(home, by=build.BY, now=NOW)
    assert (second.joined, second.called) == (0, 0)


def test_it_is_not_applied_without_a_stage(home):
    with pytest.raises(DomainError, match="Écrivez d’abord les étapes"):
        canvas.apply(home, by=build.BY)


def test_the_same_line_is_not_written_twice_and_a_deciding_space_says_how(home):
    stage(home)
    with pytest.raises(DomainError, match="déjà dans le canevas"):
        stage(home)
    space = {"name": "Comité", "is_deciding": True, "people": "Élus", "handles": "Le budget", "rule": ""}
    with pytest.raises(DomainError, match="comment l’on y décide"):
        canvas.write_line(home, model=CanvasSpace, content=space, by=build.BY)


def test_the_mission_letter_is_a_file_that_a_secretary_can_edit(staff, home):
    stage(home)
    canvas.write_role(
        home,
        content={
            "officer_missions": "Préparer les tables\n\nTenir le fil\n",
            "officer_time": "un mi-temps",
            "officer_authority": "",
            "officer_support": "",
        },
        by=build.BY,
    )
    answer = staff.get(at("mission_letter"))
    letter = docx.Document(BytesIO(answer.content))
    words = [paragraph.text for paragraph in letter.paragraphs]
    assert "Lettre de mission" in words
    assert "un mi-temps" in words
    assert [words[words.index("Préparer les tables") + 1]] == ["Tenir le fil"]
    assert "à compléter" in words


PARTS = {
    "etapes": {
        "kind": "workshop",
        "rank": "1",
        "title": "Table 1",
        "half_days": "2",
        "provider_presence": "yes",
    },
    "espaces": {"name": "La table", "people": "Tous", "handles": "Les changements"},
    "parties-prenantes": {
        "label": "École",
        "category": "professional",
        "association": "contributes",
        "tables": ["1"],
    },
    "risques": {"title": "Peu de monde", "likelihood": "high", "answer": "Aller au marché"},
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_written_corrected_and_taken_out_from_its_pages(staff, home, part):
    assert staff.get(at("add_canvas_line", part)).status_code == 200
    assert staff.post(at("add_canvas_line", part), {"label": ""}).status_code == 422
    assert staff.post(at("add_canvas_line", part), PARTS[part]).url == at("canvas")
    page = canvas_page(home)
    lines = [row.stage for row in page.stages] + page.spaces + page.partners + page.risks
    assert staff.get(at("canvas")).status_code == 200
    assert staff.get(at("edit_canvas_line", part, lines[0].id)).status_code == 200
    assert staff.post(at("edit_canvas_line", part, lines[0].id), PARTS[part]).url == at("canvas")
    staff.post(at("remove_canvas_line", part, lines[0].id))
    page = canvas_page(home)
    assert [row.stage for row in page.stages] + page.spaces + page.partners + page.risks == []


def test_the_page_says_what_applying_would_change_then_applies(staff, home):
    assert "Commencer par le plan" in staff.get(at("canvas")).content.decode()
    cast.step(home, rank=1)
    staff.post(at("start_canvas"))
    stage(home, rank=2)
    assert "1 étape à ajouter" in staff.get(at("canvas")).content.decode()
    shown = staff.post(at("apply_canvas"), follow=True).content.decode()
    assert "Canevas appliqué : 1 étape ajoutée." in shown
    assert "Appliqué le" in shown
    assert staff.get(at("canvas_role")).status_code == 200


def test_nobody_without_a_role_sees_it_and_signatories_do_not_write_it(client, home):
    client.force_login(cast.user("Passant"))
    assert client.get(at("canvas")).status_code == 404
    assert client.get(at("capital")).status_code == 404
    assert client.post(at("apply_canvas")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_canvas_costs_the_same_queries_whatever_the_stages(django_assert_num_queries, home, count):
    for rank in range(1, count + 1):
        stage(home, rank=rank)
    with django_assert_num_queries(8):
        canvas_page(home)
