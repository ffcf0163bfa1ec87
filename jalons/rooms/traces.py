"""Where a word went: from a word to a change, and back (architecture, principle 2).

Higher areas register a function in AppConfig.ready(); `rooms` never names what they make of words.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a word led to: « regroupement », its title, the page where it stands."""

    kind: str
    label: str
    url: str
    rank: int = 0
    """How far from the word: 1 regroupement, 2 croisement, 3 urgence, 4 changement, 5 chemin, 6 journal."""
    said: str = ""
    """The same for whoever said the word, in plain words and without a link: empty for what is not
    theirs to read yet (working content)."""


Tracer = Callable[[Collection[UUID]], dict[UUID, list[Trace]]]
_TRACERS: list[Tracer] = []


def register(tracer: Tracer) -> None:
    """Ask `tracer` what words led to: it takes their ids, all of a page at once, in few queries."""
    if tracer not in _TRACERS:
        _TRACERS.append(tracer)


def of(words: Collection[UUID]) -> dict[UUID, list[Trace]]:
    """Traces of each word, nearest first; a word that led nowhere yet has an empty list."""
    found: dict[UUID, list[Trace]] = {word: [] for word in words}
    for tracer in _TRACERS:
        for word, traces in tracer(words).items():
            found[word].extend(traces)
    return {word: sorted(traces, key=lambda trace: trace.rank) for word, traces in found.items()}
