"""Inviting actors to a table by a personal link, and their answer, without an account."""

import secrets
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.stakeholders import queries as stakeholders
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Mobilisation
from jalons.workshops.models import InvitationLink

TOKEN_BYTES = 20
MOST_SEATS = 10
INVITED = Actor(label="Une personne invitée")
"""Whoever answers by their link: the journal keeps that somebody did, not who."""


@transaction.atomic
def prepare(step: Step, *, by: Actor, now: datetime | None = None) -> list[InvitationLink]:
    """Give a personal link to everybody called to this table who has none yet."""
    called = stakeholders.called_to(step).filter(invitation_link__isnull=True)
    made = InvitationLink.objects.bulk_create(
        InvitationLink(mobilisation=one, token=secrets.token_urlsafe(TOKEN_BYTES)) for one in called
    )
    if made:
        record(
            "invitations.linked",
            by=by,
            scope=step.scope(),
            on=step.id,
            label=step.title,
            now=now,
            count=len(made),
        )
    return made


def send(step: Step, *, by: Actor, now: datetime | None = None) -> int:
    """Write to everybody who has an address and was not written to. Returns how many messages left.

    Each message leaves alone: one bad address does not stop the others. Raises DomainError when the
    first one could not leave at all.
    """
    moment, sent = now or clock.now(), 0
    prepare(step, by=by, now=now)
    for link in waiting(step):
        try:
            _write_to(link, step)
        except (SMTPException, OSError) as failure:
            if not sent:
                raise DomainError(
                    "Aucun message n’a pu partir : le serveur de courrier ne répond pas. Réessayez plus tard."
                ) from failure
            continue
        _mark_sent(link, moment)
        sent += 1
    if sent:
        record(
            "invitations.sent", by=by, scope=step.scope(), on=step.id, label=step.title, now=now, count=sent
        )
    return sent


def waiting(step: Step) -> list[InvitationLink]:
    """The links of those who have an address and were not written to yet."""
    links = InvitationLink.objects.filter(mobilisation__in=stakeholders.called_to(step), sent_at__isnull=True)
    return [
        link for link in links.select_related("mobilisation__actor__person") if address_of(link.mobilisation)
    ]


def address_of(called: Mobilisation) -> str:
    """The actor's address, else its person's."""
    return called.actor.email or (called.actor.person.email if called.actor.person else "")


@transaction.atomic
def answer(
    link: InvitationLink, *, comes: bool, seats: int = 1, needs: str = "", now: datetime | None = None
) -> Mobilisation:
    """Somebody says whether they come, with how many people, and what to prepare. May be changed later.

    Raises DomainError once the table was held, or for a number of people out of range.
    """
    called = (
        Mobilisation.objects.select_for_update(of=("self",))
        .select_related("step", "step__mission", "step__initiative")
        .get(pk=link.mobilisation_id)
    )
    if not called.step.is_ahead:
        raise DomainError("Cette table a déjà eu lieu : merci d’avoir répondu.")
    if not 1 <= seats <= MOST_SEATS:
        raise DomainError(f"Donnez entre 1 et {MOST_SEATS} personnes.", field="seats")
    called.status = MobilisationStatus.CONFIRMED if comes else MobilisationStatus.DECLINED
    called.seats = seats
    called.save(update_fields=["status", "seats", "updated_at"])
    link.needs, link.answered_at = needs.strip() if comes else "", now or clock.now()
    link.save(update_fields=["needs", "answered_at", "updated_at"])
    step = called.step
    record("invitation.answered", by=INVITED, scope=step.scope(), on=step.id, label=step.title, now=now)
    return called


def address(link: InvitationLink) -> str:
    """The personal address, whole."""
    return settings.SITE_URL.rstrip("/") + reverse("workshops:invitation", args=[link.token])


def letter(link: InvitationLink, step: Step) -> str:
    """The words of the message, the same when Jalons sends it and when somebody copies it."""
    return render_to_string("workshops/email/invitation.txt", {"step": step, "link": address(link)})


def _write_to(link: InvitationLink, step: Step) -> None:
    send_mail(
        subject=f"Invitation : {step.title}",
        message=letter(link, step),
        from_email=None,
        recipient_list=[address_of(link.mobilisation)],
    )


@transaction.atomic
def _mark_sent(link: InvitationLink, moment: datetime) -> None:
    link.sent_at = moment
    link.save(update_fields=["sent_at", "updated_at"])
    Mobilisation.objects.filter(pk=link.mobilisation_id, status=MobilisationStatus.IDENTIFIED).update(
        status=MobilisationStatus.INVITED, invited_at=moment
    )
