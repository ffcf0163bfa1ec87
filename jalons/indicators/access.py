"""Fetching is authorising, for the facts of a portrait."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.enums import Permission
from jalons.indicators.models import SalientFact
from jalons.initiatives.access import get_initiative


def get_fact(request: HttpRequest, slug: str, fact_id: UUID, permission: Permission) -> SalientFact:
    """One fact of this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    fact = get_object_or_404(SalientFact, id=fact_id, initiative=initiative)
    fact.initiative = initiative
    return fact
