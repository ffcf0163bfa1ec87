"""Registry of the names of scopes. `initiatives` registers how its missions, démarches and steps are called.

Accounts know a scope as a kind and an id; only the area that owns the object can name it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from jalons.accounts.enums import ScopeKind


@dataclass(frozen=True, slots=True)
class ScopeName:
    """How a scope is shown, and the page where it lives (empty when it has none)."""

    label: str
    url: str = ""


Namer = Callable[[set[UUID] | None], dict[UUID, ScopeName]]
_NAMERS: dict[ScopeKind, Namer] = {}


def register(kind: ScopeKind, namer: Namer) -> None:
    """Say how scopes of a kind are called. `namer` answers for many ids, or for all (None), in one query."""
    _NAMERS[kind] = namer


def names(pairs: Iterable[tuple[str, UUID | None]]) -> dict[tuple[str, UUID | None], ScopeName]:
    """The names of many scopes, one query a kind; an erased object is said to be gone."""
    wanted: dict[ScopeKind, set[UUID]] = {}
    found: dict[tuple[str, UUID | None], ScopeName] = {
        (ScopeKind.INSTALLATION.value, None): ScopeName(ScopeKind.INSTALLATION.label)
    }
    for kind, id_ in pairs:
        if id_ is not None:
            wanted.setdefault(ScopeKind(kind), set()).add(id_)
    for kind, ids in wanted.items():
        named = _NAMERS[kind](ids) if kind in _NAMERS else {}
        for id_ in ids:
            gone = ScopeName(f"{kind.label} (supprimé)")
            found[kind.value, id_] = named.get(id_, gone)
    return found


def all_of(kind: ScopeKind) -> dict[UUID, ScopeName]:
    """Every scope of a kind with its name; empty when no area names this kind."""
    return _NAMERS[kind](None) if kind in _NAMERS else {}
