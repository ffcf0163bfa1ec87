"""Who may listen to a démarche: the people who work on it."""

from uuid import UUID

from django.http import HttpRequest

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core.live import topics
from jalons.core.live.topics import Audience
from jalons.initiatives.models import Initiative

INITIATIVE = "initiative"


def register_topics() -> None:
    """`initiative:<uuid>` says what just changed in the working content of a démarche."""
    topics.register(INITIATIVE, authorise_initiative)


def authorise_initiative(request: HttpRequest, identifier: UUID) -> Audience | None:
    """Staff of the démarche: those who may see its drafts."""
    initiative = Initiative.objects.filter(id=identifier).first()
    if initiative is None or not may(request.user, Permission.VIEW_DRAFTS, initiative.scope()):
        return None
    return Audience.STAFF
