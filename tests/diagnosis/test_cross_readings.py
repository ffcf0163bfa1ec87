import pytest
from django.db import IntegrityError, transaction

from jalons.core.errors import DomainError
from jalons.diagnosis import queries
from jalons.diagnosis.actions import cross_readings
from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import CrossReading
from jalons.journal.models import Entry
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return cast.initiative()


def test_a_croisement_keeps_both_sides_and_its_words(home):
    fact, cluster = build.fact(home), build.cluster(home)
    said = build.content(Relation.CONFIRMS, facts=[fact], clusters=[cluster], question="Depuis quand ?")
    reading = cross_readings.create(home, content=said, by=build.BY)
    assert list(reading.facts.all()) == [fact]
    assert list(reading.clusters.all()) == [cluster]
    assert Entry.objects.get().verb == "cross_reading.created"


@pytest.mark.parametrize(
    ("relation", "with_fact", "with_cluster"),
    [
        (Relation.CONFIRMS, True, False),
        (Relation.CONTRADICTS, False, True),
        (Relation.FELT_SILENCE, True, True),
        (Relation.FIGURES_BLIND, True, True),
        (Relation.NUANCE, False, False),
    ],
)
def test_the_action_refuses_sides_that_the_relation_cannot_have(home, relation, with_fact, with_cluster):
    said = build.content(
        relation,
        facts=[build.fact(home)] if with_fact else [],
        clusters=[build.cluster(home)] if with_cluster else [],
    )
    with pytest.raises(DomainError):
        cross_readings.create(home, content=said, by=build.BY)
    assert not CrossReading.everything.exists()


def test_an_analysis_is_needed_in_the_action_and_in_the_database(home):
    with pytest.raises(DomainError, match="ce que vous en dites"):
        build.cross_reading(home, clusters=[build.cluster(home)], analysis=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        CrossReading.objects.create(initiative=home, relation=Relation.NUANCE, analysis="")


def test_facts_and_regroupements_of_another_territory_are_refused(home):
    foreign = build.cluster(cast.initiative(slug="ailleurs"))
    with pytest.raises(DomainError, match="de cette démarche"):
        build.cross_reading(home, clusters=[foreign])


def test_two_people_editing_the_same_croisement_do_not_overwrite_each_other(home):
    cluster = build.cluster(home)
    reading = build.cross_reading(home, clusters=[cluster])
    seen = reading.updated_at
    said = build.content(clusters=[cluster], analysis="Première version.")
    cross_readings.edit(reading, content=said, by=build.BY, seen=seen)
    with pytest.raises(DomainError, match="Rien n’a été écrasé"):
        cross_readings.edit(reading, content=build.content(clusters=[cluster]), by=build.BY, seen=seen)
    assert CrossReading.objects.get().analysis == "Première version."


def test_a_croisement_is_retired_and_put_back(home):
    reading = build.cross_reading(home)
    cross_readings.retire(reading, by=build.BY)
    assert not queries.cross_readings_of(home).exists()
    cross_readings.restore(reading, by=build.BY)
    assert queries.cross_readings_of(home).get() == reading


def test_a_croisement_behind_an_urgency_is_not_retired(home):
    reading = build.cross_reading(home)
    build.urgency(home, cross_readings=[reading])
    with pytest.raises(DomainError, match="perdrait son origine"):
        cross_readings.retire(reading, by=build.BY)


def test_what_is_not_crossed_yet_is_said(home):
    crossed, left = build.fact(home, "Croisé"), build.fact(home, "Seul")
    cluster, alone = build.cluster(home, "Croisé"), build.cluster(home, "Seul")
    build.cross_reading(home, relation=Relation.CONFIRMS, facts=[crossed], clusters=[cluster])
    found = queries.uncrossed(home)
    assert (found.facts, found.clusters) == ([left], [alone])


def test_relations_are_counted_zeros_included(home):
    build.cross_reading(home)
    assert dict(queries.relation_counts(home)) == {kind: int(kind == Relation.NUANCE) for kind in Relation}
