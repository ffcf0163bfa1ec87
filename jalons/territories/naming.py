"""French names of places: without accents for searching, with their article for sentences. Pure Python."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": " ", "'": " ", "-": " ", "–": " ", "/": " "})
ARTICLES = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur", "sous"}
)
_KIND_WORDS = (
    r"^(?:la |le |les )?"
    r"(communaute d agglomeration|communaute de communes|communaute urbaine|communaute d agglo|"
    r"cc|ca|cu|com com|comcom|epci)\b"
)
# Insee's « type de nom en clair »: what stands before the name.
_THE = {2: "le ", 3: "la ", 4: "les ", 5: "l’", 6: "aux ", 7: "las ", 8: "los "}
_OF = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’", 6: "des ", 7: "de las ", 8: "de los "}
_PREFIX_LIAISON = {
    "des": 4,
    "de la": 3,
    "de l’": 5,
    "du": 2,
    "d’": 1,
    "de": 0,
}
_EPCI_NAME = re.compile(
    r"^(?:CC|CA|CU|Communauté d’Agglomération|Communauté de Communes)\s+(?P<rest>.+)$", re.IGNORECASE
)
_EPCI_ARTICLE = re.compile(r"^(?P<article>des|de la|de l’|du|d’|de)(?:\s+|(?<=’))(?P<name>.+)$")


def fold(text: str) -> str:
    """Lower case, no accents, hyphens and apostrophes as spaces, « st » as « saint »."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9 ]+", " ", letters).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def words(text: str) -> list[str]:
    """Words that tell places apart: no kind (« CC », « communauté de communes »), no article."""
    rest = re.sub(_KIND_WORDS, "", fold(text)).strip()
    found = [word for word in rest.split() if word not in ARTICLES]
    return found or rest.split()


def search_name(name: str) -> str:
    """What is stored to be searched."""
    return " ".join(words(name))[:120]


def epci_name(official: str) -> tuple[str, int]:
    """« CC des Portes de Vassivière » → (« Portes de Vassivière », article code 4)."""
    matched = _EPCI_NAME.match(official)
    if not matched:
        return official, 0
    rest = matched["rest"].strip()
    article = _EPCI_ARTICLE.match(rest)
    if not article:
        return _capital(rest), 1 if _starts_with_vowel(rest) else 0
    return _capital(article["name"]), _PREFIX_LIAISON[article["article"]]


def the(name: str, liaison: int) -> str:
    return f"{_THE.get(liaison, '')}{name}"


def of_the(name: str, liaison: int) -> str:
    return f"{_OF.get(liaison, 'de ')}{name}"


def in_the(name: str, liaison: int, *, is_region: bool = False) -> str:
    """« dans la Haute-Vienne », « dans les Landes », « en Nouvelle-Aquitaine », « à Mayotte »."""
    if is_region and liaison in {1, 3, 5}:
        return f"en {name}"
    return f"dans {the(name, liaison)}" if liaison > 1 else f"à {name}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _starts_with_vowel(name: str) -> bool:
    return fold(name)[:1] in set("aeiouy")
