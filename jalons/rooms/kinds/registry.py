"""Every kind of sequence that this installation knows."""

import pkgutil
from importlib import import_module

from jalons.rooms import kinds
from jalons.rooms.kinds.base import Kind

_KINDS: dict[str, Kind] = {}
_FIRST = ("collect", "fragments", "pictures", "timeline", "statements", "rating", "dots", "abaque")
"""The order of lists: what is used most comes first, the others by their code."""


class UnknownKindError(LookupError):
    """A sequence names a kind that no area registered."""


def register(kind: Kind) -> None:
    """Make a kind available. Called in AppConfig.ready(); registering the same one twice is harmless."""
    _KINDS[kind.code] = kind


def discover() -> None:
    """Register the kind of every folder of `rooms/kinds/`."""
    found = {info.name for info in pkgutil.iter_modules(kinds.__path__) if info.ispkg}
    for name in [*(n for n in _FIRST if n in found), *sorted(found - set(_FIRST))]:
        register(import_module(f"{kinds.__name__}.{name}").KIND)


def get(code: str) -> Kind:
    """The kind with this code. Raises UnknownKindError."""
    try:
        return _KINDS[code]
    except KeyError as missing:
        raise UnknownKindError(code) from missing


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_KINDS.values())


def choices() -> list[tuple[str, str]]:
    """Codes and labels, for forms."""
    return [(kind.code, kind.label) for kind in _KINDS.values()]
