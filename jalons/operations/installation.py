"""Starting a real installation: the first person and the first organisation, no demonstration data."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from jalons.accounts.actions import people, roles
from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION
from jalons.directory.actions import organisations
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.indicators.actions import catalogue as indicators
from jalons.journal import actions as journal
from jalons.training.actions import programmes

LEADS: dict[str, Role] = {
    OrganisationKind.CAF: Role.CAF_REFERENT,
    OrganisationKind.TRAINING_BODY: Role.TRAINER,
}
"""The role that lets the first person open missions, by kind of employer; cooperation officer elsewhere."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who administers, from which organisation, and whether they lead missions too."""

    name: str
    email: str
    organisation: str
    kind: str
    is_leading: bool


def is_begun() -> bool:
    """Whether somebody already has an account here."""
    return User.objects.exists()


def check_address(email: str) -> str:
    """The address, tidied. Raises DomainError."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as refusal:
        raise DomainError(
            f"« {email} » n’est pas une adresse électronique. Elle s’écrit comme ceci : prenom.nom@exemple.fr"
        ) from refusal
    return address


@transaction.atomic
def begin(beginning: Beginning, *, now: datetime | None = None) -> User:
    """Open the first account and the first organisation, with the catalogues that ship with Jalons.

    Raises DomainError when it is done already.
    """
    if is_begun():
        raise DomainError(
            "Cette installation a déjà ses comptes : « jalons init » ne sert qu’une fois. "
            "Pour inviter quelqu’un, entrez et ouvrez « Administration »."
        )
    if not beginning.name.strip() or not beginning.organisation.strip():
        raise DomainError("Donnez le nom de la personne et celui de l’organisation.")
    employer: Organisation = organisations.create(
        identity=organisations.Identity(name=beginning.organisation, kind=beginning.kind),
        by=SOFTWARE,
        now=now,
    )
    user = people.open_account(
        email=check_address(beginning.email), name=beginning.name, by=SOFTWARE, now=now
    )
    held = [Role.ADMINISTRATOR]
    if beginning.is_leading:
        held.append(LEADS.get(beginning.kind, Role.COOPERATION_OFFICER))
    for role in held:
        roles.grant(user=user, role=role, scope=INSTALLATION, by=SOFTWARE, employer=employer.name, now=now)
    indicators.load(by=SOFTWARE)
    programmes.load_catalogue(by=SOFTWARE, now=now)
    journal.record("installation.begun", by=SOFTWARE, on=user.id, label=str(user), now=now)
    return user
