"""Inviting somebody: a message, a secret link, a role."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from jalons.accounts import rules
from jalons.accounts.actions import people, roles
from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import Invitation, User
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import Scope
from jalons.journal import actions as journal


@dataclass(frozen=True, slots=True)
class Sent:
    """The invitation and its secret, which is known at this moment only."""

    invitation: Invitation
    token: str


def invite(
    *,
    email: str,
    name: str,
    role: Role,
    scope: Scope,
    by: Actor,
    scope_label: str = "",
    employer: str = "",
    now: datetime | None = None,
) -> Sent:
    """Offer a role to an address and send the link. A pending invitation to the same role is replaced.

    The message leaves after the transaction, so that a slow mail server never holds the database.
    Raises DomainError when the role makes no sense there, or when the message could not leave.
    """
    sent = _prepare(
        email=email.strip().lower(),
        name=name.strip(),
        role=role,
        scope=scope,
        by=by,
        scope_label=scope_label,
        employer=employer,
        now=now or clock.now(),
    )
    _send(sent)
    return sent


@transaction.atomic
def _prepare(
    *,
    email: str,
    name: str,
    role: Role,
    scope: Scope,
    by: Actor,
    scope_label: str,
    employer: str,
    now: datetime,
) -> Sent:
    kind, scope_id = rules.narrowest(scope)
    if role not in rules.roles_given_on(kind):
        raise DomainError("Ce rôle ne se donne pas ici. Choisissez-en un autre dans la liste.", field="role")
    _pending(email, role, kind, scope_id).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        scope_label=scope_label,
        employer=employer,
        token_hash=rules.fingerprint(token),
        invited_by_id=by.id,
        invited_by_label=by.label,
        sent_at=now,
        expires_at=now + rules.INVITATION_LIFE,
    )
    journal.record(
        "invitation.sent", by=by, scope=scope, on=invitation.id, label=name, role=role.label, now=now
    )
    return Sent(invitation=invitation, token=token)


def _pending(email: str, role: Role, kind: ScopeKind, scope_id: UUID | None) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        email=email,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    )


def _send(sent: Sent) -> None:
    link = settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[sent.token])
    context = {"invitation": sent.invitation, "link": link}
    try:
        send_mail(
            subject=f"Jalons : {sent.invitation.invited_by_label} vous invite",
            message=render_to_string("accounts/email/invitation.txt", context),
            from_email=None,
            recipient_list=[sent.invitation.email],
        )
    except (SMTPException, OSError) as failure:
        raise DomainError(
            "L’invitation est prête, mais le message n’a pas pu partir. Vérifiez l’adresse, "
            "puis choisissez « Renvoyer » ; si cela dure, prévenez la personne qui administre Jalons.",
            field="email",
        ) from failure


def resend(*, invitation: Invitation, scope: Scope, by: Actor, now: datetime | None = None) -> Sent:
    """Send a new link for the same role; the former link stops working."""
    return invite(
        email=invitation.email,
        name=invitation.name,
        role=Role(invitation.role),
        scope=scope,
        by=by,
        scope_label=invitation.scope_label,
        employer=invitation.employer,
        now=now,
    )


@transaction.atomic
def withdraw(*, invitation: Invitation, scope: Scope, by: Actor, now: datetime | None = None) -> None:
    """The link stops working. Raises DomainError if it was used already."""
    moment = now or clock.now()
    pending = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if not pending.update(withdrawn_at=moment):
        raise DomainError("Cette invitation n’attend plus : elle a été acceptée ou retirée.")
    journal.record(
        "invitation.withdrawn", by=by, scope=scope, on=invitation.id, label=invitation.name, now=moment
    )


def find(token: str, *, now: datetime | None = None) -> Invitation:
    """The invitation behind a link. Raises DomainError, with what to do next, when it opens nothing."""
    invitation = Invitation.objects.filter(token_hash=rules.fingerprint(token)).first()
    if invitation is None:
        raise DomainError(
            "Ce lien n’est pas complet. Ouvrez-le de nouveau depuis le message, ou copiez l’adresse entière."
        )
    if invitation.accepted_at:
        raise DomainError(
            "Cette invitation a déjà servi. Votre compte existe : entrez avec votre adresse électronique."
        )
    if invitation.withdrawn_at:
        raise DomainError(
            "Cette invitation a été retirée ou remplacée. Cherchez un message plus récent, "
            f"ou demandez-en une nouvelle à {invitation.invited_by_label}."
        )
    if invitation.expires_at <= (now or clock.now()):
        raise DomainError(
            f"Cette invitation n’est plus valable. Demandez-en une nouvelle à {invitation.invited_by_label}."
        )
    return invitation


@transaction.atomic
def accept(*, token: str, now: datetime | None = None) -> User:
    """Open the account if needed and give the role, once. Raises DomainError when the link opens nothing.

    Signing in still asks for the code: the link alone lets nobody in.
    """
    moment = now or clock.now()
    invitation = find(token, now=moment)
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if not unused.update(accepted_at=moment):
        raise DomainError("Cette invitation vient de servir. Entrez avec votre adresse électronique.")
    invited = Actor(label=invitation.name)
    user = people.open_account(email=invitation.email, name=invitation.name, by=invited, now=moment)
    scope = _scope_of(invitation)
    roles.grant(
        user=user,
        role=Role(invitation.role),
        scope=scope,
        by=Actor(label=invitation.invited_by_label, id=invitation.invited_by_id),
        employer=invitation.employer,
        now=moment,
    )
    journal.record("invitation.accepted", by=user.actor, scope=scope, on=invitation.id, now=moment)
    return user


def _scope_of(invitation: Invitation) -> Scope:
    match ScopeKind(invitation.scope_kind):
        case ScopeKind.STEP:
            return Scope(step=invitation.scope_id)
        case ScopeKind.INITIATIVE:
            return Scope(initiative=invitation.scope_id)
        case ScopeKind.MISSION:
            return Scope(mission=invitation.scope_id)
        case ScopeKind.INSTALLATION:
            return Scope()
