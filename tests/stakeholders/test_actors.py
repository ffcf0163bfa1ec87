"""Actors are listed, pasted, called to tables, invited."""

import pytest

from jalons.accounts.enums import Role
from jalons.core.actors import Actor as Author
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind
from jalons.journal.models import Entry
from jalons.stakeholders import queries, reasons
from jalons.stakeholders.actions import actors, mobilisations
from jalons.stakeholders.actions.actors import PasteError, Sheet
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor, Mobilisation
from jalons.stakeholders.reasons import Reason
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Author(label="Claire Aubert")


@pytest.fixture
def initiative():
    place = cast.initiative()
    for name in ("Nedde", "Augne"):
        cast.commune(name, epci=place.territory)
    return place


def add(initiative, label="Foyer rural", category=Category.ASSOCIATION, **fields):
    return actors.add(initiative, sheet=Sheet(label=label, category=category, **fields), by=CLAIRE)


def commune(initiative, name="Nedde"):
    return next(c for c in queries.directory.communes_of(initiative.territory) if c.name == name)


def test_a_name_is_listed_once_and_free_again_once_taken_out(initiative):
    actor = add(initiative)
    with pytest.raises(DomainError) as refusal:
        add(initiative, "FOYER RURAL")
    assert refusal.value.field == "label"
    actors.archive(actor, by=CLAIRE)
    add(initiative, "Foyer rural")
    with pytest.raises(DomainError, match="de nouveau dans la liste"):
        actors.restore(actor, by=CLAIRE)


def test_the_journal_never_names_an_actor(initiative):
    add(initiative, "Jeanne Lavaud", Category.RESIDENT)
    assert "Jeanne" not in Entry.objects.get(verb="actor.added").sentence


def test_a_list_with_one_wrong_line_adds_nothing(initiative):
    with pytest.raises(PasteError) as refusal:
        actors.paste_lines(initiative, text="Club ; association ; Nedde\nX ; martien", by=CLAIRE)
    assert [fault.line for fault in refusal.value.faults] == [2]
    assert Actor.objects.count() == 0


def test_a_right_list_adds_every_line(initiative):
    added = actors.paste_lines(initiative, text="Club ; association ; Nedde\nÉlue ; élue", by=CLAIRE)
    assert [(one.label, one.category, one.commune and one.commune.name) for one in added] == [
        ("Club", "association", "Nedde"),
        ("Élue", "elected", None),
    ]


def test_communes_and_categories_without_anybody_are_said(initiative):
    add(initiative, commune=commune(initiative))
    found = queries.missing_actors(initiative)
    assert found.communes == ("Augne",)
    assert str(Category.ASSOCIATION.label) not in found.categories
    assert str(Category.YOUTH.label) in found.categories


def test_the_matrix_writes_many_cells_and_takes_one_back(initiative):
    table = cast.step(initiative)
    one, other = add(initiative, "Un"), add(initiative, "Deux")
    changed = mobilisations.set_states(
        initiative, states={(one.id, table.id): "invited", (other.id, table.id): ""}, by=CLAIRE
    )
    assert (changed, Mobilisation.objects.get().invited_at is not None) == (1, True)
    mobilisations.set_states(initiative, states={(one.id, table.id): ""}, by=CLAIRE)
    assert Mobilisation.objects.count() == 0


def test_a_cell_of_another_territory_is_refused(initiative):
    table = cast.step(initiative)
    stranger = add(cast.initiative(territory=cast.epci("Ailleurs")))
    with pytest.raises(DomainError, match="rechargez"):
        mobilisations.set_states(initiative, states={(stranger.id, table.id): "invited"}, by=CLAIRE)


def test_new_actors_come_because_of_something_whose_words_are_kept(initiative):
    table = cast.step(initiative)
    because = Reason("change", new_id(), "Les jeunes se déplacent par eux-mêmes")
    (called,) = mobilisations.call(table, actors=[add(initiative)], reason=because, by=CLAIRE)
    assert (called.reason_kind, called.reason_label) == ("change", because.label)
    assert mobilisations.call(table, actors=[called.actor], by=CLAIRE) == []


def test_higher_areas_offer_their_reasons(initiative, monkeypatch):
    because = Reason("change", new_id(), "Un changement")
    monkeypatch.setattr(reasons, "_PROVIDERS", [lambda place: [because]])
    assert reasons.reasons_for(initiative) == [because]


def test_letters_gone_make_the_spotted_ones_invited(initiative):
    table = cast.step(initiative)
    mobilisations.call(table, actors=[add(initiative, "Un"), add(initiative, "Deux")], by=CLAIRE)
    assert mobilisations.mark_invited(table, by=CLAIRE) == 2
    assert mobilisations.mark_invited(table, by=CLAIRE) == 0
    assert queries.status_counts(table)["Invité"] == 2


def test_who_declined_does_not_stand_for_anybody(initiative):
    table = cast.step(initiative)
    actor = add(initiative, commune=commune(initiative))
    mobilisations.call(table, actors=[actor], status=MobilisationStatus.DECLINED, by=CLAIRE)
    assert queries.missing_at(table).communes == ("Augne", "Nedde")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_the_number_of_actors(
    client, initiative, django_assert_max_num_queries, count
):
    cast.step(initiative)
    for number in range(count):
        add(initiative, f"Acteur {number}", commune=commune(initiative))
    client.force_login(cast.role(initiative))
    with django_assert_max_num_queries(24):
        page = client.get(f"/territoires/{initiative.slug}/acteurs/").content.decode()
    assert f"{count} acteur" in page


@pytest.mark.parametrize(
    ("role", "seen", "added"),
    [
        (Role.COOPERATION_OFFICER, 200, 200),
        (Role.CAF_REFERENT, 200, 200),
        (Role.TRAINER, 200, 200),
        (Role.PROJECT_TEAM, 200, 403),
        (Role.SIGNATORY, 403, 403),
        (None, 404, 404),
    ],
)
def test_who_sees_the_actors_and_who_adds_them(client, initiative, role, seen, added):
    client.force_login(cast.role(initiative, role) if role else cast.user())
    base = f"/territoires/{initiative.slug}/acteurs/"
    assert (client.get(base).status_code, client.get(base + "ajouter/").status_code) == (seen, added)


def test_a_training_body_never_sees_the_actors(client, initiative):
    client.force_login(cast.role(initiative.mission, Role.TRAINING_BODY))
    assert client.get(f"/territoires/{initiative.slug}/acteurs/").status_code == 403


def test_a_wrong_paste_keeps_every_line_typed(client, initiative):
    client.force_login(cast.role(initiative))
    text = "Club ; association\nX ; martien"
    page = client.post(f"/territoires/{initiative.slug}/acteurs/coller/", {"lines": text}).content.decode()
    assert "X ; martien</textarea>" in page
    assert "1 ligne à reprendre" in page
    assert Actor.objects.count() == 0


def test_the_matrix_is_saved_from_the_page_and_its_filter_is_kept(client, initiative):
    table, actor = cast.step(initiative), add(initiative)
    client.force_login(cast.role(initiative))
    answer = client.post(
        f"/territoires/{initiative.slug}/acteurs/mobiliser/",
        {f"cellule:{actor.id}:{table.id}": "confirmed", "query": "q=foyer"},
    )
    assert answer.url == f"/territoires/{initiative.slug}/acteurs/?q=foyer"
    assert Mobilisation.objects.get().status == "confirmed"


def test_every_actor_shown_is_called_at_once(client, initiative):
    table = cast.step(initiative, kind=StepKind.WORKSHOP)
    add(initiative, "Foyer"), add(initiative, "Club")
    client.force_login(cast.role(initiative))
    client.post(
        f"/territoires/{initiative.slug}/acteurs/appeler/",
        {"step": str(table.id), "status": "invited", "reason": "", "query": "q=foyer"},
    )
    assert [one.actor.label for one in Mobilisation.objects.all()] == ["Foyer"]


def test_the_letter_says_when_and_where(client, initiative):
    table = cast.step(initiative, starts_on="2026-12-08")
    mobilisations.call(table, actors=[add(initiative)], by=CLAIRE)
    client.force_login(cast.role(initiative))
    page = client.get(f"/territoires/{initiative.slug}/acteurs/invitations/{table.id}/").content.decode()
    assert "mardi 8" in page
    assert "Foyer rural" in page


def test_the_page_of_a_table_opens_its_invitations(client, initiative):
    table = cast.step(initiative)
    client.force_login(cast.role(initiative))
    page = client.get(f"/seances/{table.id}/").content.decode()
    assert f"/territoires/{initiative.slug}/acteurs/invitations/{table.id}/" in page
