"""Inviting, accepting, withdrawing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from jalons.accounts import rules
from jalons.accounts.actions import invitations
from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import Invitation, RoleAssignment, User
from jalons.core.errors import DomainError
from jalons.core.scope import Scope
from jalons.journal.models import Entry
from tests import cast
from tests.accounts import build

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_mail_says_who_invites_to_what_and_carries_the_link():
    sent = build.invitation(scope_label="Portes de Vassivière")
    (message,) = mail.outbox
    assert message.to == ["lea.faure@exemple.example"]
    assert message.subject == "Jalons : Anne Peyrat vous invite"
    assert "Portes de Vassivière" in message.body
    assert f"http://localhost:8000/invitation/{sent.token}/" in message.body


def test_the_secret_of_the_link_is_not_stored():
    sent = build.invitation()
    stored = {f.attname: str(getattr(sent.invitation, f.attname)) for f in Invitation._meta.concrete_fields}
    assert all(sent.token not in value for value in stored.values())
    assert stored["token_hash"] == rules.fingerprint(sent.token)


def test_reading_the_link_uses_nothing_up(client):
    sent = build.invitation()
    for _ in range(2):
        assert "Accepter et recevoir mon code" in client.get(f"/invitation/{sent.token}/").content.decode()
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.exists()


def test_accepting_opens_the_account_gives_the_role_and_asks_for_the_code(client):
    place = cast.initiative()
    sent = build.invitation(role=Role.SIGNATORY, scope=place.scope(), employer="Commune d’Eymoutiers")
    answer = client.post(f"/invitation/{sent.token}/")
    assert answer.url == "/connexion/code/"
    user = User.objects.get(email="lea.faure@exemple.example")
    assert not user.has_usable_password()
    held = RoleAssignment.objects.get()
    assert (held.user, held.role, held.scope_kind, held.scope_id, held.employer) == (
        user,
        Role.SIGNATORY,
        ScopeKind.INITIATIVE,
        place.id,
        "Commune d’Eymoutiers",
    )
    assert "_auth_user_id" not in client.session
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert code
    client.post("/connexion/code/", {"code": code.group()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_accepting_keeps_the_account_that_exists(client):
    known = cast.user(email="lea.faure@exemple.example", name="Léa Faure-Blanc")
    sent = build.invitation()
    client.force_login(known)
    assert client.post(f"/invitation/{sent.token}/").url == "/compte/"
    assert list(User.objects.all()) == [known]
    assert RoleAssignment.objects.get().user == known


def test_a_link_serves_once(client):
    sent = build.invitation()
    client.post(f"/invitation/{sent.token}/")
    again = client.post(f"/invitation/{sent.token}/")
    assert again.status_code == 410
    assert "Cette invitation a déjà servi" in again.content.decode()
    assert RoleAssignment.objects.count() == 1


def test_a_link_expires_after_fourteen_days():
    sent = build.invitation(now=NOW)
    just_before = NOW + timedelta(days=14) - timedelta(seconds=1)
    assert invitations.find(sent.token, now=just_before) == sent.invitation
    with pytest.raises(DomainError, match="Demandez-en une nouvelle à Anne Peyrat"):
        invitations.accept(token=sent.token, now=NOW + timedelta(days=14))


def test_a_truncated_link_says_to_copy_it_whole(client):
    sent = build.invitation()
    answer = client.get(f"/invitation/{sent.token[:-3]}/")
    assert answer.status_code == 410
    assert "copiez l’adresse entière" in answer.content.decode()


def test_inviting_again_replaces_the_former_link():
    first, second = build.invitation(), build.invitation()
    with pytest.raises(DomainError, match="retirée ou remplacée"):
        invitations.accept(token=first.token)
    assert invitations.accept(token=second.token).email == "lea.faure@exemple.example"


def test_a_withdrawn_link_opens_nothing_and_cannot_be_withdrawn_twice():
    sent = build.invitation()
    invitations.withdraw(invitation=sent.invitation, scope=Scope(), by=build.HEAD)
    with pytest.raises(DomainError, match="retirée"):
        invitations.accept(token=sent.token)
    with pytest.raises(DomainError, match="n’attend plus"):
        invitations.withdraw(invitation=sent.invitation, scope=Scope(), by=build.HEAD)


@pytest.mark.parametrize(
    ("role", "kind"),
    [(Role.ADMINISTRATOR, "initiative"), (Role.SIGNATORY, "mission"), (Role.TABLE_SCRIBE, "initiative")],
)
def test_a_role_is_given_only_where_it_makes_sense(role, kind):
    place = cast.initiative()
    scope = place.scope() if kind == "initiative" else place.mission.scope()
    with pytest.raises(DomainError) as refused:
        build.invitation(role=role, scope=scope)
    assert refused.value.field == "role"
    assert not Invitation.objects.exists()


def test_a_closed_account_is_not_reopened_by_an_invitation():
    cast.user(email="lea.faure@exemple.example", is_active=False)
    sent = build.invitation()
    with pytest.raises(DomainError, match="compte fermé"):
        invitations.accept(token=sent.token)
    assert Invitation.objects.get().accepted_at is None


def test_when_the_mail_cannot_leave_the_invitation_waits_and_the_sentence_says_how_to_resend(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(DomainError, match="Renvoyer") as refused:
        build.invitation()
    assert refused.value.field == "email"
    assert Invitation.objects.filter(accepted_at=None, withdrawn_at=None).count() == 1


def test_the_database_refuses_two_pending_invitations_to_the_same_role():
    sent = build.invitation()
    copy = Invitation.objects.get(pk=sent.invitation.pk)
    copy.pk, copy.token_hash, copy._state.adding = None, "x", True
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_the_journal_tells_the_whole_story():
    sent = build.invitation()
    invitations.accept(token=sent.token)
    assert [f"{e.actor_label} {e.sentence}" for e in Entry.objects.order_by("at", "id")] == [
        "Anne Peyrat a invité Léa Faure comme « Délégué, déléguée à la protection des données »",
        "Léa Faure a ouvert le compte de Léa Faure",
        "Anne Peyrat a donné à Léa Faure le rôle « Délégué, déléguée à la protection des données »",
        "Léa Faure a accepté son invitation",
    ]
