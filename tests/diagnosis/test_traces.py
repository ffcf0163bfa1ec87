import pytest

from jalons.diagnosis.traces import of_words
from jalons.rooms import traces
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db


def test_from_a_word_one_follows_to_its_regroupement_croisement_and_urgency():
    home = cast.initiative(slug="vassiviere")
    card, alone = build.card(home), build.card(home)
    cluster = build.cluster(home, "Bus", [card])
    reading = build.cross_reading(home, clusters=[cluster])
    urgency = build.urgency(home, "Se déplacer", cross_readings=[reading])
    found = traces.of([card.id, alone.id])
    assert [(trace.kind, trace.rank) for trace in found[card.id]] == [
        ("Regroupement", 1),
        ("Croisement", 2),
        ("Urgence", 3),
    ]
    assert found[card.id][2].url == f"/territoires/vassiviere/urgences/{urgency.id}/"
    assert found[alone.id] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_traces_cost_the_same_queries_whatever_the_words(rows, django_assert_num_queries):
    home = cast.initiative()
    cards = [build.card(home) for _ in range(rows)]
    for card in cards:
        build.urgency(
            home,
            f"U{card.number}",
            cross_readings=[
                build.cross_reading(home, clusters=[build.cluster(home, f"C{card.number}", [card])])
            ],
        )
    with django_assert_num_queries(4):
        of_words([card.id for card in cards])
