import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.core.ids import new_id
from jalons.territories import naming, search
from jalons.territories.search import Candidate

NAMES = {
    "248719353": "Portes de Vassivière",
    "200066512": "Élan Limousin Avenir Nature",
    "248719361": "Briance-Combade",
    "200071942": "Haut Limousin en Marche",
    "243800745": "Trièves",
    "241700640": "Île de Ré",
}
CANDIDATES = [Candidate(new_id(), code, name, naming.search_name(name)) for code, name in NAMES.items()]


def named(query: str) -> list[str]:
    return [c.name for c in search.by_name(CANDIDATES, query)]


@pytest.mark.parametrize(
    "query",
    [
        "portes de vassiviere",
        "VASSIVIÈRE",
        "les Portes de Vassivière",
        "cc des portes de vassiviere",
        "vassi",
    ],
)
def test_accents_case_articles_and_kind_are_forgiven(query: str) -> None:
    assert named(query) == ["Portes de Vassivière"]


def test_every_word_must_be_there() -> None:
    assert named("limousin") == ["Haut Limousin en Marche", "Élan Limousin Avenir Nature"]
    assert named("élan limousin") == ["Élan Limousin Avenir Nature"]
    assert named("élan breton") == []


@pytest.mark.parametrize("query", ["", "   ", "cc", "de la", "!!"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert named(query) == []


def test_a_siren_may_be_partial_and_spaced() -> None:
    assert search.siren("248 719 353") == "248719353"
    assert search.siren("24") == ""
    assert search.siren("2487193531") == ""
    assert [c.name for c in search.by_siren(CANDIDATES, "2487193")] == [
        "Portes de Vassivière",
        "Briance-Combade",
    ]


def test_a_letter_too_few_or_swapped_is_forgiven_in_long_words_only() -> None:
    assert [c.name for c in search.with_typos(CANDIDATES, "vasivière")] == ["Portes de Vassivière"]
    assert [c.name for c in search.with_typos(CANDIDATES, "braince combade")] == ["Briance-Combade"]
    assert search.with_typos(CANDIDATES, "ro") == []


def test_a_word_too_many_still_finds() -> None:
    assert [c.name for c in search.by_most_words(CANDIDATES, "pays du trièves")] == ["Trièves"]


@given(st.text(alphabet="abcd", max_size=7), st.text(alphabet="abcd", max_size=7), st.integers(0, 3))
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str, limit: int) -> None:
    there, back = search.distance(a, b, limit), search.distance(b, a, limit)
    assert there == back
    assert (there == 0) == (a == b)
    assert there <= limit + 1
