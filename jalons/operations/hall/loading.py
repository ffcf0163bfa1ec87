"""Putting a territory on the laptop of a hall: its rows, who may animate, and the codes that let them in."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from jalons.accounts.models import RoleAssignment, User
from jalons.core import clock
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.operations import rows
from jalons.operations.dossier import reading
from jalons.operations.hall import archive as archives
from jalons.operations.hall.archive import Hall
from jalons.operations.models import HallCode
from jalons.territories.models import Membership, Territory

CODES_EACH = 6
"""Printed codes of one person: one for each device, and some to lose."""

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """The codes of one person, as they are printed. They exist nowhere else in clear."""

    name: str
    codes: tuple[str, ...]


def fingerprint(code: str) -> str:
    """What the database keeps of a code, whatever the case and the blanks it was typed with."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"jalons.hall:{plain}".encode()).hexdigest()


@transaction.atomic
def load(source: IO[bytes], *, now: datetime | None = None) -> tuple[Hall, list[Sheet]]:
    """Read the archive that left, in an empty installation. Returns the hall and the codes to print.

    Raises DomainError when the archive is damaged, of another version, or when somebody is here already.
    """
    moment = now or clock.now()
    opened, hall = archives.opened(source, archives.OUT)
    if Initiative.objects.exists() or User.objects.exists():
        raise DomainError("Ce dossier contient déjà une salle. Donnez-en un autre : --folder AUTRE-DOSSIER.")
    try:
        for row in archives.lines(opened, "salle/territoires.jsonl"):
            if not Territory.objects.filter(pk=row["id"]).exists():
                rows.insert(rows.load(Territory, row))
        for row in archives.lines(opened, "salle/membres.jsonl"):
            if not Membership.objects.filter(pk=row["id"]).exists():
                rows.insert(rows.load(Membership, row))
        reading.read_rows(opened, hall.initiative, brings_territories=True)
        sheets = [_person(row) for row in archives.lines(opened, "salle/comptes.jsonl")]
        for row in archives.lines(opened, "salle/roles.jsonl"):
            rows.insert(rows.load(RoleAssignment, row))
    except (IntegrityError, rows.UnreadableRowError) as problem:
        raise DomainError(f"L’archive ne se lit pas ici ({problem}). Rien n’a été écrit.") from problem
    _journal(hall, moment)
    return hall, sheets


def _person(row: dict[str, str]) -> Sheet:
    user = User(id=row["id"], email=row["email"], display_name=row["display_name"])
    user.set_unusable_password()
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    codes = tuple(_draw() for _ in range(CODES_EACH))
    HallCode.objects.bulk_create(HallCode(user=user, code_hash=fingerprint(code)) for code in codes)
    return Sheet(user.display_name or user.email, codes)


def _draw() -> str:
    plain = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{plain[:4]} {plain[4:]}"


def _journal(hall: Hall, now: datetime) -> None:
    from jalons.journal import actions as journal

    initiative = Initiative.objects.get(pk=hall.initiative)
    journal.record(
        "hall.arrived",
        by=SOFTWARE,
        scope=initiative.scope(),
        on=initiative.pk,
        label=initiative.name,
        now=now,
    )


@transaction.atomic
def let_in(code: str, *, now: datetime | None = None) -> User:
    """The person of this printed code, which serves once. Raises DomainError."""
    found = HallCode.objects.select_for_update().filter(code_hash=fingerprint(code)).first()
    if found is None:
        raise DomainError(
            "Ce code n’est pas sur la feuille. Relisez-le : huit signes, ni zéro ni lettre O.", field="code"
        )
    if found.used_at is not None:
        raise DomainError(
            "Ce code a déjà servi : prenez le suivant de la feuille, puis barrez-le.", field="code"
        )
    found.used_at = now or clock.now()
    found.save(update_fields=["used_at", "updated_at"])
    return found.user
