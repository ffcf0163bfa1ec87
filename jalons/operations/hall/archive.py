"""The two archives of a hall: the one that leaves (« aller »), and the one that comes back (« retour »).

Both hold the rows of the territory, as its dossier does, and a manifest. The one that leaves also holds
who may animate and the communes around, so that the laptop needs nothing else; never a code, never a key.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.db import models
from django.db.models import Q

from jalons import __version__
from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.accounts.permissions import WHO_MAY
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.operations import rows
from jalons.operations.backup.contents import applied_migrations
from jalons.operations.dossier import archive as dossier
from jalons.operations.dossier.contents import OWN
from jalons.territories.models import Membership, Territory

FORMAT = 1
MANIFEST = "salle.json"
OUT, BACK = "aller", "retour"
_STAFF = (Permission.FACILITATE, Permission.RECORD_TABLE)


@dataclass(frozen=True, slots=True)
class Hall:
    """What the manifest says: which hall, which territory, from which state of the schema."""

    id: str
    initiative: str
    name: str
    slug: str
    direction: str
    made_at: str
    home: str

    @classmethod
    def of(cls, manifest: dict[str, Any]) -> "Hall":
        return cls(**{name: manifest[name] for name in cls.__slots__})


def write_out(initiative: Initiative, target: IO[bytes], *, hall_id: Any, home: str, now: datetime) -> None:
    """Everything that a laptop needs to hold the room of this territory."""
    dossier.write(initiative, target, now=now)
    with ZipFile(target, "a") as archive:
        for name, items in (("comptes", _people(initiative)), ("roles", _roles(initiative))):
            archive.writestr(f"salle/{name}.jsonl", _lines(items))
        territories, memberships = _geography(initiative)
        archive.writestr("salle/territoires.jsonl", _lines(rows.dump(one) for one in territories))
        archive.writestr("salle/membres.jsonl", _lines(rows.dump(one) for one in memberships))
        _seal(archive, initiative, OUT, hall_id=str(hall_id), home=home, now=now)


def write_back(initiative: Initiative, target: IO[bytes], *, out: IO[bytes], now: datetime) -> None:
    """What the room produced: the rows as they are now, beside those that left."""
    with ZipFile(out) as left:
        hall = manifest(left, OUT)
        dossier.write(initiative, target, now=now)
        with ZipFile(target, "a") as archive:
            for own in OWN:
                name = f"donnees/{own.label.lower()}.jsonl"
                archive.writestr(f"depart/{name}", left.read(name))
            for name in left.namelist():
                if name.startswith("liens/"):
                    archive.writestr(f"depart/{name}", left.read(name))
            _seal(archive, initiative, BACK, hall_id=hall.id, home=hall.home, now=now)


def _seal(
    archive: ZipFile, initiative: Initiative, direction: str, *, hall_id: str, home: str, now: Any
) -> None:
    """The manifest: what this is, and the fingerprint of each file."""
    files = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    content = {
        "format": FORMAT, "id": hall_id, "initiative": str(initiative.pk), "name": initiative.name,
        "slug": initiative.slug, "direction": direction, "made_at": now.isoformat(), "home": home,
        "jalons": __version__, "migrations": applied_migrations(), "files": files,
    }  # fmt: skip
    archive.writestr(MANIFEST, json.dumps(content, ensure_ascii=False))


def opened(source: IO[bytes], direction: str) -> tuple[ZipFile, Hall]:
    """The archive and its manifest, every fingerprint verified. Raises DomainError; nothing is touched."""
    try:
        archive = ZipFile(source)
        return archive, manifest(archive, direction)
    except BadZipFile as damaged:
        raise DomainError(
            "Ce fichier n’est pas une archive de salle, ou il est abîmé. Copiez-le de nouveau."
        ) from damaged


def manifest(archive: ZipFile, direction: str) -> Hall:
    """Verify and read the manifest. Raises DomainError."""
    try:
        content = json.loads(archive.read(MANIFEST))
        for name, digest in content["files"].items():
            if sha256(archive.read(name)).hexdigest() != digest:
                raise DomainError(
                    f"L’archive est abîmée ({name}). Copiez-la de nouveau depuis l’ordinateur d’origine."
                )
    except (KeyError, ValueError, TypeError) as problem:
        raise DomainError(
            "Ce fichier n’est pas une archive de salle. Elle s’obtient par « Salle sans internet », sur la "
            "page du territoire, ou par « jalons hall sync » sur l’ordinateur de la salle."
        ) from problem
    if content["direction"] != direction:
        said = "vient de la salle" if content["direction"] == BACK else "part vers la salle"
        raise DomainError(f"Cette archive {said} : ce n’est pas celle qu’il faut ici.")
    if content["format"] != FORMAT or content["migrations"] != applied_migrations():
        raise DomainError(
            f"Cette archive vient de Jalons {content['jalons']} et la base d’ici, de Jalons {__version__}, "
            "n’est pas dans le même état. Installez la même version des deux côtés."
        )
    return Hall.of(content)


def lines(archive: ZipFile, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one file; none when it is not there."""
    if name in archive.namelist():
        for line in archive.read(name).decode().splitlines():
            yield json.loads(line)


def _lines(items: Any) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def staff(initiative: Initiative) -> "models.QuerySet[RoleAssignment]":
    """Roles, held today, that let somebody animate or record a table of this territory."""
    steps = list(initiative.steps.values_list("id", flat=True))
    allowed = {role for permission in _STAFF for role in WHO_MAY[permission]}
    here = (
        Q(scope_kind=ScopeKind.INITIATIVE, scope_id=initiative.pk)
        | Q(scope_kind=ScopeKind.MISSION, scope_id=initiative.mission_id)
        | Q(scope_kind=ScopeKind.STEP, scope_id__in=steps)
    )
    today = clock.today()
    return (
        RoleAssignment.objects.filter(here, role__in=allowed, starts_on__lte=today, revoked_at__isnull=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(user__is_active=True)
        .order_by("pk")
    )


def _people(initiative: Initiative) -> Iterator[dict[str, Any]]:
    for user in User.objects.filter(role_assignments__in=staff(initiative)).distinct().order_by("email"):
        yield {"id": str(user.pk), "email": user.email, "display_name": user.display_name}


def _roles(initiative: Initiative) -> Iterator[dict[str, Any]]:
    return (rows.dump(one) for one in staff(initiative))


def _geography(initiative: Initiative) -> tuple[list[Territory], list[Membership]]:
    """The territory, its communes, and the EPCI of those it is made of."""
    members = list(Membership.objects.filter(epci=initiative.territory).order_by("pk"))
    ids = {initiative.territory_id} | {member.commune_id for member in members}
    return list(Territory.objects.filter(pk__in=ids).order_by("pk")), members
