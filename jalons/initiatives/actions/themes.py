"""The nomenclature of themes (domain.md §1.7): shipped once, then each Caf's own."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope
from jalons.directory.models import Organisation
from jalons.initiatives.models import Theme
from jalons.journal.actions import record

SHIPPED = (
    "Petite enfance",
    "Soutien à la parentalité",
    "Enfance",
    "Jeunesse",
    "Animation de la vie sociale",
    "Accès aux droits et au numérique",
    "Handicap",
    "Logement et cadre de vie",
    "Mobilité",
    "Santé",
)
"""The eight of Haute-Vienne, then mobility and health: real urgencies beyond what a Caf may do."""


@transaction.atomic
def load_shipped() -> list[Theme]:
    """The nomenclature of the installation, created when it is not there. Loading again changes nothing."""
    known = {theme.label: theme for theme in Theme.objects.filter(caf__isnull=True)}
    missing = [
        Theme(label=label, position=position)
        for position, label in enumerate(SHIPPED, start=1)
        if label not in known
    ]
    Theme.objects.bulk_create(missing)
    return list(Theme.objects.filter(caf__isnull=True))


@transaction.atomic
def own_list(caf: Organisation) -> list[Theme]:
    """The Caf's own nomenclature, started as a copy of the shipped one the first time it is edited."""
    Organisation.objects.select_for_update().get(pk=caf.pk)
    own = list(Theme.objects.filter(caf=caf))
    if own:
        return own
    return Theme.objects.bulk_create(
        Theme(caf=caf, label=theme.label, position=theme.position) for theme in load_shipped()
    )


@transaction.atomic
def add(
    caf: Organisation, *, label: str, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Theme:
    """Add an entry at the end. Raises DomainError when it is empty or known."""
    own_list(caf)
    label = _checked(caf, label)
    last = Theme.objects.filter(caf=caf).aggregate(last=Max("position"))["last"] or 0
    theme = Theme.objects.create(caf=caf, label=label, position=last + 1)
    record("theme.added", by=by, scope=scope, on=theme.id, label=label, now=now)
    return theme


@transaction.atomic
def rename(
    theme: Theme, *, label: str, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Theme:
    """Change the wording of an entry of a Caf's own list."""
    theme = Theme.objects.select_for_update(of=("self",)).select_related("caf").get(pk=theme.pk)
    if theme.caf is None:
        raise DomainError("Ce thème est commun à tous : créez d’abord la liste de votre Caf.")
    if theme.label == label.strip():
        return theme
    before, theme.label = theme.label, _checked(theme.caf, label)
    theme.save(update_fields=["label", "updated_at"])
    record("theme.renamed", by=by, scope=scope, on=theme.id, label=theme.label, now=now, before=before)
    return theme


@transaction.atomic
def set_retired(
    theme: Theme, *, is_retired: bool, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Theme:
    """Stop proposing an entry, or propose it again. What already bears it keeps it."""
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    if theme.caf_id is None:
        raise DomainError("Ce thème est commun à tous : créez d’abord la liste de votre Caf.")
    theme.is_retired = is_retired
    theme.save(update_fields=["is_retired", "updated_at"])
    verb = "theme.retired" if is_retired else "theme.restored"
    record(verb, by=by, scope=scope, on=theme.id, label=theme.label, now=now)
    return theme


def _checked(caf: Organisation, label: str) -> str:
    label = label.strip()
    if not label:
        raise DomainError("Écrivez le nom du thème.", field="label")
    if Theme.objects.filter(caf=caf, label__iexact=label).exists():
        raise DomainError("Ce thème est déjà dans la liste.", field="label")
    return label


def change(
    theme: Theme,
    *,
    label: str,
    is_retired: bool,
    by: Actor,
    scope: Scope = INSTALLATION,
    now: datetime | None = None,
) -> Theme:
    """Rename an entry and say whether it is still proposed, in one transaction."""
    with transaction.atomic():
        theme = rename(theme, label=label, by=by, scope=scope, now=now)
        if theme.is_retired != is_retired:
            theme = set_retired(theme, is_retired=is_retired, by=by, scope=scope, now=now)
    return theme


def listed(caf: Organisation) -> list[Theme]:
    """Every entry of the Caf's list, retired ones included; the shipped one while it has none."""
    return list(Theme.objects.filter(caf=caf)) or list(Theme.objects.filter(caf__isnull=True))
