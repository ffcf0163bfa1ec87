"""Who is missing, and reading a pasted list."""

from hypothesis import given
from hypothesis import strategies as st

from jalons.stakeholders.missing import missing
from jalons.stakeholders.paste import read
from jalons.territories.naming import fold

CATEGORIES = ["Habitants", "Jeunes", "Élus"]
COMMUNES = ["Augne", "Nedde", "Rempnat"]
WORDS = {fold(word): word for word in ("parent", "jeune")}
PLACES = {fold(word): word for word in COMMUNES}
COUNTS = st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 60))
PLACED = st.dictionaries(st.sampled_from(COMMUNES), st.integers(0, 60))


def pasted(text, **fields):
    return read(text, categories=WORDS, communes=PLACES, fold=fold, **fields)


@given(COUNTS, PLACED)
def test_absent_and_present_share_out_everything_hoped_for(by_category, by_commune):
    found = missing(by_category=by_category, by_commune=by_commune, categories=CATEGORIES, communes=COMMUNES)
    assert [one for one in CATEGORIES if not by_category.get(one)] == list(found.categories)
    assert [one for one in COMMUNES if not by_commune.get(one)] == list(found.communes)
    assert not set(found.faint) & set(found.categories)


@given(COUNTS, PLACED, PLACED)
def test_communes_never_change_what_is_said_of_categories(by_category, one, other):
    def said(placed):
        found = missing(by_category=by_category, by_commune=placed, categories=CATEGORIES, communes=COMMUNES)
        return found.categories, found.faint, found.people

    assert said(one) == said(other)


def test_two_young_people_out_of_sixty_four_are_faint():
    found = missing(by_category={"Élus": 62, "Jeunes": 2}, by_commune={}, categories=CATEGORIES, communes=[])
    assert (found.categories, found.faint) == (("Habitants",), ("Jeunes",))


def test_a_line_says_name_category_commune_and_address():
    actors, faults = pasted("Parents du car ; Parent ; nedde ; car@exemple.fr")
    assert faults == []
    assert [(a.name, a.category, a.commune, a.email) for a in actors] == [
        ("Parents du car", "parent", "Nedde", "car@exemple.fr")
    ]


def test_tabs_from_a_spreadsheet_and_missing_ends_are_understood():
    actors, faults = pasted("Jeunes du foyer\tjeune\n\n")
    assert (len(actors), faults, actors[0].commune) == (1, [], "")


def test_each_wrong_line_is_named_with_what_to_do():
    _, faults = pasted("; parent\nA ; martien\nB ; parent ; Paris\nC ; parent ; Nedde ; chez moi\nC2\n")
    assert [(fault.line, fault.sentence[:34]) for fault in faults] == [
        (1, "Il manque le nom, au début de la l"),
        (2, "La catégorie « martien » n’est pas"),
        (3, "« Paris » n’est pas une commune de"),
        (4, "L’adresse « chez moi » est incompl"),
        (5, "Il manque la catégorie. Choisissez"),
    ]


def test_a_name_twice_or_known_already_is_said():
    _, faults = pasted("Club ; parent\nCLUB ; parent\nFoyer ; parent", known=frozenset({"foyer"}))
    assert [fault.line for fault in faults] == [2, 3]


@given(st.text(max_size=300))
def test_every_line_typed_is_either_understood_or_said_to_be_wrong(text):
    actors, faults = pasted(text)
    written = [line for line in text.splitlines() if line.strip()]
    assert len(actors) + len(faults) == len(written)
