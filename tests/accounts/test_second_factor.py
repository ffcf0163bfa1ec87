"""TOTP, recovery codes and passkeys as a second factor."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db
ADDRESS = "claire@exemple.example"


def signed_in() -> tuple[Client, object]:
    client, user = Client(), cast.user(email=ADDRESS)
    client.force_login(user)
    return client, user


def code_for(secret: str, *, shift: int = 0) -> str:
    counter = int(time.time()) // 30 + shift
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def activate(client: Client) -> str:
    page = client.get("/compte/securite/application/").content.decode()
    secret = re.search(r"Clé\s*:\s*<code>(\w+)</code>", page)
    assert secret
    answer = client.post("/compte/securite/application/", {"code": code_for(secret.group(1))})
    assert answer.url == "/compte/securite/secours/"
    return secret.group(1)


def start(client: Client) -> str:
    client.post("/connexion/", {"email": ADDRESS})
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert code
    return client.post("/connexion/code/", {"code": code.group()}).url


def test_a_wrong_code_does_not_activate_the_application():
    client, user = signed_in()
    client.get("/compte/securite/application/")
    page = client.post("/compte/securite/application/", {"code": "12"}).content.decode()
    assert "Ce code n’est pas reconnu" in page
    assert not Authenticator.objects.filter(user=user).exists()


def test_once_activated_the_mail_code_alone_does_not_sign_in():
    client, _ = signed_in()
    secret = activate(client)
    phone = Client()
    assert start(phone) == "/connexion/second-facteur/"
    assert "_auth_user_id" not in phone.session
    page = phone.post("/connexion/second-facteur/", {"code": "000"}).content.decode()
    assert "Ce code n’est pas reconnu" in page
    answer = phone.post("/connexion/second-facteur/", {"code": code_for(secret, shift=1)})
    assert answer.url == "/mes-territoires/"
    assert "_auth_user_id" in phone.session


def test_a_recovery_code_replaces_the_application_once():
    client, user = signed_in()
    activate(client)
    recovery = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    spare = recovery.wrap().get_unused_codes()[0]
    phone = Client()
    start(phone)
    assert phone.post("/connexion/second-facteur/", {"code": spare}).url == "/mes-territoires/"
    again = Client()
    start(again)
    assert again.post("/connexion/second-facteur/", {"code": spare}).status_code == 200


def test_the_pages_of_the_second_factor_show_what_is_registered():
    client, _ = signed_in()
    assert "Ajouter une application" in client.get("/compte/securite/").content.decode()
    activate(client)
    page = client.get("/compte/securite/").content.decode()
    assert "Une application est enregistrée" in page
    assert "Codes de secours" in page


@pytest.mark.parametrize(
    "path",
    [
        "/compte/securite/secours/",
        "/compte/securite/secours/nouveaux/",
        "/compte/securite/application/retirer/",
        "/compte/securite/cles/",
        "/compte/securite/cles/ajouter/",
        "/compte/securite/confirmer/",
    ],
)
def test_every_page_opens_for_a_person_who_has_just_proved_who_they_are(path):
    client, _ = signed_in()
    secret = activate(client)
    client.post("/compte/securite/confirmer/", {"code": code_for(secret, shift=1)})
    assert client.get(path).status_code == 200


def test_taking_the_application_away_asks_for_a_code_again():
    client, _ = signed_in()
    activate(client)
    fresh = Client()
    fresh.force_login(cast.User.objects.get(email=ADDRESS))
    answer = fresh.get("/compte/securite/application/retirer/")
    assert answer.url.startswith("/compte/securite/confirmer/?next=")


def test_a_passkey_that_is_not_one_is_refused_with_a_page():
    client, user = signed_in()
    client.get("/compte/securite/cles/ajouter/")
    answer = client.post("/compte/securite/cles/ajouter/", {"name": "Téléphone", "credential": '{"a": 1}'})
    assert answer.status_code == 200
    assert 'value="Téléphone"' in answer.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()
