"""Signing in by a code: what helps, what is refused, what is kept."""

import re
import time

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import cast

pytestmark = pytest.mark.django_db
ADDRESS = "claire@exemple.example"


def ask(client: Client, email: str = ADDRESS):
    return client.post("/connexion/", {"email": email})


def code_of(message: mail.EmailMessage) -> str:
    found = re.search(r"\d{4}-\d{4}", str(message.body))
    assert found
    return found.group()


def test_the_code_received_by_mail_signs_in_and_leads_to_my_territories(client):
    user = cast.user(email=ADDRESS)
    answer = ask(client)
    assert answer.url == "/connexion/code/"
    assert [m.to for m in mail.outbox] == [[ADDRESS]]
    answer = client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert answer.url == "/mes-territoires/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_code_is_accepted_without_its_dash_and_with_spaces(client):
    cast.user(email=ADDRESS)
    ask(client)
    code = code_of(mail.outbox[0]).replace("-", " ")
    assert client.post("/connexion/code/", {"code": code}).url == "/mes-territoires/"


def test_the_address_may_be_typed_in_capitals(client):
    cast.user(email=ADDRESS)
    ask(client, ADDRESS.upper())
    assert len(mail.outbox) == 1
    assert client.post("/connexion/code/", {"code": code_of(mail.outbox[0])}).url == "/mes-territoires/"


def test_after_signing_in_one_comes_back_to_the_page_one_asked_for(client):
    cast.user(email=ADDRESS)
    answer = client.get("/compte/")
    assert answer.url == "/connexion/?next=/compte/"
    answer = client.post("/connexion/", {"email": ADDRESS, "next": "/compte/"})
    answer = client.post(answer.url, {"code": code_of(mail.outbox[0]), "next": "/compte/"})
    assert answer.url == "/compte/"


def test_a_wrong_code_is_said_and_the_address_is_still_shown(client):
    cast.user(email=ADDRESS)
    ask(client)
    page = client.post("/connexion/code/", {"code": "0000-000"}).content.decode()
    assert "Ce n’est pas le bon code" in page
    assert ADDRESS in page
    assert 'value="0000-000"' in page
    right = client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert right.url == "/mes-territoires/"


def test_an_empty_code_is_said(client):
    cast.user(email=ADDRESS)
    ask(client)
    assert (
        "Recopiez le code reçu par message." in client.post("/connexion/code/", {"code": ""}).content.decode()
    )


def test_an_expired_code_is_said_and_the_address_is_already_written(client):
    cast.user(email=ADDRESS)
    ask(client)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] = time.time() - 16 * 60
    session.save()
    answer = client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert answer.url == "/connexion/"
    page = client.get("/connexion/").content.decode()
    assert "Ce code n’est plus valable" in page
    assert f'value="{ADDRESS}"' in page


def test_the_fifth_wrong_code_ends_the_attempt_with_one_sentence_and_keeps_the_address(client):
    cast.user(email=ADDRESS)
    ask(client)
    for _ in range(4):
        assert client.post("/connexion/code/", {"code": "1"}).status_code == 200
    answer = client.post("/connexion/code/", {"code": "1"})
    assert answer.url == "/connexion/"
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [
        "Trop d’essais en peu de temps. Attendez quelques minutes, puis demandez un nouveau code."
    ]
    assert f'value="{ADDRESS}"' in client.get("/connexion/").content.decode()


def test_an_unknown_address_sees_the_same_page_and_is_told_by_mail(client):
    assert ask(client, "personne@exemple.example").url == "/connexion/code/"
    assert [m.subject for m in mail.outbox] == ["Jalons : aucun compte à cette adresse"]
    assert "code" not in mail.outbox[0].body
    assert client.post("/connexion/code/", {"code": ""}).status_code == 200


def test_a_closed_account_receives_no_code(client):
    cast.user(email=ADDRESS, is_active=False)
    ask(client)
    assert [m.subject for m in mail.outbox] == ["Jalons : aucun compte à cette adresse"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Indiquez votre adresse électronique"), ("claire.exemple", "Cette adresse est incomplète")],
)
def test_a_bad_address_is_said_and_kept(client, typed, said):
    page = ask(client, typed).content.decode()
    assert said in page
    if typed:
        assert f'value="{typed}"' in page


def test_asking_for_codes_again_and_again_is_slowed_down_from_whichever_browser():
    cast.user(email=ADDRESS)
    answers = [ask(Client()) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 200]
    page = answers[-1].content.decode()
    assert "Trop d’essais" in page
    assert f'value="{ADDRESS}"' in page
    assert len(mail.outbox) == 4


def test_another_address_can_be_tried_when_the_first_was_mistaken(client):
    ask(client, "clair@exemple.example")
    assert client.get("/connexion/").url.startswith("/connexion/code/")
    assert client.post("/deconnexion/", {"next": "/connexion/"}).url == "/connexion/"
    assert client.get("/connexion/").status_code == 200


def test_signing_out_needs_a_post(client):
    client.force_login(cast.user())
    assert "Vous partez" in client.get("/deconnexion/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/deconnexion/").url == "/"
    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up_form(client):
    page = client.get("/inscription/").content.decode()
    assert "sur invitation" in page
    assert client.post("/inscription/", {"email": ADDRESS}).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_set_password", "account_reset_password", "account_reauthenticate"],
)
def test_no_address_of_the_site_asks_for_a_password(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
