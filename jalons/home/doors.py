"""Everything that a territory keeps: one door a page, only those that the person may open.

The permission is the one that the page's own view declares, so that this list never says otherwise.
"""

from dataclasses import dataclass

from django.urls import resolve, reverse

from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.accounts.permissions import may
from jalons.initiatives.models import Initiative

PAGES = (
    ("portrait", "chart", "Portrait"),
    ("paroles", "speech", "Paroles"),
    ("regroupements", "cards", "Regroupements"),
    ("croisements", "merge", "Croisements"),
    ("urgences", "flag", "Urgences"),
    ("futur-ideal", "sun", "Futur idéal"),
    ("changements", "sprout", "Changements"),
    ("validation", "pen", "Validation"),
    ("chemins", "path", "Chemins de progrès"),
    ("actions", "list", "Actions"),
    ("pilotage", "fern", "Pilotage"),
    ("journal-des-changements", "edit", "Journal des changements"),
    ("revues", "eye", "Revues"),
    ("acteurs", "people", "Acteurs"),
    ("equipe", "person", "Équipe projet"),
    ("signataires", "signature", "Signataires"),
    ("competences", "building", "Compétences"),
    ("acces", "key", "Accès"),
    ("dossier", "archive", "Dossier complet"),
    ("journal", "journal", "Journal"),
)


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the territory."""

    icon: str
    label: str
    url: str


def doors_for(user: User, initiative: Initiative) -> list[Door]:
    """The doors that this person may open; no query beyond the roles already read."""
    scope = initiative.scope()
    base = reverse("home:territory", args=[initiative.slug])
    doors = [Door(icon, label, f"{base}{page}/") for page, icon, label in PAGES]
    opened = [door for door in doors if may(user, _declared(door.url), scope)]
    mission = Door("calendar", "Mission et calendrier", initiative.mission.get_absolute_url())
    is_open = may(user, _declared(mission.url), initiative.mission.scope())
    return [*opened, mission] if is_open else opened


def _declared(url: str) -> Permission:
    """The permission that the view behind this address declares."""
    return Permission(resolve(url).func.permission)  # type: ignore[attr-defined]
