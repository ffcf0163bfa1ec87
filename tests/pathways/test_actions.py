"""Drawing a chemin: what is accepted, kept, undone, frozen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepKind
from jalons.initiatives.gates import Move, blockers
from jalons.journal.models import Entry
from jalons.pathways import queries
from jalons.pathways.actions import links, nodes, sheets, snapshots, versions
from jalons.pathways.content import fingerprint
from jalons.pathways.enums import HypothesisStatus, NodeKind, PathwayStatus
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway
from tests import cast
from tests.pathways.build import CLAIRE, action, card, change, goal, intermediate, pathway, sound

pytestmark = pytest.mark.django_db


def texts(of: Pathway) -> list[str]:
    return [node["text"] for node in queries.as_it_stands(of).content["nodes"]]


def test_each_validated_change_gets_one_chemin_with_itself_at_the_end() -> None:
    first = change()
    change(first.initiative, title="Second")
    change(first.initiative, title="Brouillon", status="draft")
    opened = versions.create_for_validated_changes(first.initiative, by=CLAIRE)
    assert [p.change.title for p in opened] == ["Des parents sur qui compter", "Second"]
    assert versions.create_for_validated_changes(first.initiative, by=CLAIRE) == []
    assert texts(opened[0]) == [first.statement]


def test_a_new_element_stands_before_another_with_its_reason() -> None:
    drawn = pathway()
    node = intermediate(drawn, who="parents", horizon="an 2")
    link = Link.objects.get(pathway=drawn)
    assert (link.source, link.target, link.kind, link.because) == (
        node,
        goal(drawn),
        "hypothesis",
        "le lien naît du service rendu",
    )
    drawn.refresh_from_db()
    assert drawn.status == PathwayStatus.WORKSHOP


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_element_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        intermediate(pathway(), text)
    assert refused.value.field == "text"


def test_a_change_never_leads_to_an_action() -> None:
    drawn = pathway()
    first = action(drawn, goal(drawn))
    with pytest.raises(DomainError):
        intermediate(drawn, before=first)


def test_a_strength_is_kept_for_contributions_only() -> None:
    drawn = pathway()
    intermediate(drawn, strength="high")
    assert Link.objects.get(pathway=drawn).strength == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pathway=drawn).update(strength="high")


def test_an_action_is_born_with_its_fiche() -> None:
    drawn = pathway()
    node = action(drawn, goal(drawn), who="EPCI", horizon="ans 1 à 5")
    assert (node.sheet.pilot, node.sheet.calendar, node.sheet.status) == ("EPCI", "ans 1 à 5", "idea")


def test_words_stay_attached_to_what_they_became() -> None:
    drawn = pathway()
    said = card(drawn.change)
    intermediate(drawn, cards=[said])
    assert [word.is_taken_up for word in queries.words_for(drawn)] == [True]
    assert queries.pathways_from([said.id]) == {said.id: [drawn]}


def test_words_about_another_change_are_not_shown_here() -> None:
    drawn = pathway()
    card(change(drawn.change.initiative, title="Autre"))
    card(drawn.change, masked_at=timezone.now(), masked_reason="nom propre")
    assert queries.words_for(drawn) == []


def test_rewriting_never_overwrites_what_somebody_wrote_meanwhile() -> None:
    drawn = pathway()
    node = intermediate(drawn)
    seen = node.updated_at
    nodes.edit(drawn, node, text="Les parents s’entraident", seen_at=seen, by=CLAIRE)
    with pytest.raises(DomainError, match="Rien n’a été écrasé"):
        nodes.edit(drawn, node, text="Autre chose", seen_at=seen, by=CLAIRE)
    node.refresh_from_db()
    assert node.text == "Les parents s’entraident"


def test_the_lasting_change_is_neither_rewritten_nor_removed_here() -> None:
    drawn = pathway()
    with pytest.raises(DomainError):
        nodes.edit(drawn, goal(drawn), text="x", by=CLAIRE)
    with pytest.raises(DomainError):
        nodes.remove(drawn, goal(drawn), by=CLAIRE)


def test_one_meaning_may_stand_in_several_places() -> None:
    first = sound()
    other = pathway(change(first.change.initiative, title="Autre"))
    shared = PathNode.objects.get(text="Les parents se connaissent")
    nodes.place(other, shared, before=goal(other), because="ils s’ouvrent", by=CLAIRE)
    nodes.edit(other, shared, text="Les parents se parlent", by=CLAIRE)
    assert "Les parents se parlent" in texts(first)
    assert "Les parents se parlent" in texts(other)


def test_an_action_taken_off_its_last_chemin_is_kept_off_path_and_undo_puts_it_back() -> None:
    drawn = sound()
    node = PathNode.objects.get(kind=NodeKind.ACTION)
    nodes.remove(drawn, node, by=CLAIRE)
    assert ActionSheet.objects.get(node=node).is_off_path
    edit = queries.last_edit(drawn)
    assert edit is not None
    versions.undo(drawn, edit, by=CLAIRE)
    assert not ActionSheet.objects.get(node=node).is_off_path
    assert [row.is_adrift for row in queries.action_rows(drawn.change.initiative)] == [False]


def test_undo_restores_exactly_whatever_the_move() -> None:
    drawn = sound()
    other = intermediate(drawn, "Les parents osent demander")
    first = PathNode.objects.get(text="Les parents se connaissent")
    other.contributions.set([card(drawn.change)])
    link = Link.objects.get(source=first)
    moves = [
        lambda: nodes.remove(drawn, first, by=CLAIRE),
        lambda: nodes.merge(drawn, first, other, text="Les parents se parlent", by=CLAIRE),
        lambda: nodes.edit(drawn, other, text="Autrement", by=CLAIRE),
        lambda: links.cut(link, by=CLAIRE),
        lambda: links.connect(drawn, other, first, because="ils osent", by=CLAIRE),
        lambda: intermediate(drawn, "Un de plus"),
    ]
    for move in moves:
        before = snapshots.take(drawn)
        move()
        assert snapshots.take(drawn) != before
        edit = queries.last_edit(drawn)
        assert edit is not None
        versions.undo(drawn, edit, by=CLAIRE)
        assert snapshots.take(drawn) == before
        link = Link.objects.get(source=first, target=goal(drawn))
        first.refresh_from_db()
        other.refresh_from_db()


def test_only_the_last_move_is_undone() -> None:
    drawn = pathway()
    intermediate(drawn)
    first = queries.last_edit(drawn)
    intermediate(drawn, "Un autre")
    assert first is not None
    with pytest.raises(DomainError, match="plus récent"):
        versions.undo(drawn, first, by=CLAIRE)


def test_merging_keeps_who_said_what_and_both_reasons() -> None:
    drawn = sound()
    kept = PathNode.objects.get(text="Les parents se connaissent")
    absorbed = intermediate(drawn, "Les parents se rencontrent", because="on ose demander")
    one, two = card(drawn.change, "Se connaître"), card(drawn.change, "Se rencontrer")
    kept.contributions.set([one])
    absorbed.contributions.set([two])
    nodes.merge(drawn, kept, absorbed, text="Les parents se connaissent et se parlent", by=CLAIRE)
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert set(kept.contributions.all()) == {one, two}
    assert absorbed.merged_into == kept
    assert list(absorbed.contributions.all()) == [two]
    assert Link.objects.get(source=kept).because == "le lien naît du service rendu ; on ose demander"


def test_elements_of_two_kinds_never_merge() -> None:
    drawn = sound()
    kept, other = PathNode.objects.get(kind="intermediate"), PathNode.objects.get(kind="action")
    with pytest.raises(DomainError):
        nodes.merge(drawn, kept, other, text="x", by=CLAIRE)


def test_a_chemin_is_frozen_only_when_rule_21_holds() -> None:
    drawn = pathway()
    with pytest.raises(DomainError, match="changement intermédiaire"):
        versions.freeze(drawn, by=CLAIRE)
    node = intermediate(drawn, because="")
    action(drawn, node)
    with pytest.raises(DomainError, match="parce que"):
        versions.freeze(drawn, by=CLAIRE)
    links.edit(Link.objects.get(source=node), because="ils osent", by=CLAIRE)
    version = versions.freeze(drawn, by=CLAIRE)
    assert (version.number, version.content_hash) == (1, fingerprint(version.content))


def test_a_frozen_chemin_is_taken_up_again_with_a_reason_and_its_version_stays() -> None:
    drawn = sound()
    first = versions.freeze(drawn, by=CLAIRE)
    drawn.refresh_from_db()
    with pytest.raises(DomainError, match="figé"):
        intermediate(drawn, "Plus tard")
    with pytest.raises(DomainError):
        versions.reopen(drawn, by=CLAIRE, reason=" ")
    versions.reopen(drawn, by=CLAIRE, reason="la revue l’a montré")
    intermediate(drawn, "Plus tard")
    with pytest.raises(DomainError, match="ce qui a changé"):
        versions.freeze(drawn, by=CLAIRE)
    second = versions.freeze(drawn, by=CLAIRE, reason="un changement de plus")
    first.refresh_from_db()
    assert fingerprint(first.content) == first.content_hash
    assert (second.number, len(second.content["nodes"])) == (2, len(first.content["nodes"]) + 1)


def test_a_revised_hypothesis_keeps_its_old_version_and_freezes_the_chemin_anew() -> None:
    drawn = sound()
    versions.freeze(drawn, by=CLAIRE)
    link = Link.objects.select_related("pathway__change", "source", "target").get(kind="hypothesis")
    links.learn(link, status="refuted", reason="le samedi ne convient pas", by=CLAIRE)
    links.revise(link, because="les trajets partagés créent le lien", reason="vu à la revue", by=CLAIRE)
    old = link.versions.get()
    assert (old.because, old.status, old.reason) == (
        "le lien naît du service rendu",
        HypothesisStatus.REFUTED,
        "vu à la revue",
    )
    assert (link.version, link.status) == (2, HypothesisStatus.STATED)
    assert drawn.versions.count() == 2


@pytest.mark.parametrize("status", ["testing", "strengthened", "refuted", "undecided"])
def test_what_is_learned_needs_what_makes_one_say_so(status: str) -> None:
    sound()
    link = Link.objects.select_related("pathway__change").get(kind="hypothesis")
    with pytest.raises(DomainError):
        links.learn(link, status=status, reason=" ", by=CLAIRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(status=status)
    assert links.learn(link, status=status, reason="six entretiens", by=CLAIRE).status == status


@pytest.mark.parametrize("confidence", [0, 5])
def test_confidence_goes_from_one_to_four(confidence: int) -> None:
    sound()
    link = Link.objects.get(kind="hypothesis")
    with pytest.raises(DomainError):
        links.edit(link, because="x", confidence=confidence, by=CLAIRE)


def test_the_afternoon_closes_only_when_each_chemin_is_simplified() -> None:
    drawn = sound()
    step = cast.step(drawn.change.initiative, kind=StepKind.TECHNICAL_HALF, title="Après-midi", half_days=1)
    assert [b.rule for b in blockers(step, Move.CLOSE) if b.rule == 21] == [21]
    versions.freeze(drawn, by=CLAIRE)
    assert [b for b in blockers(step, Move.CLOSE) if b.rule == 21] == []


def test_an_action_contributes_or_is_said_off_path_with_a_reason() -> None:
    drawn = sound()
    home = drawn.change.initiative
    with pytest.raises(DomainError):
        sheets.create_off_path(home, text="Tenir l’accueil", reason="", by=CLAIRE)
    sheet = sheets.create_off_path(home, text="Tenir l’accueil", reason="service courant", by=CLAIRE)
    tied = ActionSheet.objects.get(node__text="Rencontres mensuelles")
    with pytest.raises(DomainError):
        sheets.leave_off_path(tied, reason="x", by=CLAIRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionSheet.objects.filter(pk=sheet.pk).update(off_path_reason="")


def test_finishing_an_action_touches_no_change() -> None:
    drawn = sound()
    before = list(type(drawn.change).objects.values())
    sheets.set_status(ActionSheet.objects.get(), status="done", by=CLAIRE)
    assert list(type(drawn.change).objects.values()) == before


def test_dates_of_an_action_go_forward() -> None:
    sound()
    today = timezone.localdate()
    with pytest.raises(DomainError):
        sheets.edit(ActionSheet.objects.get(), starts_on=today, ends_on=today - timedelta(days=1), by=CLAIRE)


def test_a_new_element_never_moves_what_people_know() -> None:
    drawn = sound()
    before = list(drawn.placements.order_by("position").values_list("node__text", flat=True))
    for index in range(6):
        intermediate(drawn, f"Étape {index}")
        order = list(drawn.placements.order_by("position").values_list("node__text", flat=True))
        old = [text for text in order if text != f"Étape {index}"]
        assert old == before
        before = order


def test_each_move_writes_one_line_in_the_journal() -> None:
    drawn = pathway()
    count = Entry.objects.count()
    intermediate(drawn)
    assert Entry.objects.count() == count + 1
    assert "Les parents se connaissent" in Entry.objects.first().sentence
