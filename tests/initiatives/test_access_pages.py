"""Who has access to a territory, and its journal."""

import pytest
from django.core import mail

from jalons.accounts.enums import Role
from jalons.accounts.models import Invitation, RoleAssignment
from jalons.initiatives.models import Initiative
from tests import cast
from tests.accounts import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Initiative:
    return cast.initiative(name="Portes de Vassivière")


@pytest.fixture
def officer(client, place):
    user = cast.role(place, Role.COOPERATION_OFFICER, cast.user("Thomas Lachaud"))
    client.force_login(user)
    return user


def url(place: Initiative, rest: str = "") -> str:
    return f"/territoires/{place.slug}/acces/{rest}"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COOPERATION_OFFICER, 200),
        (Role.CAF_REFERENT, 200),
        (Role.PROJECT_TEAM, 403),
        (Role.SIGNATORY, 403),
        (None, 404),
    ],
)
def test_access_is_managed_by_those_who_lead(client, place, role, status):
    client.force_login(cast.role(place, role) if role else cast.role(cast.initiative(), Role.CAF_REFERENT))
    assert client.get(url(place)).status_code == status
    assert client.get(url(place, "inviter/")).status_code == status


def test_the_page_tells_roles_held_here_from_roles_held_through_the_mission(client, place, officer):
    cast.role(place.mission, Role.TRAINER, cast.user("Hélène Vauzelle"))
    page = client.get(url(place)).content.decode()
    here, through = page.split("Par la mission")
    assert "Thomas Lachaud" in here
    assert "Hélène Vauzelle" in through
    assert "Hélène Vauzelle" not in here


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_its_length(client, place, django_assert_num_queries, count):
    for number in range(count):
        cast.role(place, Role.SIGNATORY)
        build.invitation(email=f"{number}@exemple.example", scope=place.scope(), role=Role.SIGNATORY)
    client.get(url(place))
    with django_assert_num_queries(8):
        client.get(url(place))


@pytest.mark.usefixtures("officer")
def test_inviting_from_a_territory(client, place):
    typed = {"email": "lea@exemple.example", "name": "Léa Faure", "role": "signatory", "employer": "Nedde"}
    assert client.post(url(place, "inviter/"), typed).url == url(place)
    invitation = Invitation.objects.get()
    assert (invitation.scope_id, invitation.scope_label) == (place.id, "Portes de Vassivière")
    assert mail.outbox[0].to == ["lea@exemple.example"]
    assert "Léa Faure" in client.get(url(place)).content.decode()


@pytest.mark.usefixtures("officer")
def test_a_role_of_the_installation_is_not_offered_on_a_territory(client, place):
    typed = {"email": "lea@exemple.example", "name": "Léa Faure", "role": "administrator"}
    page = client.post(url(place, "inviter/"), typed).content.decode()
    assert "Ce rôle ne se donne pas ici" in page
    assert 'value="Léa Faure"' in page
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("officer")
def test_ending_a_role_shuts_the_door_and_stays_in_the_journal(client, place):
    other = cast.role(place, Role.PROJECT_TEAM, cast.user("Mireille Faugeras"))
    held = RoleAssignment.objects.get(user=other)
    client.post(url(place, f"{held.id}/fin/"))
    journal = client.get(f"/territoires/{place.slug}/journal/").content.decode()
    assert "Thomas Lachaud</strong> a mis fin au rôle « Équipe projet » de Mireille Faugeras" in journal
    client.force_login(other)
    assert client.get(f"/territoires/{place.slug}/journal/").status_code == 404


@pytest.mark.usefixtures("officer")
def test_a_role_held_elsewhere_is_not_ended_from_here(client, place):
    elsewhere = cast.role(cast.initiative(), Role.PROJECT_TEAM)
    through = cast.role(place.mission, Role.TRAINER)
    for user in (elsewhere, through):
        held = RoleAssignment.objects.get(user=user)
        assert client.post(url(place, f"{held.id}/fin/")).status_code == 404
        held.refresh_from_db()
        assert held.revoked_at is None


@pytest.mark.usefixtures("officer")
def test_an_invitation_is_sent_again_or_withdrawn_from_here_only_if_it_is_from_here(client, place):
    here = build.invitation(scope=place.scope(), role=Role.SIGNATORY).invitation
    there = build.invitation(scope=cast.initiative().scope(), role=Role.SIGNATORY).invitation
    assert client.post(url(place, f"invitations/{there.id}/retrait/")).status_code == 404
    assert client.post(url(place, f"invitations/{here.id}/renvoi/")).status_code == 302
    assert len(mail.outbox) == 3
    waiting = Invitation.objects.get(scope_id=place.id, withdrawn_at=None)
    client.post(url(place, f"invitations/{waiting.id}/retrait/"))
    page = client.post(url(place, f"invitations/{waiting.id}/retrait/"), follow=True).content.decode()
    assert "n’attend plus" in page


def test_the_access_page_of_a_mission_ends_roles_of_the_mission(client, place):
    client.force_login(cast.role(place.mission, Role.TRAINER))
    other = cast.role(place.mission, Role.TRAINEE, cast.user("Lucie Pradeau"))
    assert "Lucie Pradeau" in client.get(f"/missions/{place.mission.slug}/acces/").content.decode()
    held = RoleAssignment.objects.get(user=other)
    client.post(f"/missions/{place.mission.slug}/acces/{held.id}/fin/", follow=True)
    assert "Lucie Pradeau" not in client.get(f"/missions/{place.mission.slug}/acces/").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PROJECT_TEAM, 200), (Role.DPO, 200), (Role.SIGNATORY, 403), (Role.TABLE_SCRIBE, 403), (None, 404)],
)
def test_the_journal_of_a_territory_is_read_by_its_team(client, place, role, status):
    on = cast.step(place) if role == Role.TABLE_SCRIBE else place
    client.force_login(cast.role(on, role) if role else cast.role(None, Role.ADMINISTRATOR))
    answer = client.get(f"/territoires/{place.slug}/journal/")
    assert answer.status_code == (404 if role == Role.TABLE_SCRIBE else status)


def test_the_journal_of_a_mission_gathers_its_territories(client, place):
    client.force_login(cast.role(place.mission, Role.CAF_REFERENT))
    build.invitation(scope=place.scope(), role=Role.SIGNATORY)
    build.invitation(scope=place.mission.scope(), role=Role.TRAINEE, name="Lucie Pradeau")
    page = client.get(f"/missions/{place.mission.slug}/journal/").content.decode()
    assert "a invité Léa Faure" in page
    assert "a invité Lucie Pradeau" in page


@pytest.mark.usefixtures("officer")
def test_the_journal_page_filters_and_says_when_nothing_answers(client, place):
    build.invitation(scope=place.scope(), role=Role.SIGNATORY)
    path = f"/territoires/{place.slug}/journal/"
    assert "a invité Léa Faure" in client.get(path, {"quoi": "invitation"}).content.decode()
    assert "Rien ne répond à ce filtre" in client.get(path, {"jusque": "2001-01-01"}).content.decode()
    wrong = client.get(path, {"depuis": "hier"}).content.decode()
    assert "Cette date n’existe pas" in wrong
    assert 'value="hier"' in wrong


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_page_costs_the_same_whatever_its_length(client, place, django_assert_num_queries, count):
    for number in range(count):
        build.invitation(email=f"{number}@exemple.example", scope=place.scope(), role=Role.SIGNATORY)
    client.get(f"/territoires/{place.slug}/journal/")
    with django_assert_num_queries(9):
        client.get(f"/territoires/{place.slug}/journal/")
