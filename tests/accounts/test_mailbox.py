"""The mailbox and its door exist in the demonstration and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.urls import Resolver404, resolve

from jalons.accounts import mailbox
from jalons.accounts.enums import Role
from tests import cast
from tests.accounts.build import rebuild_urls

pytestmark = pytest.mark.django_db
PATHS = (
    "/courrier/",
    "/courrier/01a20c85-da34-74b4-8242-59702e991ffc/",
    "/courrier/entrer/01a20c85-da34-74b4-8242-59702e991ffc/",
)


@pytest.fixture
def demonstration(settings, tmp_path: Path) -> Iterator[None]:
    settings.DEMO = True
    settings.MAILBOX_DIR = tmp_path / "courrier"
    settings.EMAIL_BACKEND = "jalons.accounts.mailbox.MailboxBackend"
    rebuild_urls()
    yield
    settings.DEMO = False
    rebuild_urls()


@pytest.mark.parametrize("path", PATHS)
def test_elsewhere_the_urlconf_does_not_even_know_these_addresses(path):
    with pytest.raises(Resolver404):
        resolve(path)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("demonstration")
def test_in_the_demonstration_the_urlconf_knows_them(path):
    assert resolve(path).namespace == "accounts"


@pytest.mark.usefixtures("demonstration")
def test_even_a_forgotten_urlconf_does_not_let_anybody_enter_without_a_code(settings, client):
    user = cast.role(None, Role.ADMINISTRATOR)
    settings.DEMO = False
    assert client.post(f"/courrier/entrer/{user.id}/").status_code == 404
    assert client.get("/courrier/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demonstration")
def test_a_visitor_enters_as_somebody_of_the_cast_with_one_post(client):
    user = cast.role(None, Role.ADMINISTRATOR, cast.user("Anne Peyrat"))
    page = client.get("/courrier/").content.decode()
    assert "Anne Peyrat" in page
    assert f'action="/courrier/entrer/{user.id}/"' in page
    assert client.get(f"/courrier/entrer/{user.id}/").status_code == 405
    assert client.post(f"/courrier/entrer/{user.id}/").url == "/mes-territoires/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.usefixtures("demonstration")
def test_entering_is_protected_from_other_sites():
    user = cast.role(None, Role.ADMINISTRATOR)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/courrier/entrer/{user.id}/").status_code == 403


@pytest.mark.usefixtures("demonstration")
def test_a_closed_account_cannot_be_entered(client):
    user = cast.user(is_active=False)
    assert client.post(f"/courrier/entrer/{user.id}/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_the_sign_in_code_is_read_in_the_mailbox(client):
    cast.user(email="claire@exemple.example")
    client.post("/connexion/", {"email": "claire@exemple.example"})
    (mail,) = mailbox.received()
    assert mail.to == ["claire@exemple.example"]
    assert f"code {mail.code}" in client.get("/courrier/").content.decode()
    assert mail.code in client.get(f"/courrier/{mail.id}/").content.decode()
    assert client.post("/connexion/code/", {"code": mail.code}).url == "/mes-territoires/"


@pytest.mark.usefixtures("demonstration")
def test_the_mailbox_keeps_the_last_messages_only(monkeypatch):
    monkeypatch.setattr(mailbox, "KEPT", 3)
    for number in range(5):
        send_mail(f"Message {number}", "Bonjour", None, ["a@exemple.example"])
    assert [mail.subject for mail in mailbox.received()] == ["Message 4", "Message 3", "Message 2"]


@pytest.mark.usefixtures("demonstration")
def test_a_message_that_is_gone_is_not_found(client):
    assert client.get("/courrier/01a20c85-da34-74b4-8242-59702e991ffc/").status_code == 404
