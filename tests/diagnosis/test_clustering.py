import json
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given, settings
from hypothesis import strategies as st

from jalons.diagnosis.clustering import Card, find_twins, suggest_groups, suggest_places
from jalons.diagnosis.fields import FIELDS
from jalons.diagnosis.lexicon import STOP_WORDS, plain, stem, stems

BUS = ["Le bus passe à sept heures", "Il n’y a plus de bus le soir", "Le bus scolaire est plein, un seul bus"]
CARE = ["Aucune place en crèche", "La crèche ferme à dix-sept heures", "Crèche trop loin, pas de place"]
CARDS = [Card(f"{index:02d}", text) for index, text in enumerate(BUS + CARE)]

WORDS = st.sampled_from(
    [
        "bus",
        "crèche",
        "médecin",
        "voisin",
        "jeunes",
        "école",
        "maison",
        "papiers",
        "internet",
        "forêt",
        "lac",
        "vélo",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=0, max_size=25)


def as_cards(texts):
    return [Card(index, text) for index, text in enumerate(texts)]


def test_cards_with_near_words_come_together_and_are_named_by_them():
    groups = suggest_groups(CARDS)
    assert [group.keys for group in groups] == [("00", "01", "02"), ("03", "04", "05")]
    assert [(group.subject, group.words[0]) for group in groups] == [
        ("Se déplacer", "bus"),
        ("Garder les tout-petits", "crèche"),
    ]


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_every_card_is_in_one_group_at_most(texts):
    found = [key for group in suggest_groups(as_cards(texts)) for key in group.keys]
    assert len(found) == len(set(found))
    assert set(found) <= set(range(len(texts)))


@given(TEXTS, st.randoms())
@settings(max_examples=20, deadline=None)
def test_groups_do_not_depend_on_the_order_of_the_cards(texts, random):
    cards = as_cards(texts)
    shuffled = cards.copy()
    random.shuffle(shuffled)
    assert suggest_groups(shuffled) == suggest_groups(cards)
    assert find_twins(shuffled) == find_twins(cards)


@given(TEXTS)
@settings(max_examples=15, deadline=None)
def test_the_same_cards_always_give_the_same_groups(texts):
    assert suggest_groups(as_cards(texts)) == suggest_groups(as_cards(texts))


@given(TEXTS, st.sets(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=20))
@settings(max_examples=20, deadline=None)
def test_cards_that_a_person_kept_apart_are_never_suggested_together(texts, pairs):
    apart = frozenset(frozenset(pair) for pair in pairs if pair[0] != pair[1])
    for group in suggest_groups(as_cards(texts), apart=apart):
        assert not [pair for pair in apart if pair <= set(group.keys)]


def test_a_card_goes_to_the_regroupement_with_the_nearest_words():
    groups = {"transport": ["Se déplacer", *BUS], "enfance": ["Garder les petits", *CARE]}
    found = suggest_places([Card("x", "Un bus le samedi"), Card("y", "Une crèche au bourg")], groups)
    assert [(nearest.key, nearest.group) for nearest in found] == [("x", "transport"), ("y", "enfance")]


def test_a_card_without_any_near_word_is_left_alone():
    assert suggest_places([Card("x", "La forêt brûle")], {"transport": BUS}) == []


def test_a_refused_regroupement_is_not_suggested_again():
    cards = [Card("x", "Un bus le samedi")]
    assert suggest_places(cards, {"transport": BUS}, apart=frozenset({("x", "transport")})) == []


def test_cards_that_say_nearly_the_same_are_shown_side_by_side():
    cards = [
        Card(1, "Le bus ne passe jamais"),
        Card(2, "le BUS ne passe jamais !"),
        Card(3, "La crèche est loin"),
    ]
    assert [(twins.first, twins.second) for twins in find_twins(cards)] == [(1, 2)]


def test_cards_without_any_known_word_still_meet_when_they_are_the_same():
    assert [twins.first for twins in find_twins([Card(1, "Oui !"), Card(2, "oui"), Card(3, "non")])] == [1]


def test_nothing_is_suggested_from_nothing():
    assert suggest_groups([]) == []
    assert suggest_places([], {"a": ["b"]}) == []
    assert find_twins([]) == []


def test_plain_drops_accents_case_and_apostrophes():
    assert plain("L’Élève, çà et là: œuvre") == "l eleve, ca et la: oeuvre"


def test_a_stem_brings_near_forms_together():
    assert stem("trajets") == stem("trajet")
    assert stem("isolement") == stem("isolees"[:-1])
    assert stem("bus") == "bus"


def test_stop_words_are_written_plain_so_that_they_match():
    assert {word for word in STOP_WORDS if plain(word) != word} == set()


def test_stems_keep_the_words_as_written():
    assert stems("Il y a des élèves isolés") == [("elev", "élèves"), ("isol", "isolés")]


def test_a_group_is_named_by_the_words_that_tell_it_from_the_others():
    told = ["Le bus du village", "Le bus est plein au village", "Plus de bus au village"]
    cards = as_cards(
        [*told, *[f"Le village et {word}" for word in ("le lac", "la forêt", "la fête", "le four")]]
    )
    (bus,) = [group for group in suggest_groups(cards) if 0 in group.keys]
    assert bus.words[0] == "bus"
    assert bus.label.startswith("Bus")


@given(TEXTS)
@settings(max_examples=15, deadline=None)
def test_no_two_groups_have_the_same_label_and_none_is_made_of_empty_words(texts):
    groups = suggest_groups(as_cards(texts))
    assert len({group.label for group in groups}) == len(groups)
    assert not {plain(word) for group in groups for word in group.words} & STOP_WORDS


def test_a_card_with_another_spelling_is_shown_beside_the_first():
    cards = [
        Card(1, "Il n’y a plus de médecins à Bujaleuf"),
        Card(2, "il n'y a plus de medecins a Bujaleufs"),
        *CARDS[:1],
    ]
    assert [(twins.first, twins.second) for twins in find_twins(cards[:2])] == [(1, 2)]


def test_words_of_one_subject_bring_cards_together_that_share_no_word():
    cards = [Card(1, "Le car de sept heures"), Card(2, "Passer le permis"), Card(3, "Une voiture en panne")]
    others = [Card(10 + index, text) for index, text in enumerate([*CARE, "La forêt", "Mes dents", "Le bal"])]
    found = [(group.keys, group.subject) for group in suggest_groups(cards + others)]
    assert found[0] == ((1, 2, 3), "Se déplacer")


def test_a_word_stands_in_one_subject_only():
    words = [stem(word) for listed in FIELDS.values() for word in set(listed.replace("-", " ").split())]
    subjects = {word: {name for name, listed in FIELDS.items() if word in stemmed(listed)} for word in words}
    assert {word: names for word, names in subjects.items() if len(names) > 1} == {}


def stemmed(listed):
    return {stem(word) for word in listed.replace("-", " ").split()}


def run(tmp_path, capsys, content, *options):
    file = tmp_path / "paroles.csv"
    file.write_bytes(content)
    call_command("themes", str(file), *options)
    return capsys.readouterr().out


SHEET = "\ufeffid;text\r\n" + "".join(f"{n};{text}\r\n" for n, text in enumerate([*BUS, *CARE, "…", BUS[0]]))


def test_the_command_puts_every_word_in_one_group_or_says_it_is_in_none(tmp_path, capsys):
    answer = json.loads(run(tmp_path, capsys, SHEET.encode(), "--json"))
    assert set(answer) == {"groups", "ungrouped", "near_duplicates"}
    grouped = [key for group in answer["groups"] for key in group["members"]]
    assert sorted(grouped + answer["ungrouped"]) == [str(n) for n in range(8)]
    assert "6" in answer["ungrouped"]
    assert answer["near_duplicates"] == [["0", "7"]]
    assert all(set(group) == {"label", "members"} for group in answer["groups"])


def test_the_command_always_says_how_many_words_it_covers(tmp_path, capsys):
    shown = run(tmp_path, capsys, SHEET.encode("cp1252", errors="ignore"))
    assert re.match(r"8 contributions sur 8, \d sans regroupement\.", shown)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("texte\nbonjour\n", "n’a pas les colonnes"),
        ("id,text\n1,a\n1,b\n", "Ligne 3 : l’identifiant « 1 » est déjà pris"),
        ("id,text\n,a\n", "Ligne 2 : il manque l’identifiant"),
        ("id,text\n\n", "ne contient aucune parole"),
    ],
)
def test_the_command_says_what_is_wrong_in_the_file(tmp_path, capsys, content, said):
    with pytest.raises(CommandError, match=said):
        run(tmp_path, capsys, content.encode(), "--json")
