"""Registry of the verbs of the journal. Each area registers its own in its AppConfig.ready()."""

_SENTENCES: dict[str, str] = {}


class UnknownVerbError(LookupError):
    """An action records a verb that no area registered."""


def register(sentences: dict[str, str]) -> None:
    """Register French sentences by verb: `{"mission.created": "a créé la mission {label}"}`.

    The sentence follows the actor's name; its fields come from `label` and the entry's facts.
    """
    _SENTENCES.update(sentences)


def sentence(verb: str) -> str:
    """The sentence of a verb. Raises UnknownVerbError."""
    try:
        return _SENTENCES[verb]
    except KeyError as missing:
        raise UnknownVerbError(verb) from missing


def all_verbs() -> dict[str, str]:
    return dict(_SENTENCES)
