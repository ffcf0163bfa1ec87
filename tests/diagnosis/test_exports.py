import pytest

from jalons.diagnosis import exports
from jalons.diagnosis.actions import urgencies
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.directory.enums import Category
from jalons.documents.tree import Heading, Quote, Table
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return cast.initiative()


def test_every_verbatim_is_in_the_paper_with_a_category_and_never_a_place(home):
    place = cast.commune("Augne")
    card = build.card(home, "Le bus de sept heures", category=Category.PARENT, commune=place)
    build.cluster(home, "Se déplacer", [card])
    blocks = exports.words_and_clusters(home)
    assert [block for block in blocks if isinstance(block, Quote)] == [
        Quote("Le bus de sept heures", "n°\u00a01, Parent")
    ]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [2, 3]


def test_a_croisement_is_one_row_that_says_which_side_is_silent(home):
    build.cross_reading(
        home, relation=Relation.FELT_SILENCE, facts=[build.fact(home)], analysis="Pas un mot."
    )
    table = exports.cross_readings(home)[1]
    assert isinstance(table, Table)
    assert table.rows == (
        (
            "Silence du ressenti",
            "Plus de personnes seules (Insee, 2022)",
            "Personne n’en a parlé",
            "Pas un mot.",
        ),
    )


def test_decisions_come_with_their_reason_and_answers_hide_small_numbers(home):
    rating = build.sequence(home, "rating")
    urgency = build.urgency(home, cross_readings=[build.cross_reading(home)])
    urgencies.put_to_vote(rating, urgencies=[urgency], by=build.BY)
    build.votes(rating, urgency, [{"gravity": 4, "will": 3}] * 5 + [{"reach": 1}] * 4)
    urgencies.decide(urgency, status=UrgencyStatus.RETAINED, reason="Dit partout.", by=build.BY)
    decided, answers = exports.urgencies(home)[1:]
    assert decided.rows[0][2:] == ("Dit partout.", "1")
    assert answers.rows[0][1:3] == ("0 / 0 / 0 / 5", "non montré")
