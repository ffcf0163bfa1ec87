"""An installation with a little of everything, for backups."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps

from jalons.accounts.actions import people, roles
from jalons.accounts.enums import Role
from jalons.core.actors import SOFTWARE
from jalons.core.live import publish
from jalons.operations import rows
from jalons.operations.backup import contents
from tests import cast
from tests.accounts import build as accounts

NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)


def installation() -> None:
    """Accounts, a mission with its territory and step, an invitation, journal, events; text of all kinds."""
    user = people.open_account(email="anne@exemple.example", name="Anne Peyrat", by=SOFTWARE, now=NOW)
    place = cast.initiative(
        territory=cast.epci(),
        mission=cast.mission(daily_rate=Decimal("1350.50"), hours_per_half_day=Decimal("3.5")),
    )
    cast.commune(epci=place.territory)
    cast.step(place, intentions='« Élan », ’, \n retour,\t tabulation, 😀, \\ " et 0012')
    roles.grant(user=user, role=Role.COOPERATION_OFFICER, scope=place.scope(), by=SOFTWARE, now=NOW)
    accounts.invitation(role=Role.SIGNATORY, scope=place.scope(), now=NOW)
    publish("room:essai", "opened", {"nombre": 1.5, "rien": None, "liste": ["é", {"a": True}]})


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that an archive holds, by table."""
    return {
        model._meta.label_lower: [rows.dump(row) for row in model._base_manager.order_by("pk")]
        for model in contents.tables()
    }


def ours() -> set[str]:
    """Labels of our own models."""
    return {m._meta.label_lower for m in apps.get_models() if m.__module__.startswith("jalons.")}
