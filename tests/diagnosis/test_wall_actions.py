import pytest

from jalons.core.errors import DomainError
from jalons.core.live.models import OutboxEvent
from jalons.diagnosis import queries
from jalons.diagnosis.actions import clusters, cross_readings, merging, suggestions, wall
from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import Cluster, ClusterMember, SuggestionRefusal
from jalons.diagnosis.queries.wall import group_suggestions, place_suggestions, twins
from jalons.journal.models import Entry
from jalons.rooms import corrections
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db
OTHER = build.Actor(label="Marc Faure")


@pytest.fixture
def home():
    return cast.initiative()


def where(card):
    found = ClusterMember.objects.filter(contribution=card).first()
    return found.cluster if found else None


def test_moving_cards_puts_them_there_and_the_journal_says_so(home):
    first, second = build.card(home), build.card(home)
    there = build.cluster(home)
    outcome = wall.move(home, cards=build.placed(first, second), to=there, by=build.BY)
    assert (where(first), where(second)) == (there, there)
    assert outcome.conflicts == []
    assert str(Entry.objects.get()) == "Claire Aubert a rangé 2 paroles dans «\u00a0Se déplacer\u00a0»"
    assert OutboxEvent.objects.get().topic == f"initiative:{home.id}"


def test_a_card_is_in_one_regroupement_at_a_time(home):
    one = build.card(home)
    here, there = build.cluster(home, "Ici", [one]), build.cluster(home, "Là")
    wall.move(home, cards=build.placed(one, in_=here), to=there, by=build.BY)
    assert [member.cluster for member in ClusterMember.objects.all()] == [there]


def test_a_card_that_somebody_just_moved_stays_where_they_put_it_and_it_is_said(home):
    contested, free = build.card(home), build.card(home)
    mine, theirs = build.cluster(home, "Mien"), build.cluster(home, "Leur")
    seen = build.placed(contested, free)
    wall.move(home, cards=build.placed(contested), to=theirs, by=OTHER)
    outcome = wall.move(home, cards=seen, to=mine, by=build.BY)
    assert outcome.conflicts == [contested]
    assert (where(contested), where(free)) == (theirs, mine)


def test_when_every_card_was_moved_meanwhile_nothing_is_written(home):
    one = build.card(home)
    theirs = build.cluster(home, "Leur", [one])
    outcome = wall.move(home, cards=build.placed(one), to=build.cluster(home, "Mien"), by=build.BY)
    assert (outcome.move, outcome.conflicts) == (None, [one])
    assert where(one) == theirs
    assert not Entry.objects.exists()


def test_moving_nothing_is_refused_with_what_to_do(home):
    with pytest.raises(DomainError, match="Cochez au moins une parole"):
        wall.move(home, cards=[], to=build.cluster(home), by=build.BY)


def test_a_regroupement_that_is_gone_takes_no_card(home):
    one, gone = build.card(home), build.cluster(home)
    merging.delete(gone, by=OTHER)
    with pytest.raises(DomainError, match="vient d’être défait"):
        wall.move(home, cards=build.placed(one), to=gone, by=build.BY)


def test_cards_of_another_territory_never_move(home):
    foreign = build.card(cast.initiative(slug="ailleurs"))
    wall.move(home, cards=build.placed(foreign), to=build.cluster(home), by=build.BY)
    assert where(foreign) is None


def test_masked_and_withdrawn_cards_and_fragments_are_not_on_the_wall(home):
    shown = build.card(home)
    build.card(home, masked_at=shown.entered_at, masked_reason="Nom d’une personne")
    build.card(home, withdrawn_at=shown.entered_at)
    build.card(home, kind="fragments")
    assert list(queries.cards(home)) == [shown]
    assert queries.coverage(home) == queries.Coverage(total=1, ungrouped=1)


def test_undoing_a_move_puts_each_card_back_where_it_was(home):
    alone, grouped = build.card(home), build.card(home)
    here, there = build.cluster(home, "Ici", [grouped]), build.cluster(home, "Là")
    cards = build.placed(alone) + build.placed(grouped, in_=here)
    outcome = wall.move(home, cards=cards, to=there, by=build.BY)
    assert merging.undo(outcome.move, by=OTHER) == 0
    assert (where(alone), where(grouped)) == (None, here)


def test_undoing_leaves_alone_the_cards_moved_since(home):
    one = build.card(home)
    here, there = build.cluster(home, "Ici"), build.cluster(home, "Là")
    outcome = wall.move(home, cards=build.placed(one), to=here, by=build.BY)
    wall.move(home, cards=build.placed(one, in_=here), to=there, by=OTHER)
    assert merging.undo(outcome.move, by=build.BY) == 1
    assert where(one) == there


def test_a_move_is_taken_back_once(home):
    outcome = wall.move(home, cards=build.placed(build.card(home)), to=build.cluster(home), by=build.BY)
    merging.undo(outcome.move, by=build.BY)
    with pytest.raises(DomainError, match="déjà repris"):
        merging.undo(outcome.move, by=OTHER)


def test_forming_a_regroupement_with_cards_and_taking_it_back(home):
    one = build.card(home)
    outcome = clusters.create(home, title=" Les transports ", cards=build.placed(one), by=build.BY)
    assert where(one).title == "Les transports"
    merging.undo(outcome.move, by=build.BY)
    assert where(one) is None
    assert not Cluster.objects.exists()
    assert Cluster.everything.count() == 1


@pytest.mark.parametrize(
    ("title", "said"), [("  ", "Donnez un titre"), ("SE DÉPLACER", "porte déjà ce titre")]
)
def test_a_title_is_needed_and_not_taken(home, title, said):
    build.cluster(home, "Se déplacer")
    if title.strip():
        title = "se déplacer"
    with pytest.raises(DomainError, match=said):
        clusters.create(home, title=title, by=build.BY)


def test_merging_keeps_every_source_and_croisements_follow(home):
    first, second = build.card(home), build.card(home)
    source, target = build.cluster(home, "Bus", [first]), build.cluster(home, "Se déplacer", [second])
    reading = build.cross_reading(home, clusters=[source])
    merging.merge(source, into=target, by=build.BY)
    assert (where(first), where(second)) == (target, target)
    assert list(reading.clusters.all()) == [target]
    assert list(Cluster.objects.all()) == [target]
    assert Cluster.everything.get(pk=source.pk).merged_into == target


def test_undoing_a_merge_brings_back_the_regroupement_its_cards_and_its_croisements(home):
    one = build.card(home)
    source, target = build.cluster(home, "Bus", [one]), build.cluster(home, "Se déplacer")
    alone = build.cross_reading(home, clusters=[source])
    both = build.cross_reading(home, clusters=[source, target])
    merging.undo(merging.merge(source, into=target, by=build.BY), by=build.BY)
    assert where(one) == source
    assert set(Cluster.objects.all()) == {source, target}
    assert set(alone.clusters.all()) == {source}
    assert set(both.clusters.all()) == {source, target}


def test_a_regroupement_is_not_merged_with_itself(home):
    there = build.cluster(home)
    with pytest.raises(DomainError, match="un autre regroupement"):
        merging.merge(there, into=there, by=build.BY)


def test_deleting_gives_the_cards_back_and_can_be_taken_back(home):
    one = build.card(home)
    there = build.cluster(home, "Ici", [one])
    move = merging.delete(there, by=build.BY)
    assert where(one) is None
    merging.undo(move, by=build.BY)
    assert where(one) == there


def test_a_regroupement_that_a_croisement_cites_is_not_deleted(home):
    there = build.cluster(home)
    build.cross_reading(home, clusters=[there])
    with pytest.raises(DomainError, match="Un croisement s’appuie"):
        merging.delete(there, by=build.BY)
    assert Cluster.objects.filter(pk=there.pk).exists()


def test_two_people_editing_the_same_regroupement_do_not_overwrite_each_other(home):
    there = build.cluster(home)
    seen = there.updated_at
    clusters.edit(there, title="Se déplacer ici", summary="", themes=[], by=OTHER, seen=seen)
    with pytest.raises(DomainError, match="Rien n’a été écrasé"):
        clusters.edit(there, title="Bouger", summary="", themes=[], by=build.BY, seen=seen)
    assert Cluster.objects.get().title == "Se déplacer ici"


def test_an_empty_regroupement_is_not_validated_a_full_one_is(home):
    there = build.cluster(home)
    with pytest.raises(DomainError, match="au moins une parole"):
        clusters.validate(there, by=build.BY)
    wall.move(home, cards=build.placed(build.card(home)), to=there, by=build.BY)
    assert clusters.validate(there, by=build.BY).is_validated
    assert not clusters.reopen(there, by=build.BY).is_validated


def test_refused_suggestions_do_not_come_back(home):
    for text in ("Le bus du matin", "Un bus le soir", "Le bus est plein"):
        build.card(home, text)
    group = group_suggestions(home)[0]
    suggestions.refuse_group(home, cards=[card.id for card in group.cards], by=build.BY)
    assert group_suggestions(home) == []
    assert SuggestionRefusal.objects.count() == 3


def test_a_refused_place_does_not_come_back(home):
    there = build.cluster(home, "Se déplacer", [build.card(home, "Le bus du matin")])
    lone = build.card(home, "Un bus le soir")
    assert place_suggestions(home, [lone]) == {lone.id: there.id}
    suggestions.refuse_place(home, card=lone.id, cluster=there, by=build.BY)
    assert place_suggestions(home, [lone]) == {}


def test_cards_nearly_the_same_are_shown_and_stay_two(home):
    build.card(home, "Le bus ne passe jamais le samedi")
    build.card(home, "le bus ne passe jamais le samedi !")
    assert len(twins(home)) == 1
    assert queries.coverage(home).total == 2


def test_searching_finds_cards_with_every_word(home):
    from jalons.diagnosis.queries.wall import search

    found = build.card(home, "Le bus du samedi")
    build.card(home, "Le bus du soir")
    assert list(search(queries.cards(home), "samedi bus")) == [found]


def test_counts_say_how_many_cards_and_tables(home):
    cards = [build.card(home, table=1), build.card(home, table=1), build.card(home, table=2)]
    build.cluster(home, "Ici", cards)
    found = queries.clusters_with_counts(home).get()
    assert (found.cards, found.tables) == (3, 2)


def test_a_croisement_of_two_regroupements_counts_each_once(home):
    fact = build.fact(home)
    reading = build.cross_reading(
        home,
        relation=Relation.CONFIRMS,
        facts=[fact],
        clusters=[build.cluster(home, "A"), build.cluster(home, "B")],
    )
    assert reading.clusters.count() == 2
    cross_readings.retire(reading, by=build.BY)
    assert queries.uncrossed(home).facts == [fact]


def test_regroupements_take_the_order_that_people_choose(home):
    first, second, third = (build.cluster(home, title) for title in ("Un", "Deux", "Trois"))
    clusters.shift_place(third, by_places=-1, by=build.BY)
    clusters.shift_place(first, by_places=-1, by=build.BY)  # already first: nothing moves
    assert list(Cluster.objects.filter(initiative=home)) == [first, third, second]
    assert list(queries.clusters_with_counts(home)) == [first, third, second]


def test_a_corrected_card_keeps_its_regroupement(home):
    first, second = build.card(home), build.card(home, "Le bus passe trop tôt le matin.")
    there = build.cluster(home, "Ici", [first])
    corrections.follow(first.id, second.id)
    assert (where(first), where(second)) == (None, there)
