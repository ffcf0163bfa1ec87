"""Advice on wording: the table of §2.10, then our own statements, measured."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from jalons.changes import wording
from tests.changes.measure_wording import PARTS, measure, row, statements

DOC = Path(__file__).parents[2] / "docs" / "formulation.md"

ACCEPTANCE = [
    ("Mettre en place un guichet unique petite enfance", ("action",)),
    (
        "Les parents de jeunes enfants savent à qui s’adresser et sont accompagnés dès la grossesse",
        (),
    ),
    ("Ouverture d’une micro-crèche à Eymoutiers", ("action",)),
    ("Les jeunes organisent eux-mêmes des temps de rencontre dans leur commune", ()),
    ("Développer le lien social", ("action", "no_subject")),
    (
        "Les personnes âgées isolées reçoivent chaque semaine la visite d’un proche ou d’un voisin",
        (),
    ),
    ("80 % des familles satisfaites", ("indicator",)),
    (
        (
            "Les professionnels de l’enfance, du soin et de l’école se coordonnent autour de chaque famille "
            "qui le demande"
        ),
        (),
    ),
    ("Il n’y a plus de non-recours", ("unrealistic", "negative")),
    ("Sensibiliser les élus au handicap", ("action",)),
    ("Les élus décident des services aux familles à partir de la parole des habitants", ()),
    (
        "Les familles et les entreprises et les associations coopèrent et se connaissent et innovent",
        ("multiple",),
    ),
]
TABLE = [
    ("Créer une ludothèque itinérante", "action"),
    ("30 places de crèche sont ouvertes", "output"),
    ("Améliorer la mobilité", "no_subject"),
    ("La Caf renforce son partenariat", "institution"),
    ("Les familles connaissent leurs droits et les jeunes restent", "multiple"),
    ("La pauvreté a disparu", "unrealistic"),
    ("Les habitants sont épanouis", "unobservable"),
    ("Il n’y a plus d’isolement", "negative"),
    ("Accroître la transversalité partenariale", "jargon"),
]
BETTER = [
    "Les parents des hameaux jouent et se rencontrent avec leurs enfants près de chez eux",
    "Les parents qui travaillent en horaires décalés trouvent un accueil qui leur convient",
    "Les jeunes de 16–25 ans sans permis se rendent par eux-mêmes à leur formation ou emploi",
]


@pytest.mark.parametrize(("statement", "codes"), ACCEPTANCE)
def test_the_twelve_acceptance_examples(statement, codes):
    assert wording.check(statement).codes == codes
    assert wording.check(statement.replace("’", "'")).codes == codes


@pytest.mark.parametrize(("statement", "code"), TABLE)
def test_each_usual_mistake_is_seen(statement, code):
    assert code in wording.check(statement).codes


@pytest.mark.parametrize("statement", BETTER)
def test_the_better_wordings_are_let_through(statement):
    assert wording.check(statement).codes == ()


def test_fields_left_out_are_not_judged_and_empty_ones_are():
    said = "Les jeunes sans permis se rendent seuls à leur formation"
    assert wording.check(said).verdict == "ok"
    assert wording.check(said, starting_situation="  ").codes == ("same_as_today",)
    assert wording.check(said, starting_situation="Ils dépendent de leurs parents.").verdict == "ok"


def test_an_observable_sign_answers_the_question():
    said = "Les habitants sont épanouis"
    assert wording.check(said, observable_sign="Ils proposent eux-mêmes des fêtes.").verdict == "ok"


def test_an_empty_statement_says_so():
    assert wording.check("  ").codes == ("empty",)


def test_every_warning_has_a_reason_and_an_example():
    assert all(w.message and w.example for w in map(wording._WARNINGS.get, wording.CODES))


def test_the_command_answers_in_json(capsys):
    call_command("wording", "Développer le lien social", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "warn"
    assert [w["code"] for w in answer["warnings"]] == ["action", "no_subject"]
    assert set(answer["warnings"][0]) == {"code", "message", "example"}


def test_the_command_speaks_french(capsys):
    call_command("wording", "Les jeunes sans permis se rendent seuls à leur formation")
    assert "Rien à signaler" in capsys.readouterr().out


def test_the_measure_is_the_one_that_the_documentation_publishes():
    doc = DOC.read_text(encoding="utf-8")
    assert [part for part in PARTS if row(part) not in doc] == []


def test_the_statements_are_many_varied_and_half_of_them_sound():
    everything = [item for part in PARTS for item in statements(part)]
    assert len({item.text for item in everything}) == len(everything) >= 150
    sound = sum(item.expected == "ok" for item in everything)
    assert 0.4 < sound / len(everything) < 0.6
    assert {item.expected for item in everything} - {"ok"} <= set(wording.CODES)


@pytest.mark.parametrize("part", ["réservé", "à neuf"])
def test_statements_never_used_for_tuning_are_judged_well(part):
    m = measure(statements(part))
    assert (m.precision >= 0.9, m.recall >= 0.9) == (True, True)


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_and_the_same_one_twice(text):
    assert wording.check(text) == wording.check(text)


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("D’ici 2031, les jeunes sans permis vont seuls à leur formation", ()),
        ("Dans chaque bourg, les habitants qui bricolent réparent ensemble leurs vélos", ()),
        ("Les personnes qui ne conduisent plus continuent à voir leurs amis", ()),
        ("Les 12-17 ans passent leurs vacances ensemble", ()),
        ("Il faut créer un pôle santé", ("action", "no_subject")),
        ("Mieux informer les familles de leurs droits", ("action",)),
        ("La CTG permettra de créer une maison des familles", ("action",)),
        ("Création d’un guichet pour les familles qui arrivent", ("action",)),
        ("Toutes les familles ont une place en crèche", ("unrealistic",)),
        (
            "Les jeunes accèdent à un logement, les aînés à des visites et les familles à des loisirs",
            ("multiple",),
        ),
        ("", ("empty",)),
        ("  \ufeff . ", ("empty",)),
    ],
)
def test_a_sentence_is_read_by_its_subject_and_its_main_verb(statement, codes):
    assert wording.check(statement).codes == codes
