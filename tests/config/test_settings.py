"""The settings that the environment builds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jalons.config.oidc import openid_connect, origin

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import json, django
from django.conf import settings
django.setup()
from django.urls import reverse, NoReverseMatch
def address(name, *args):
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
print(json.dumps({
    "mail": settings.EMAIL_BACKEND,
    "https": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0],
    "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
    "providers": settings.SOCIALACCOUNT_PROVIDERS,
    "forms_go_to": settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"],
    "provider_address": address("openid_connect_login", "identite"),
    "mailbox": address("accounts:mailbox"),
    "secret": settings.SECRET_KEY,
}))
"""


def built(**environment: str) -> dict:
    usual = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "jalons.config.settings",
        "JALONS_VAR": "absent",
    }
    ran = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env=usual | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout)


def test_by_default_sqlite_mails_on_the_console_no_provider_no_demonstration():
    assert built(JALONS_SECRET_KEY="clé") == {
        "mail": "django.core.mail.backends.console.EmailBackend",
        "https": [False, False, False],
        "database": "sqlite3",
        "providers": {},
        "forms_go_to": ["'self'"],
        "provider_address": None,
        "mailbox": None,
        "secret": "clé",
    }


def test_a_public_installation_has_secure_cookies_its_database_its_mail_and_its_provider():
    shown = built(
        JALONS_SECRET_KEY="clé",
        JALONS_URL="https://jalons.exemple.example",
        DATABASE_URL="postgres://jalons:mot@base:5432/jalons",
        JALONS_EMAIL_URL="smtp+tls://jalons:mot@messagerie:587",
        JALONS_OIDC_URL="https://identite.exemple.example/api/v2",
        JALONS_OIDC_CLIENT_ID="jalons",
        JALONS_OIDC_SECRET="chut",
        JALONS_OIDC_NAME="ProConnect",
    )
    (app,) = shown["providers"]["openid_connect"]["APPS"]
    assert (app["name"], app["client_id"], app["secret"]) == ("ProConnect", "jalons", "chut")
    assert app["settings"]["server_url"] == "https://identite.exemple.example/api/v2"
    assert app["settings"]["scope"] == ["openid", "email"]
    assert shown["forms_go_to"] == ["'self'", "https://identite.exemple.example"]
    assert shown["provider_address"] == "/connexion/identite/"
    assert shown["https"] == [True, True, True]
    assert (shown["database"], shown["mail"].rpartition(".")[0]) == (
        "postgresql",
        "django.core.mail.backends.smtp",
    )
    assert shown["mailbox"] is None


def test_the_demonstration_keeps_its_mails_whatever_the_mail_settings():
    shown = built(JALONS_DEMO="1", JALONS_EMAIL_URL="smtp://messagerie")
    assert (shown["mail"], shown["mailbox"]) == ("jalons.accounts.mailbox.MailboxBackend", "/courrier/")


@pytest.mark.parametrize("missing", ["client_id", "secret"])
def test_a_provider_without_its_identifiers_is_refused_in_a_sentence(missing):
    given = {"url": "https://a.example", "client_id": "a", "secret": "b", "name": "A", "scope": ["openid"]}
    with pytest.raises(ValueError, match="JALONS_OIDC_CLIENT_ID et JALONS_OIDC_SECRET"):
        openid_connect(**given | {missing: ""})


def test_the_origin_of_a_provider_is_its_scheme_and_host():
    assert origin("https://a.example:8443/api/v2") == ["https://a.example:8443"]
    assert origin("") == []
