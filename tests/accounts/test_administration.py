"""The administrator's pages."""

import pytest
from django.core import mail

from jalons.accounts.enums import Role
from jalons.accounts.models import Invitation, RoleAssignment, User
from tests import cast
from tests.accounts import build

pytestmark = pytest.mark.django_db
PAGES = ("/administration/comptes/", "/administration/comptes/inviter/", "/administration/journal/")


@pytest.fixture
def administrator(client) -> User:
    user = cast.role(None, Role.ADMINISTRATOR, cast.user("Anne Peyrat"))
    client.force_login(user)
    return user


@pytest.mark.parametrize("path", PAGES)
def test_only_the_administrator_opens_them(client, path):
    assert client.get(path).status_code == 302
    client.force_login(cast.user())
    assert client.get(path).status_code == 404
    client.force_login(cast.role(None, Role.TRAINER))
    assert client.get(path).status_code == 403
    client.force_login(cast.role(cast.initiative(), Role.COOPERATION_OFFICER))
    assert client.get(path).status_code == 404
    client.force_login(cast.role(None, Role.ADMINISTRATOR))
    assert client.get(path).status_code == 200


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_costs_the_same_whatever_its_length(client, django_assert_num_queries, count):
    for _ in range(count):
        cast.role(cast.initiative(), Role.SIGNATORY)
        build.invitation(email=f"{count}-{_}@exemple.example")
    with django_assert_num_queries(7):
        client.get("/administration/comptes/")


@pytest.mark.usefixtures("administrator")
def test_inviting_on_a_territory_sends_the_mail(client):
    place = cast.initiative(name="Portes de Vassivière")
    answer = client.post(
        "/administration/comptes/inviter/",
        {
            "email": " Lea@Exemple.example ",
            "name": "Léa Faure",
            "role": "signatory",
            "scope": f"initiative:{place.id}",
            "employer": "Commune de Nedde",
        },
    )
    assert answer.url == "/administration/comptes/"
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.scope_id, invitation.scope_label, invitation.employer) == (
        "lea@exemple.example",
        place.id,
        "Portes de Vassivière",
        "Commune de Nedde",
    )
    assert "Portes de Vassivière" in mail.outbox[0].body


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": ""}, "Indiquez l’adresse de la personne"),
        ({"email": "lea"}, "Cette adresse est incomplète"),
        ({"name": ""}, "Indiquez le nom de la personne"),
        ({"name": "a" * 121}, "Ce nom est trop long"),
        ({"role": ""}, "Choisissez ce que la personne vient faire"),
        ({"role": "signatory"}, "ne se donne pas sur cette portée"),
        ({"role": "king"}, "Ce rôle ne se donne pas ici"),
        ({"scope": "initiative:01a20c85-da34-74b4-8242-59702e991ffc"}, "Cette portée n’existe plus"),
    ],
)
def test_a_wrong_invitation_says_what_to_do_and_keeps_what_was_typed(client, change, said):
    typed = {"email": "lea@exemple.example", "name": "Léa Faure", "role": "dpo", "scope": "installation"}
    page = client.post("/administration/comptes/inviter/", typed | change | {"employer": "Nedde"})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert 'value="Nedde"' in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("administrator")
def test_an_invitation_is_sent_again_or_withdrawn(client):
    sent = build.invitation()
    client.post(f"/administration/invitations/{sent.invitation.id}/renvoi/")
    assert len(mail.outbox) == 2
    (waiting,) = Invitation.objects.filter(withdrawn_at=None)
    client.post(f"/administration/invitations/{waiting.id}/retrait/")
    assert not Invitation.objects.filter(withdrawn_at=None).exists()


@pytest.mark.usefixtures("administrator")
def test_ending_a_role_and_closing_an_account(client):
    other = cast.role(None, Role.TRAINER, cast.user("Paul Mazaud"))
    assignment = RoleAssignment.objects.get(user=other)
    client.post(f"/administration/roles/{assignment.id}/fin/")
    assignment.refresh_from_db()
    assert assignment.revoked_at is not None
    client.post(f"/administration/comptes/{other.id}/ouverture/", {"open": "0"})
    assert not User.objects.get(pk=other.pk).is_active
    client.post(f"/administration/comptes/{other.id}/ouverture/", {"open": "1"})
    assert User.objects.get(pk=other.pk).is_active


def test_the_last_administrator_reads_why_the_role_stays(client, administrator):
    assignment = RoleAssignment.objects.get(user=administrator)
    page = client.post(f"/administration/roles/{assignment.id}/fin/", follow=True).content.decode()
    assert "C’est la dernière personne qui administre" in page


@pytest.mark.usefixtures("administrator")
def test_the_journal_of_the_installation_shows_nothing_of_a_territory(client):
    place = cast.initiative()
    build.invitation()
    build.invitation(role=Role.SIGNATORY, scope=place.scope(), name="Jean Nouhaud")
    page = client.get("/administration/journal/").content.decode()
    assert "a invité Léa Faure" in page
    assert "Jean Nouhaud" not in page


def test_my_account_shows_my_roles(client):
    place = cast.initiative(name="Portes de Vassivière")
    client.force_login(cast.role(place, Role.SIGNATORY))
    page = client.get("/compte/").content.decode()
    assert "Signataire" in page
    assert "Portes de Vassivière" in page


def test_somebody_without_role_is_told_whom_to_ask(client):
    client.force_login(cast.user())
    assert "Vous n’avez aucun rôle en ce moment" in client.get("/compte/").content.decode()
