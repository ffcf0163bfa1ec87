"""An identity provider opens accounts that exist; it creates none."""

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from jalons.accounts.models import User
from jalons.config.oidc import openid_connect
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _provider(settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        url="https://identite.example", client_id="jalons", secret="chut", name="ProConnect", scope=["openid"]
    )


def come_back_as(email: str):
    """What allauth does once the provider has said who this is."""
    request = RequestFactory().get("/connexion/identite/retour/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = FallbackStorage(request)
    request.htmx = False
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "identite")
        login = provider.sociallogin_from_response(request, {"userinfo": {"sub": "abc", "email": email}})
        return complete_login(request, login), request


def test_somebody_known_by_this_address_enters_and_is_remembered():
    user = cast.user(email="claire@exemple.example")
    answer, request = come_back_as("claire@exemple.example")
    assert answer.url == "/mes-territoires/"
    assert request.user == user
    assert SocialAccount.objects.get().user == user


def test_somebody_unknown_is_told_that_accounts_open_by_invitation():
    answer, request = come_back_as("personne@exemple.example")
    assert "sur invitation" in answer.content.decode()
    assert not request.user.is_authenticated
    assert not User.objects.exists()
