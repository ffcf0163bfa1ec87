"""How missions, démarches and steps are called on the pages of accounts, which know them by id only."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from jalons.accounts import scopes
from jalons.accounts.enums import ScopeKind
from jalons.accounts.scopes import ScopeName
from jalons.initiatives.models import Initiative, Mission, Step

M = TypeVar("M", Mission, Initiative, Step)


def register() -> None:
    """Answer for the three kinds that belong here."""
    scopes.register(ScopeKind.MISSION, _missions)
    scopes.register(ScopeKind.INITIATIVE, _initiatives)
    scopes.register(ScopeKind.STEP, _steps)


def _missions(ids: set[UUID] | None) -> dict[UUID, ScopeName]:
    found = _narrowed(Mission.objects.order_by("title"), ids)
    return {m.pk: ScopeName(m.title, f"/missions/{m.slug}/") for m in found}


def _initiatives(ids: set[UUID] | None) -> dict[UUID, ScopeName]:
    found = _narrowed(Initiative.objects.order_by("name"), ids)
    return {i.pk: ScopeName(i.name, f"/territoires/{i.slug}/") for i in found}


def _steps(ids: set[UUID] | None) -> dict[UUID, ScopeName]:
    found = _narrowed(Step.objects.select_related("initiative"), ids)
    return {
        s.pk: ScopeName(f"{s.title}, {s.initiative.name}" if s.initiative else s.title, f"/seances/{s.pk}/")
        for s in found
    }


def _narrowed(rows: QuerySet[M], ids: set[UUID] | None) -> QuerySet[M]:
    return rows if ids is None else rows.filter(pk__in=ids)
