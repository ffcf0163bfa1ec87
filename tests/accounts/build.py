"""Builders of accounts' tests."""

from datetime import datetime
from importlib import import_module, reload
from typing import Any

from django.urls import clear_url_caches

from jalons.accounts.actions import invitations
from jalons.accounts.actions.invitations import Sent
from jalons.accounts.enums import Role
from jalons.core.actors import Actor
from jalons.core.scope import Scope

HEAD = Actor(label="Anne Peyrat")


def invitation(now: datetime | None = None, **fields: Any) -> Sent:
    defaults: dict[str, Any] = {
        "email": "lea.faure@exemple.example",
        "name": "Léa Faure",
        "role": Role.DPO,
        "scope": Scope(),
        "by": HEAD,
    }
    return invitations.invite(**defaults | fields, now=now)


def rebuild_urls() -> None:
    """Read the URLconf again, after settings.DEMO changed."""
    for module in ("jalons.accounts.urls", "jalons.config.urls"):
        reload(import_module(module))
    clear_url_caches()
