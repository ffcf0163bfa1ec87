"""Which cards use near words: a small, local, deterministic suggestion. No Django, no model weights.

Cards become vectors of stems and of the subjects that these belong to (`fields`), each weighing more when
fewer cards have it, compared by cosine. Groups
grow by average link, in an order that depends on the cards' ids and words only, never on the order in
which they are given. What people refused is never suggested again. Nothing here writes anything:
software proposes, people decide.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from jalons.diagnosis.fields import SUBJECT_OF
from jalons.diagnosis.lexicon import stems, words_of

Key = TypeVar("Key", bound=Hashable)

LIKENESS_OF_A_GROUP = 0.28  # mean cosine between two parts before they stop being put together
LIKENESS_TO_A_GROUP = 0.3  # cosine of a card to the middle of a regroupement
LIKENESS_OF_TWINS = 0.72  # two cards that say nearly the same
SUBJECT_WEIGHT = 2.0  # a shared subject counts more than a shared word
SMALLEST_GROUP = 3
LARGEST_GROUP = 24
NAMING_WORDS = 3


@dataclass(frozen=True, slots=True)
class Card(Generic[Key]):
    """A card to compare. `key` must sort: it settles every tie."""

    key: Key
    text: str


@dataclass(frozen=True, slots=True)
class Group(Generic[Key]):
    """Cards that use near words, in key order.

    `subject` is the one that most of them share (empty: none), `words` those that they share, most
    shared first.
    """

    keys: tuple[Key, ...]
    subject: str
    words: tuple[str, ...]
    likeness: float  # mean cosine between its cards, 0 to 1


@dataclass(frozen=True, slots=True)
class Nearest(Generic[Key]):
    """A card and the regroupement whose words are nearest."""

    key: Key
    group: Hashable
    likeness: float


@dataclass(frozen=True, slots=True)
class Twins(Generic[Key]):
    """Two cards that say nearly the same. Shown side by side, never merged."""

    first: Key
    second: Key
    likeness: float


def suggest_groups(
    cards: Iterable[Card[Key]], *, apart: frozenset[frozenset[Key]] = frozenset()
) -> list[Group[Key]]:
    """Groups of at least three cards with near words; each card is in one group at most.

    `apart` holds pairs that a person refused to see together. Largest group first.
    """
    ordered = _ordered(cards)
    if len(ordered) < SMALLEST_GROUP:
        return []
    vectors = _vectors([card.text for card in ordered])
    likeness = vectors @ vectors.T
    place = {card.key: index for index, card in enumerate(ordered)}
    forbidden = _forbidden(apart, place)
    parts = _average_link(likeness, forbidden)
    groups = [_group(part, ordered, likeness) for part in parts if len(part) >= SMALLEST_GROUP]
    return sorted(groups, key=lambda group: (-len(group.keys), group.keys))


def suggest_places(
    cards: Iterable[Card[Key]],
    groups: Mapping[Hashable, Sequence[str]],
    *,
    apart: frozenset[tuple[Key, Hashable]] = frozenset(),
) -> list[Nearest[Key]]:
    """For each card, the one regroupement with the nearest words, when one is near enough.

    `groups` gives the texts of each regroupement (its title counts as one of them); `apart` the
    (card, regroupement) pairs that a person refused.
    """
    ordered = _ordered(cards)
    names = sorted(groups, key=str)
    if not ordered or not names:
        return []
    texts = [text for name in names for text in groups[name]]
    vectors = _vectors([card.text for card in ordered] + texts)
    middles = _middles(vectors[len(ordered) :], [len(groups[name]) for name in names])
    scores = vectors[: len(ordered)] @ middles.T
    found = [_best(card.key, row, names, apart) for card, row in zip(ordered, scores, strict=True)]
    return [nearest for nearest in found if nearest]


def find_twins(cards: Iterable[Card[Key]]) -> list[Twins[Key]]:
    """Pairs of cards that say nearly the same, most alike first."""
    ordered = _ordered(cards)
    if len(ordered) < 2:  # noqa: PLR2004 - a pair
        return []
    vectors = _vectors([card.text for card in ordered], with_subjects=False)
    likeness = vectors @ vectors.T
    plains = [words_of(card.text) for card in ordered]
    rows, columns = np.nonzero(np.triu(likeness >= LIKENESS_OF_TWINS, k=1))
    pairs = [
        Twins(ordered[i].key, ordered[j].key, round(float(likeness[i, j]), 3))
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    same_without_words = [
        Twins(ordered[i].key, ordered[j].key, 1.0)
        for i in range(len(ordered))
        for j in range(i + 1, len(ordered))
        if plains[i] and plains[i] == plains[j] and likeness[i, j] < LIKENESS_OF_TWINS
    ]
    return sorted(pairs + same_without_words, key=lambda twins: (-twins.likeness, str(twins.first)))


def _ordered(cards: Iterable[Card[Key]]) -> list[Card[Key]]:
    return sorted(cards, key=lambda card: str(card.key))


def _vectors(texts: Sequence[str], *, with_subjects: bool = True) -> NDArray[np.float64]:
    """One unit row a text (or a zero row when it says nothing we know), one column a stem."""
    counts = [_features(text) if with_subjects else _words(text) for text in texts]
    spread = Counter(stem for count in counts for stem in count)
    columns = {stem: column for column, stem in enumerate(sorted(spread))}
    matrix = np.zeros((len(texts), max(len(columns), 1)))
    for row, count in enumerate(counts):
        for stem, times in count.items():
            weight = SUBJECT_WEIGHT if stem.startswith("§") else 1.0
            matrix[row, columns[stem]] = weight * (1 + log(times)) * log(1 + len(texts) / spread[stem])
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(matrix, lengths, out=matrix, where=lengths > 0)
    return unit


def _words(text: str) -> Counter[str]:
    return Counter(stem for stem, _ in stems(text))


def _features(text: str) -> Counter[str]:
    """Stems, and the subjects that they belong to: « §Se déplacer » for « le car »."""
    found = [stem for stem, _ in stems(text)]
    return Counter(found) + Counter(f"§{SUBJECT_OF[stem]}" for stem in found if stem in SUBJECT_OF)


def _subject(texts: Sequence[str]) -> str:
    """The subject of most of these texts, empty when they share none."""
    said = Counter(feature[1:] for text in texts for feature in _features(text) if feature.startswith("§"))
    if not said:
        return ""
    first = min(said, key=lambda subject: (-said[subject], subject))
    return first if said[first] * 2 > len(texts) else ""


def _forbidden(apart: frozenset[frozenset[Key]], place: Mapping[Key, int]) -> NDArray[np.bool_]:
    matrix = np.zeros((len(place), len(place)), dtype=bool)
    for pair in apart:
        known = [place[key] for key in pair if key in place]
        if len(known) == 2:  # noqa: PLR2004 - a pair
            matrix[known[0], known[1]] = matrix[known[1], known[0]] = True
    return matrix


def _average_link(likeness: NDArray[np.float64], forbidden: NDArray[np.bool_]) -> list[list[int]]:
    """Put the two nearest parts together, again and again, until none is near enough."""
    score = np.where(forbidden, -1.0, likeness)
    np.fill_diagonal(score, -1.0)
    parts: list[list[int]] = [[index] for index in range(len(likeness))]
    while True:
        nearest = int(np.argmax(score))  # the first of equals: rows stand in key order
        keep, gone = divmod(nearest, len(score))
        if score[keep, gone] < LIKENESS_OF_A_GROUP:
            return [part for part in parts if part]
        keep, gone = min(keep, gone), max(keep, gone)
        _join(score, parts, keep, gone)


def _join(score: NDArray[np.float64], parts: list[list[int]], keep: int, gone: int) -> None:
    sizes = len(parts[keep]), len(parts[gone])
    joined = (score[keep] * sizes[0] + score[gone] * sizes[1]) / sum(sizes)
    refused = (score[keep] < 0) | (score[gone] < 0)
    parts[keep] = sorted(parts[keep] + parts[gone])
    parts[gone] = []
    too_large = np.array([len(part) + len(parts[keep]) > LARGEST_GROUP for part in parts])
    row = np.where(refused | too_large, -1.0, joined)
    row[keep] = -1.0
    score[keep, :] = score[:, keep] = row
    score[gone, :] = score[:, gone] = -1.0


def _group(part: list[int], ordered: Sequence[Card[Key]], likeness: NDArray[np.float64]) -> Group[Key]:
    block = likeness[np.ix_(part, part)]
    pairs = len(part) * (len(part) - 1)
    mean = float((block.sum() - np.trace(block)) / pairs)
    texts = [ordered[index].text for index in part]
    return Group(
        keys=tuple(ordered[index].key for index in part),
        subject=_subject(texts),
        words=shared_words(texts),
        likeness=round(mean, 3),
    )


def shared_words(texts: Sequence[str]) -> tuple[str, ...]:
    """The words that most of these texts share, as people wrote them, most shared first."""
    cards_with: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text in texts:
        found = stems(text)
        cards_with.update({stem for stem, _ in found})
        for stem, word in found:
            written.setdefault(stem, Counter())[word] += 1
    shared = [stem for stem, cards in cards_with.items() if cards > 1]
    first = sorted(shared, key=lambda stem: (-cards_with[stem], stem))[:NAMING_WORDS]
    return tuple(min(written[stem], key=lambda word: (-written[stem][word], word)) for stem in first)


def _middles(vectors: NDArray[np.float64], sizes: Sequence[int]) -> NDArray[np.float64]:
    middles = np.zeros((len(sizes), vectors.shape[1]))
    start = 0
    for row, size in enumerate(sizes):
        if size:
            middles[row] = vectors[start : start + size].mean(axis=0)
        start += size
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(middles, lengths, out=middles, where=lengths > 0)
    return unit


def _best(
    key: Key,
    scores: NDArray[np.float64],
    names: Sequence[Hashable],
    apart: frozenset[tuple[Key, Hashable]],
) -> Nearest[Key] | None:
    allowed = [
        (round(float(score), 3), -index)
        for index, (name, score) in enumerate(zip(names, scores, strict=True))
        if (key, name) not in apart
    ]
    if not allowed or max(allowed)[0] < LIKENESS_TO_A_GROUP:
        return None
    likeness, index = max(allowed)
    return Nearest(key, names[-index], likeness)
