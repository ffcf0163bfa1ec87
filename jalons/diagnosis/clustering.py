"""Which cards use near words: a small, local, deterministic suggestion. No Django, no model weights.

Cards become vectors of stems and of the subjects that these belong to (`fields`), each weighing more when
fewer cards have it; a subject weighs less in a long card, which speaks of several. The vectors are
brought down to some fifty directions (latent semantic analysis), so that cards meet that share no word,
and grouped by k-means from a written seed, in about as many groups as the square root of the cards. A
card far from the middle of its group is left alone. Nothing depends on the order in which cards are
given, only on their ids and words. What people refused is never suggested again. Nothing here writes
anything: software proposes, people decide. Why this and not another: docs/regroupements.md.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from jalons.diagnosis.lexicon import plain, stems
from jalons.diagnosis.vectors import added_subjects, alike, middles, same_words, spellings, vectors, words

Key = TypeVar("Key", bound=Hashable)
LIKENESS_TO_THE_MIDDLE = 0.4  # cosine of a card to the middle of its group before it is left alone
LIKENESS_TO_A_GROUP = 0.3  # cosine of a card to the middle of a regroupement
LIKENESS_OF_TWINS = 0.72  # of words: two cards that say nearly the same…
LEAST_LIKENESS_OF_LETTERS = 0.5  # … when their letters agree: one word in common is not enough
LIKENESS_OF_SPELLINGS = 0.8  # of letters: the same sentence with another spelling
DIRECTIONS = 50
SMALLEST_GROUP = 3
NAMING_WORDS = 3
NOT_NAMES = frozenset({"rendez"})  # half of « rendez-vous »
SEED = 1
STARTS = 10
NOTHING = 1e-9  # what rounding leaves of a zero


@dataclass(frozen=True, slots=True)
class Card(Generic[Key]):
    """A card to compare. `key` must sort: it settles every tie."""

    key: Key
    text: str


@dataclass(frozen=True, slots=True)
class Group(Generic[Key]):
    """Cards that use near words, in key order.

    `subject` is the one that most of them share (empty: none); `words` those that tell it from the
    other cards, as people wrote them, most telling first.
    """

    keys: tuple[Key, ...]
    subject: str
    words: tuple[str, ...]
    likeness: float  # mean cosine of its cards to their middle, 0 to 1

    @property
    def label(self) -> str:
        """« Bus, horaires, lycée »."""
        label = ", ".join(self.words)
        return label[:1].upper() + label[1:]


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
    places, spoken = _places([card.text for card in ordered])
    if spoken.sum() < SMALLEST_GROUP:
        return []
    labels = np.full(len(ordered), -1)
    labels[spoken] = _grouped(places[spoken])
    labels = _without_strangers(places, labels)
    labels = _kept_apart(places, labels, [card.key for card in ordered], apart)
    return _named(ordered, labels, places)


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
    rows = vectors([card.text for card in ordered] + texts)
    centres = middles(rows[len(ordered) :], [len(groups[name]) for name in names])
    scores = np.asarray(rows[: len(ordered)] @ centres.T)
    found = [_best(card.key, row, names, apart) for card, row in zip(ordered, scores, strict=True)]
    return [nearest for nearest in found if nearest]


def find_twins(cards: Iterable[Card[Key]]) -> list[Twins[Key]]:
    """Pairs of cards that say nearly the same, most alike first."""
    ordered = _ordered(cards)
    if len(ordered) < 2:  # noqa: PLR2004 - a pair
        return []
    texts = [card.text for card in ordered]
    by_words = alike(vectors(texts, with_subjects=False), LIKENESS_OF_TWINS)
    found = {
        pair: max(likeness, by_words.get(pair, 0.0))
        for pair, likeness in alike(spellings(texts), LEAST_LIKENESS_OF_LETTERS).items()
        if pair in by_words or likeness >= LIKENESS_OF_SPELLINGS
    }
    found |= dict.fromkeys(same_words(texts), 1.0)
    twins = [
        Twins(ordered[first].key, ordered[second].key, round(likeness, 3))
        for (first, second), likeness in sorted(found.items())
    ]
    return sorted(twins, key=lambda twin: -twin.likeness)


def _ordered(cards: Iterable[Card[Key]]) -> list[Card[Key]]:
    return sorted(cards, key=lambda card: card.key)  # type: ignore[arg-type, return-value]


def _places(texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Each text among some fifty directions, as a unit row; and which texts say something we know."""
    from sklearn.utils.extmath import randomized_svd

    rows = vectors(texts)
    spoken: NDArray[np.bool_] = np.asarray(rows.getnnz(axis=1) > 0)
    directions = max(1, min(DIRECTIONS, len(texts) // 3, *rows.shape))
    with threadpool_limits(limits=1):  # type: ignore[no-untyped-call]
        left, values, _ = randomized_svd(rows, directions, random_state=SEED)
    places = left * values
    lengths = np.linalg.norm(places, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(places, lengths, out=np.zeros_like(places), where=lengths > NOTHING)
    return unit, spoken & (lengths.ravel() > NOTHING)


def _grouped(places: NDArray[np.float64]) -> NDArray[np.int_]:
    from sklearn.cluster import KMeans

    different = len(np.unique(places.round(6), axis=0))
    groups = min(max(1, round(sqrt(len(places)))), different)
    with threadpool_limits(limits=1):  # type: ignore[no-untyped-call]
        untyped: Any = KMeans
        found: NDArray[np.int_] = untyped(groups, n_init=STARTS, random_state=SEED).fit_predict(places)
    return found


def _closeness(places: NDArray[np.float64], labels: NDArray[np.int_]) -> NDArray[np.float64]:
    """Cosine of each row to the middle of its group, 0 for a row without one."""
    close = np.zeros(len(labels))
    for group in set(labels.tolist()) - {-1}:
        inside = labels == group
        middle = places[inside].mean(axis=0)
        close[inside] = places[inside] @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    return close


def _without_strangers(places: NDArray[np.float64], labels: NDArray[np.int_]) -> NDArray[np.int_]:
    kept = np.where(_closeness(places, labels) >= LIKENESS_TO_THE_MIDDLE, labels, -1)
    return _large_enough(kept)


def _large_enough(labels: NDArray[np.int_]) -> NDArray[np.int_]:
    sizes = Counter(labels.tolist())
    return np.array([label if sizes[label] >= SMALLEST_GROUP else -1 for label in labels.tolist()])


def _kept_apart(
    places: NDArray[np.float64],
    labels: NDArray[np.int_],
    keys: Sequence[Key],
    apart: frozenset[frozenset[Key]],
) -> NDArray[np.int_]:
    """Of two cards that a person refused to see together, the one farther from the middle is left alone."""
    row_of = {key: row for row, key in enumerate(keys)}
    pairs = sorted(sorted(row_of[key] for key in pair) for pair in apart if pair <= row_of.keys())
    close = _closeness(places, labels)
    labels = labels.copy()
    for first, second in (pair for pair in pairs if len(pair) == 2):  # noqa: PLR2004 - a pair
        if labels[first] == labels[second] != -1:
            labels[first if close[first] < close[second] else second] = -1
    return _large_enough(labels)


def _named(
    ordered: Sequence[Card[Key]], labels: NDArray[np.int_], places: NDArray[np.float64]
) -> list[Group[Key]]:
    """The groups with their words, largest first; two groups never get the same words."""
    close = _closeness(places, labels)
    rows = {group: np.flatnonzero(labels == group).tolist() for group in set(labels.tolist()) - {-1}}
    said = [stems(card.text) for card in ordered]
    everywhere = Counter(stem for found in said for stem in {stem for stem, _ in found})
    named: list[Group[Key]] = []
    taken: set[tuple[str, ...]] = set()
    for inside in sorted(rows.values(), key=lambda members: (-len(members), members)):
        telling = _telling_words([said[row] for row in inside], everywhere, len(ordered))
        name = telling[:NAMING_WORDS]
        if name in taken:
            name = telling
        if name in taken:
            name = (*telling, str(len(named) + 1))
        taken.add(name)
        named.append(
            Group(
                keys=tuple(ordered[row].key for row in inside),
                subject=_subject([ordered[row].text for row in inside]),
                words=name,
                likeness=round(float(close[inside].mean()), 3),
            )
        )
    return named


def _subject(texts: Sequence[str]) -> str:
    """The subject of most of these texts, empty when they share none."""
    said = Counter(
        feature[1:] for text in texts for feature in added_subjects(words(text)) if feature.startswith("§")
    )
    if not said:
        return ""
    first = min(said, key=lambda subject: (-said[subject], subject))
    return first if said[first] * 2 > len(texts) else ""


def _telling_words(
    said: Sequence[Sequence[tuple[str, str]]], everywhere: Mapping[str, int], cards: int
) -> tuple[str, ...]:
    """The words of these cards that tell them from all cards, as people wrote them, most telling first.

    A word tells when many of these cards have it (more than one, if any has) and few of the others.
    """
    inside = Counter(stem for found in said for stem in {stem for stem, _ in found})
    written: dict[str, Counter[str]] = {}
    for found in said:
        for stem, word in found:
            written.setdefault(stem, Counter())[word] += 1
    shared = {stem: count for stem, count in inside.items() if count > 1} or inside
    surprise = {
        stem: count / len(said) * log((count / len(said)) / (everywhere[stem] / cards) + 1)
        for stem, count in shared.items()
    }
    first = sorted(surprise, key=lambda stem: (stem in NOT_NAMES, -surprise[stem], stem))
    return tuple(_as_written(written[stem]) for stem in first[: NAMING_WORDS + 2])


def _as_written(forms: Counter[str]) -> str:
    """The most frequent form; of equals, the one with accents, then the shorter."""
    return min(forms, key=lambda word: (-forms[word], word == plain(word), len(word), word))


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
