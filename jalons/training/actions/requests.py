"""Requests to start a training, with their clock (domain.md §6.4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives import calendar
from jalons.initiatives.models import Mission
from jalons.journal.actions import record
from jalons.training import rules
from jalons.training.enums import AccessPath, AccessStatus
from jalons.training.models import AccessRequest, Programme

VISITOR = Actor(label="Une personne sans compte")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what. `agreed_on`: the date that a public procurement sets for the answer."""

    organisation_name: str
    contact_name: str
    email: str
    phone: str = ""
    message: str = ""
    path: AccessPath = AccessPath.DIRECT
    agreed_on: date | None = None


@transaction.atomic
def receive(
    programme: Programme,
    *,
    asked: Asked,
    by: Actor = VISITOR,
    received_on: date | None = None,
    mission: Mission | None = None,
    now: datetime | None = None,
) -> AccessRequest:
    """Keep a request and start its clock. Raises DomainError when a procurement has no date."""
    moment = now or clock.now()
    day = received_on or timezone.localdate(moment)
    try:
        due_on = rules.answer_due(
            day,
            path=asked.path,
            days=settings.ACCESS_DELAY_DAYS,
            counts_working_days=settings.ACCESS_DELAY_COUNTS_WORKING_DAYS,
            agreed_on=asked.agreed_on,
            next_working_day=calendar.next_working_day,
        )
    except ValueError as unknown:
        raise DomainError(
            "Par un marché public, la procédure fixe la date de réponse : écrivez-la, après la demande.",
            field="agreed_on",
        ) from unknown
    request = AccessRequest.objects.create(
        programme=programme,
        mission=mission,
        organisation_name=asked.organisation_name.strip(),
        contact_name=asked.contact_name.strip(),
        email=asked.email.strip().lower(),
        phone=asked.phone.strip(),
        message=asked.message.strip(),
        path=asked.path,
        received_on=day,
        due_on=due_on,
    )
    record("access_request.received", by=by, on=request.id, label=request.organisation_name, now=moment)
    return request


@transaction.atomic
def answer(
    request: AccessRequest,
    *,
    text: str,
    by: Actor,
    answered_on: date | None = None,
    mission: Mission | None = None,
    is_declined: bool = False,
    now: datetime | None = None,
) -> AccessRequest:
    """Write the answer that was given; the clock stops. `mission`: the one that follows from it.

    Raises DomainError when it was answered already, without words, or dated before the request.
    """
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    moment = now or clock.now()
    day = answered_on or timezone.localdate(moment)
    if request.status != AccessStatus.OPEN:
        raise DomainError("Cette demande a déjà sa réponse.")
    if not text.strip():
        raise DomainError("Écrivez la réponse donnée.", field="text")
    if day < request.received_on:
        raise DomainError("La réponse ne peut pas précéder la demande.", field="answered_on")
    request.answer, request.answered_on = text.strip(), day
    request.status = AccessStatus.CLOSED if is_declined else AccessStatus.ANSWERED
    request.mission = mission or request.mission
    request.save()
    record("access_request.answered", by=by, on=request.id, label=request.organisation_name, now=moment)
    return request
