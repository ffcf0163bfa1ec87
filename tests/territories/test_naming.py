import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.territories import naming


@pytest.mark.parametrize(
    ("official", "name", "of_name"),
    [
        ("CC des Portes de Vassivière", "Portes de Vassivière", "des Portes de Vassivière"),
        ("CC Élan Limousin Avenir Nature", "Élan Limousin Avenir Nature", "d’Élan Limousin Avenir Nature"),
        ("CC du Pays de Tronçais", "Pays de Tronçais", "du Pays de Tronçais"),
        ("CA de l’Albigeois", "Albigeois", "de l’Albigeois"),
        ("CU d’Arras", "Arras", "d’Arras"),
        ("CC Briance-Combade", "Briance-Combade", "de Briance-Combade"),
        ("Métropole de Lyon", "Métropole de Lyon", "de Métropole de Lyon"),
    ],
)
def test_an_official_name_loses_its_kind_and_keeps_its_article(
    official: str, name: str, of_name: str
) -> None:
    found, liaison = naming.epci_name(official)
    assert found == name
    assert naming.of_the(found, liaison) == of_name


@pytest.mark.parametrize(
    ("name", "liaison", "is_region", "said"),
    [
        ("Haute-Vienne", 3, False, "dans la Haute-Vienne"),
        ("Ain", 5, False, "dans l’Ain"),
        ("Landes", 4, False, "dans les Landes"),
        ("Nouvelle-Aquitaine", 3, True, "en Nouvelle-Aquitaine"),
        ("Pays de la Loire", 4, True, "dans les Pays de la Loire"),
        ("Mayotte", 0, False, "à Mayotte"),
    ],
)
def test_a_place_is_said_in_a_sentence(name: str, liaison: int, is_region: bool, said: str) -> None:
    assert naming.in_the(name, liaison, is_region=is_region) == said


def test_accents_hyphens_apostrophes_and_saints_fold_the_same_way() -> None:
    assert naming.fold("Saint-Léonard-de-Noblat") == naming.fold("st leonard de noblat")
    assert naming.fold("L’Œuvre d'Été") == "l oeuvre d ete"


def test_articles_and_the_kind_do_not_count() -> None:
    assert naming.words("la communauté de communes des Portes de Vassivière") == ["portes", "vassiviere"]
    assert naming.words("CC") == []
    assert naming.words("Le La") == ["le", "la"]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert naming.fold(naming.fold(text)) == naming.fold(text)
