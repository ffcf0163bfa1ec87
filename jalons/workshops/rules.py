"""Who finds which tool (the toolbox), and what a code, a task or an address must look like. No query here."""

import random
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.workshops.enums import ToolReach

TEAMS = frozenset(
    {Role.TRAINER, Role.CAF_REFERENT, Role.COOPERATION_OFFICER, Role.PROJECT_TEAM, Role.TRAINEE}
)
"""Who works with tools: those who animate, and those who learn to."""

PROVIDERS = frozenset({Role.TRAINER, Role.TRAINING_BODY, Role.TRAINING_MANAGER})

CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, I nor O: read aloud and copied by hand without a doubt. 32 signs, 8 of them: 40 bits."""

CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a person works or worked: what their roles opened.

    `cafs` and `providers` are organisations; `initiatives` and `missions` are those of today only.
    A former participant keeps the Caf's tools, to use them on another territory.
    """

    cafs: Collection[UUID] = field(default_factory=frozenset)
    providers: Collection[UUID] = field(default_factory=frozenset)
    initiatives: Collection[UUID] = field(default_factory=frozenset)
    missions: Collection[UUID] = field(default_factory=frozenset)


def may_see(
    *, reach: str, organisation: UUID | None, initiative: UUID | None, mission: UUID | None, who: Belonging
) -> bool:
    """Whether a tool of this reach, kept there, is in this person's toolbox."""
    if reach == ToolReach.CAF:
        return organisation in who.cafs
    if reach == ToolReach.PROVIDER:
        return organisation in who.providers
    return initiative in who.initiatives if initiative else mission in who.missions


def draw_code(rng: random.Random | None = None) -> str:
    """Eight signs that nobody guesses, easy to copy from paper."""
    source = rng or secrets.SystemRandom()
    return "".join(source.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def typed_code(raw: str) -> str:
    """The code that somebody typed: spaces, dashes and small letters forgiven; empty when it is none."""
    kept = "".join(sign for sign in raw.upper() if sign.isalnum())
    return kept if len(kept) == CODE_LENGTH and set(kept) <= set(CODE_SIGNS) else ""


def meeting_address(raw: str) -> str:
    """The address of a remote meeting: https only. Raises DomainError."""
    address = raw.strip()
    if address and urlsplit(address).scheme != "https":
        raise DomainError(
            "Donnez une adresse qui commence par https:// : celle que la visioconférence vous a donnée.",
            field="meeting_url",
        )
    return address
