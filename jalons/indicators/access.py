"""Fetching is authorising, for the facts of a portrait."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import account
from jalons.accounts.enums import Permission
from jalons.indicators.models import DataImport, SalientFact
from jalons.initiatives.access import get_initiative


def get_fact(request: HttpRequest, slug: str, fact_id: UUID, permission: Permission) -> SalientFact:
    """One fact of this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    fact = get_object_or_404(SalientFact, id=fact_id, initiative=initiative)
    fact.initiative = initiative
    return fact


def get_import(request: HttpRequest, run_id: UUID) -> DataImport:
    """One's own import: a Caf's file is shown to nobody else. Raises Http404."""
    return get_object_or_404(DataImport, id=run_id, by_account=account(request).pk)
