"""People known by name: added, corrected."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope
from jalons.directory.models import Person
from jalons.journal.actions import record


@dataclass(frozen=True, slots=True)
class Contact:
    """How to name and reach somebody. Everything but the name may be empty."""

    name: str
    email: str = ""
    phone: str = ""
    category: str = ""


@transaction.atomic
def create(
    *, contact: Contact, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Person:
    """Add somebody. Raises DomainError without a name."""
    if not contact.name.strip():
        raise DomainError("Écrivez le nom de la personne.", field="name")
    person = Person.objects.create(
        name=contact.name.strip(),
        email=contact.email.strip().lower(),
        phone=contact.phone.strip(),
        category=contact.category,
    )
    record("person.created", by=by, scope=scope, on=person.id, label=person.name, now=now)
    return person


@transaction.atomic
def change(
    person: Person, *, contact: Contact, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Person:
    """Correct somebody's contact. An anonymised person stays so: raises DomainError."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.anonymised_at is not None:
        raise DomainError("Cette fiche a été anonymisée : elle ne se complète plus.")
    if not contact.name.strip():
        raise DomainError("Écrivez le nom de la personne.", field="name")
    new = (contact.name.strip(), contact.email.strip().lower(), contact.phone.strip(), contact.category)
    if new == (person.name, person.email, person.phone, person.category):
        return person
    person.name, person.email, person.phone, person.category = new
    person.save()
    record("person.changed", by=by, scope=scope, on=person.id, label=person.name, now=now)
    return person
