"""What people decide about. Higher areas register their objects; `decisions` never names one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from jalons.core.actors import Actor
from jalons.decisions.models import ConsentProcess, ProposalVersion


class OnAdopted(Protocol):
    """Called in the transaction that adopts; a DomainError raised here refuses the adoption."""

    def __call__(
        self, consent: ConsentProcess, version: ProposalVersion, *, by: Actor, now: datetime
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """`label` says in French what the text is; `url` leads back to the page of the object."""

    label: str
    on_adopted: OnAdopted
    url: Callable[[UUID], str]


_SUBJECTS: dict[str, Subject] = {}


class UnknownSubjectError(LookupError):
    """A process bears on a kind that no area registered."""


def register(kind: str, *, label: str, on_adopted: OnAdopted, url: Callable[[UUID], str]) -> None:
    """Declare a kind of subject, in AppConfig.ready()."""
    _SUBJECTS[kind] = Subject(label, on_adopted, url)


def get(kind: str) -> Subject:
    """Raises UnknownSubjectError."""
    try:
        return _SUBJECTS[kind]
    except KeyError as missing:
        raise UnknownSubjectError(kind) from missing
