"""Finding an EPCI from what somebody types: accents, articles, hyphens and small typos forgiven. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jalons.territories import naming

SIREN_LENGTH = 9
SHORTEST_SIREN_START = 3
LONGEST_WITHOUT_TYPO = 3  # « val », « lot »: a typo would match anything
LONGEST_WITH_ONE_TYPO = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """One EPCI as it is searched. `search_name` comes from `naming.search_name`."""

    id: UUID
    code: str
    name: str
    search_name: str


def siren(query: str) -> str:
    """The digits of a query that is a SIREN or its beginning, written with or without spaces."""
    digits = "".join(query.split())
    is_siren = digits.isdigit() and SHORTEST_SIREN_START <= len(digits) <= SIREN_LENGTH
    return digits if is_siren else ""


def by_siren(candidates: Iterable[Candidate], digits: str) -> list[Candidate]:
    return sorted((c for c in candidates if c.code.startswith(digits)), key=lambda c: c.code)


def by_name(candidates: Iterable[Candidate], query: str) -> list[Candidate]:
    """Those whose name holds every word of the query, best first: whole name, its start, anywhere."""
    wanted = naming.words(query)
    if not wanted:
        return []
    ranked = [(rank, c) for c in candidates if (rank := _rank(c.search_name, wanted)) is not None]
    return [
        c for _, c in sorted(ranked, key=lambda found: (found[0], len(found[1].name), found[1].search_name))
    ]


def _rank(search_name: str, wanted: list[str]) -> int | None:
    joined = " ".join(wanted)
    if search_name == joined:
        return 0
    if search_name.startswith(joined):
        return 1
    have = search_name.split()
    if all(word in have for word in wanted):
        return 2
    if all(any(other.startswith(word) for other in have) for word in wanted):
        return 3
    return 4 if joined in search_name else None


def with_typos(candidates: Iterable[Candidate], query: str) -> list[Candidate]:
    """Those whose every word is within a letter or two of the query's, nearest first."""
    wanted = naming.words(query)
    if not wanted:
        return []
    found = [(total, c) for c in candidates if (total := _typos(c.search_name, wanted)) is not None]
    return [c for _, c in sorted(found, key=lambda pair: (pair[0], len(pair[1].name), pair[1].search_name))]


def _typos(search_name: str, wanted: list[str]) -> int | None:
    """Letters to change so that each wanted word is (or begins) a word of the name."""
    total = 0
    for word in wanted:
        allowed = _allowed_typos(word)
        best = min(
            (
                distance(word, start, allowed)
                for other in search_name.split()
                for start in {other, other[: len(word)]}
            ),
            default=allowed + 1,
        )
        if best > allowed:
            return None
        total += best
    return total


def _allowed_typos(word: str) -> int:
    if len(word) <= LONGEST_WITHOUT_TYPO:
        return 0
    return 1 if len(word) <= LONGEST_WITH_ONE_TYPO else 2


def distance(a: str, b: str, limit: int) -> int:
    """Letters to insert, drop, change or swap to go from `a` to `b`; `limit + 1` as soon as it is more."""
    if abs(len(a) - len(b)) > limit or len(set(a) ^ set(b)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if older and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def by_most_words(candidates: Iterable[Candidate], query: str) -> list[Candidate]:
    """Those that hold at least half of the query's words: « pays du Trièves » finds « Trièves »."""
    wanted = set(naming.words(query))
    scored = [(len(wanted & set(c.search_name.split())), c) for c in candidates]
    kept = [(count, c) for count, c in scored if wanted and 2 * count >= len(wanted)]
    return [c for _, c in sorted(kept, key=lambda pair: (-pair[0], len(pair[1].name), pair[1].search_name))]
