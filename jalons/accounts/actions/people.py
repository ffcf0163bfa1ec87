"""Accounts of people."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from jalons.accounts.actions import roles
from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal


@transaction.atomic
def open_account(*, email: str, name: str, by: Actor, now: datetime | None = None) -> User:
    """The account of this address, opened if there was none. Its address counts as proven.

    Raises DomainError when the account was closed: reopening it is a decision of its own.
    """
    address = email.strip().lower()
    known = User.objects.filter(email=address).first()
    if known is not None:
        if not known.is_active:
            raise DomainError(
                "Un compte fermé porte cette adresse. Rouvrez-le depuis la liste des comptes.", field="email"
            )
        return known
    user = User.objects.create_user(address, display_name=name.strip() or address)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    journal.record("account.opened", by=by, on=user.id, label=str(user), now=now)
    return user


@transaction.atomic
def close_account(*, user: User, by: Actor, now: datetime | None = None) -> None:
    """Nobody signs in with it any more; what its owner did stays signed."""
    if user.id == by.id:
        raise DomainError("Vous ne pouvez pas fermer votre propre compte : une autre personne doit le faire.")
    roles.keep_an_administrator_other_than(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    journal.record("account.closed", by=by, on=user.id, label=str(user), now=now)


@transaction.atomic
def reopen_account(*, user: User, by: Actor, now: datetime | None = None) -> None:
    """The account signs in again, with the roles that are still in their dates."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    journal.record("account.reopened", by=by, on=user.id, label=str(user), now=now)
