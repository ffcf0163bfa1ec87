"""Texts as vectors of words, of subjects and of letters. No Django."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from jalons.diagnosis.fields import SUBJECT_OF
from jalons.diagnosis.lexicon import stems, words_of

Matrix = Any
"""A sparse matrix of scipy, which has no types: one row a text."""

SUBJECT_WEIGHT = 2.0  # a shared subject counts more than a shared word…
WORDS_OF_A_CARD = 12  # … in a card of this length; less in a longer text


def vectors(texts: Sequence[str], *, with_subjects: bool = True) -> Matrix:
    """One unit row a text (or a zero row when it says nothing we know), one column a stem or a subject."""
    found = [words(text) for text in texts]
    counts = [added_subjects(said) if with_subjects else said for said in found]
    spread = Counter(feature for count in counts for feature in count)
    columns = {feature: column for column, feature in enumerate(sorted(spread))}
    rows, places, weights = [], [], []
    for row, (count, said) in enumerate(zip(counts, found, strict=True)):
        subject = SUBJECT_WEIGHT * min(1.0, WORDS_OF_A_CARD / max(said.total(), 1))
        for feature, times in count.items():
            rows.append(row)
            places.append(columns[feature])
            weight = subject if feature.startswith("§") else 1.0
            weights.append(weight * (1 + log(times)) * log(1 + len(texts) / spread[feature]))
    shape = (len(texts), max(len(columns), 1))
    return _unit(sparse.csr_matrix((weights, (rows, places)), shape=shape))


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.diags(scale) @ matrix


def words(text: str) -> Counter[str]:
    return Counter(stem for stem, _ in stems(text))


def added_subjects(words: Counter[str]) -> Counter[str]:
    """Stems, and the subjects that they belong to: « §Se déplacer » for « le car »."""
    subjects: Counter[str] = Counter()
    for stem, times in words.items():
        if stem in SUBJECT_OF:
            subjects[f"§{SUBJECT_OF[stem]}"] += times
    return words + subjects


def spellings(texts: Sequence[str]) -> Matrix:
    """Unit rows of letters: words cut in pieces of three to five."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    written = [" ".join(words_of(text)) for text in texts]
    if not any(written):
        return sparse.csr_matrix((len(texts), 1))
    pieces: Any = TfidfVectorizer
    return pieces(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).fit_transform(written)


def alike(rows: Matrix, least: float) -> dict[tuple[int, int], float]:
    """(first, second) rows at least so alike, with their cosine."""
    found: dict[tuple[int, int], float] = {}
    likenesses = sparse.triu(rows @ rows.T, k=1).tocoo()
    for first, second, likeness in zip(likenesses.row, likenesses.col, likenesses.data, strict=True):
        if likeness >= least:
            found[int(first), int(second)] = float(likeness)
    return found


def same_words(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs with the very same words, even when none of them carries a subject (« Oui ! », « oui »)."""
    first_of: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        said = tuple(words_of(text))
        if said:
            first_of.setdefault(said, []).append(index)
    return [(one, other) for same in first_of.values() for one in same for other in same if one < other]


def middles(rows: Matrix, sizes: Sequence[int]) -> NDArray[np.float64]:
    centres = np.zeros((len(sizes), rows.shape[1]))
    start = 0
    for row, size in enumerate(sizes):
        if size:
            centres[row] = np.asarray(rows[start : start + size].mean(axis=0)).ravel()
        start += size
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(centres, lengths, out=centres, where=lengths > 0)
    return unit
