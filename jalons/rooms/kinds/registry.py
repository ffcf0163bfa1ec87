"""Every kind of sequence that this installation knows."""

from jalons.rooms.kinds.base import Kind

_KINDS: dict[str, Kind] = {}


class UnknownKindError(LookupError):
    """A sequence names a kind that no area registered."""


def register(kind: Kind) -> None:
    """Make a kind available. Called in AppConfig.ready(); registering the same one twice is harmless."""
    _KINDS[kind.code] = kind


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
