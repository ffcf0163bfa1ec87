import pytest
from django.db import IntegrityError, transaction

from jalons.core.errors import DomainError, GateClosedError
from jalons.diagnosis import queries
from jalons.diagnosis.actions import urgencies
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import SocialUrgency
from jalons.journal.models import Entry
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db
RATED = {"gravity": 3, "reach": 3, "worsening": 4, "equity": 2, "capacity": 3, "will": 4}


@pytest.fixture
def home():
    return cast.initiative()


def test_from_an_urgency_one_reaches_the_very_cards(home):
    said, elsewhere = build.card(home), build.card(home)
    reading = build.cross_reading(home, clusters=[build.cluster(home, "Bus", [said])])
    build.cluster(home, "Autre", [elsewhere])
    urgency = build.urgency(home, cross_readings=[reading])
    assert list(queries.sources_of_urgency(urgency)) == [said]


def test_retaining_an_urgency_with_its_croisement_and_its_reason(home):
    urgency = build.urgency(home, cross_readings=[build.cross_reading(home)])
    decided = urgencies.decide(
        urgency, status=UrgencyStatus.RETAINED, reason="Tout le monde l’a dit.", by=build.BY
    )
    assert (decided.status, decided.decided_by) == (UrgencyStatus.RETAINED, "Claire Aubert")
    assert decided.decided_on is not None
    assert Entry.objects.filter(verb="urgency.decided").count() == 1


def test_retaining_without_croisement_is_a_gate_that_a_written_reason_passes(home):
    urgency = build.urgency(home)
    with pytest.raises(GateClosedError, match="aucun croisement"):
        urgencies.decide(urgency, status=UrgencyStatus.RETAINED, reason="Parce que.", by=build.BY)
    decided = urgencies.decide(
        urgency,
        status=UrgencyStatus.RETAINED,
        reason="Parce que.",
        override_reason="Dit à voix haute.",
        by=build.BY,
    )
    assert decided.override_reason == "Dit à voix haute."
    assert "Dit à voix haute." in Entry.objects.get(verb="urgency.retained_without_cross_reading").sentence


@pytest.mark.parametrize("status", [UrgencyStatus.RETAINED, UrgencyStatus.PARKED, UrgencyStatus.OUT_OF_SCOPE])
def test_every_decision_needs_its_reason(home, status):
    urgency = build.urgency(home, cross_readings=[build.cross_reading(home)])
    with pytest.raises(DomainError, match="motif"):
        urgencies.decide(urgency, status=status, reason=" ", by=build.BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialUrgency.objects.filter(pk=urgency.pk).update(status=status, reason="")


def test_merging_gives_the_sources_to_the_other_urgency(home):
    reading = build.cross_reading(home)
    small, large = (
        build.urgency(home, "Bus du soir", cross_readings=[reading]),
        build.urgency(home, "Se déplacer"),
    )
    urgencies.decide(small, status=UrgencyStatus.MERGED, reason="La même.", merged_into=large, by=build.BY)
    assert list(large.cross_readings.all()) == [reading]
    assert list(small.cross_readings.all()) == [reading]


def test_an_urgency_is_not_merged_into_itself_nor_into_a_merged_one(home):
    first, second, third = (build.urgency(home, title) for title in ("A", "B", "C"))
    with pytest.raises(DomainError, match="une autre urgence"):
        urgencies.decide(first, status=UrgencyStatus.MERGED, reason="x", merged_into=first, by=build.BY)
    urgencies.decide(second, status=UrgencyStatus.MERGED, reason="x", merged_into=third, by=build.BY)
    with pytest.raises(DomainError, match="elle-même fondue"):
        urgencies.decide(first, status=UrgencyStatus.MERGED, reason="x", merged_into=second, by=build.BY)


def test_the_database_refuses_a_merged_urgency_without_target(home):
    urgency = build.urgency(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialUrgency.objects.filter(pk=urgency.pk).update(status=UrgencyStatus.MERGED, reason="x")


def test_a_retained_urgency_keeps_at_least_one_croisement(home):
    urgency = build.urgency(home, cross_readings=[build.cross_reading(home)])
    urgencies.decide(urgency, status=UrgencyStatus.RETAINED, reason="Oui.", by=build.BY)
    with pytest.raises(GateClosedError, match="retenue"):
        urgencies.edit(urgency, content=urgencies.Content(title="Sans origine"), by=build.BY)


def test_a_decision_is_reopened_and_the_journal_remembers_it(home):
    urgency = build.urgency(home)
    urgencies.decide(urgency, status=UrgencyStatus.PARKED, reason="Plus tard.", by=build.BY)
    assert urgencies.reopen(urgency, by=build.BY).status == UrgencyStatus.PROPOSED
    assert "Plus tard." in Entry.objects.get(verb="urgency.decided").sentence


def test_putting_urgencies_to_the_room_freezes_their_words_in_order(home):
    rating = build.sequence(home, "rating")
    first, second = build.urgency(home, "Premier"), build.urgency(home, "Second")
    urgencies.put_to_vote(rating, urgencies=[second, first], by=build.BY)
    assert [(option.label, option.position) for option in rating.options.all()] == [
        ("Second", 1),
        ("Premier", 2),
    ]
    urgencies.put_to_vote(rating, urgencies=[first], by=build.BY)
    assert [option.label for option in rating.options.all()] == ["Premier"]


def test_what_people_rated_does_not_change_under_them(home):
    rating, urgency = build.sequence(home, "rating"), build.urgency(home)
    urgencies.put_to_vote(rating, urgencies=[urgency], by=build.BY)
    build.votes(rating, urgency, [RATED])
    with pytest.raises(DomainError, match="déjà noté"):
        urgencies.put_to_vote(rating, urgencies=[urgency], by=build.BY)


def test_only_a_rating_sequence_of_the_same_territory_takes_urgencies(home):
    urgency = build.urgency(home)
    with pytest.raises(DomainError, match="séquence où la salle note"):
        urgencies.put_to_vote(build.sequence(home, "collect"), urgencies=[urgency], by=build.BY)
    elsewhere = build.sequence(cast.initiative(slug="ailleurs"), "rating")
    with pytest.raises(DomainError, match="pas de cette démarche"):
        urgencies.put_to_vote(elsewhere, urgencies=[urgency], by=build.BY)
    with pytest.raises(DomainError, match="Cochez"):
        urgencies.put_to_vote(build.sequence(home, "rating"), urgencies=[], by=build.BY)


def test_ratings_come_back_by_urgency_with_their_spread(home):
    rating, urgency = build.sequence(home, "rating"), build.urgency(home)
    urgencies.put_to_vote(rating, urgencies=[urgency], by=build.BY)
    build.votes(rating, urgency, [RATED] * 6)
    position = queries.positions_of(home)[urgency.id]
    assert (position.voters, position.urgency.middle, position.will.middle) == (6, 3.0, 4.0)
    assert [level.levels.n for level in queries.ratings_of(home)[urgency.id]] == [6] * 6


def test_the_order_is_the_one_people_choose(home):
    first, second, third = (build.urgency(home, title) for title in ("A", "B", "C"))
    urgencies.move(third, up=True, by=build.BY)
    assert list(queries.urgencies_of(home)) == [first, third, second]
    urgencies.move(first, up=True, by=build.BY)
    assert list(queries.urgencies_of(home)) == [first, third, second]


@pytest.mark.parametrize(
    ("title", "said"), [(" ", "Donnez un titre"), ("se déplacer", "porte déjà ce titre")]
)
def test_an_urgency_has_a_title_of_its_own(home, title, said):
    build.urgency(home, "Se déplacer")
    with pytest.raises(DomainError, match=said):
        build.urgency(home, title)
