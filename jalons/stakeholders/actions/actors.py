"""Actors are listed, corrected, taken out, put back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor as Author
from jalons.core.errors import DomainError
from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.directory.models import Organisation, Person
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.stakeholders import paste, queries
from jalons.stakeholders.enums import ActorShape
from jalons.stakeholders.models import Actor
from jalons.territories import naming
from jalons.territories.models import Territory


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of an actor."""

    label: str
    category: str
    shape: str = ActorShape.ORGANISATION
    commune: Territory | None = None
    email: str = ""
    note: str = ""
    person: Person | None = None
    organisation: Organisation | None = None


class PasteError(DomainError):
    """Some lines are not understood: nothing was added, `faults` say what to do line by line."""

    def __init__(self, faults: list[paste.Fault]) -> None:
        super().__init__(
            f"{len(faults)} ligne(s) à reprendre : rien n’est ajouté tant qu’il en reste.", field="lines"
        )
        self.faults = faults


@transaction.atomic
def add(initiative: Initiative, *, sheet: Sheet, by: Author, now: datetime | None = None) -> Actor:
    """List an actor. Raises DomainError without a name, or when the name is listed already."""
    _check(initiative, sheet)
    actor = Actor.objects.create(initiative=initiative, **_values(sheet))
    record(
        "actor.added",
        by=by,
        scope=initiative.scope(),
        on=actor.id,
        now=now,
        category=str(Category(actor.category).label).lower(),
        place="lieu non précisé" if sheet.commune is None else "commune précisée",
    )
    return actor


@transaction.atomic
def change(actor: Actor, *, sheet: Sheet, by: Author, now: datetime | None = None) -> Actor:
    """Correct an actor's sheet."""
    actor = Actor.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=actor.pk)
    _check(actor.initiative, sheet, but=actor)
    for field, value in _values(sheet).items():
        setattr(actor, field, value)
    actor.save()
    record("actor.changed", by=by, scope=actor.initiative.scope(), on=actor.id, now=now)
    return actor


@transaction.atomic
def paste_lines(initiative: Initiative, *, text: str, by: Author, now: datetime | None = None) -> list[Actor]:
    """Add every line, or none. Raises PasteError with the faults of each line."""
    communes = directory.communes_of(initiative.territory)
    by_code = {commune.code: commune for commune in communes}
    lines, faults = paste.read(
        text,
        categories=_folded(queries.category_words()),
        communes=_folded(queries.commune_words(communes)),
        fold=naming.fold,
        known=frozenset(naming.fold(label) for label in _labels(initiative)),
    )
    if faults:
        raise PasteError(faults)
    if not lines:
        raise DomainError("Collez au moins une ligne.", field="lines")
    added = Actor.objects.bulk_create(
        Actor(
            initiative=initiative,
            label=line.name,
            category=line.category,
            commune=by_code.get(line.commune),
            email=line.email.lower(),
        )
        for line in lines
    )
    record("actors.pasted", by=by, scope=initiative.scope(), now=now, count=len(added))
    return added


@transaction.atomic
def archive(actor: Actor, *, by: Author, now: datetime | None = None) -> Actor:
    """Take an actor out of the list; what they were called to stays, and they can be put back."""
    actor.archived_at = now or clock.now()
    actor.save(update_fields=["archived_at", "updated_at"])
    record("actor.archived", by=by, scope=actor.initiative.scope(), on=actor.id, now=now)
    return actor


@transaction.atomic
def restore(actor: Actor, *, by: Author, now: datetime | None = None) -> Actor:
    """Put an actor back. Raises DomainError when another one took the name meanwhile."""
    if actor.label in _labels(actor.initiative):
        raise DomainError(f"« {actor.label} » est de nouveau dans la liste : complétez cette fiche-là.")
    actor.archived_at = None
    actor.save(update_fields=["archived_at", "updated_at"])
    record("actor.restored", by=by, scope=actor.initiative.scope(), on=actor.id, now=now)
    return actor


def _labels(initiative: Initiative) -> set[str]:
    return set(queries.actors(initiative).values_list("label", flat=True))


def _folded(words: dict[str, str]) -> dict[str, str]:
    return {naming.fold(word): code for word, code in words.items()}


def _values(sheet: Sheet) -> dict[str, object]:
    values = {field: getattr(sheet, field) for field in Sheet.__dataclass_fields__}
    return values | {"label": sheet.label.strip(), "email": sheet.email.strip().lower()}


def _check(initiative: Initiative, sheet: Sheet, but: Actor | None = None) -> None:
    if not sheet.label.strip():
        raise DomainError("Écrivez le nom de l’acteur.", field="label")
    same = queries.actors(initiative).filter(label__iexact=sheet.label.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise DomainError(f"« {sheet.label.strip()} » est déjà dans la liste.", field="label")
