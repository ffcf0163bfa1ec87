"""Steering: what is noted, rated apart, published; never computed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jalons.core.errors import DomainError
from jalons.pathways.actions import sheets, versions
from jalons.pathways.models import ActionSheet, Link
from jalons.steering import queries, rules
from jalons.steering.actions import decisions, log, markers, reviews
from jalons.steering.curve import Point, draw
from jalons.steering.enums import Aspect, ReviewStatus
from jalons.steering.models import ChangeLogEntry, ChangeRating, MarkerObservation, Substantiation
from tests.pathways.build import sound
from tests.steering.build import CLAIRE, a_note, change, held, say_all, today

pytestmark = pytest.mark.django_db


# ---- signs ----


def test_a_change_misses_a_degree_until_a_sign_of_each_is_proposed() -> None:
    steered = change()
    markers.propose(steered, level="expected", text="Ils échangent leurs numéros", by=CLAIRE)
    assert queries.state_of(steered).missing_levels == ["souhaité", "idéal"]
    for level in ("hoped", "ideal"):
        markers.propose(steered, level=level, text="Un signe", by=CLAIRE)
    assert queries.state_of(steered).missing_levels == []


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_what_was_seen_says_how_one_knows(scale: int) -> None:
    marker = markers.propose(change(), level="hoped", text="Un groupe tourne", by=CLAIRE)
    with pytest.raises(DomainError) as refused:
        markers.observe(marker, scale=scale, observed_on=today(), evidence=" ", by=CLAIRE)
    assert refused.value.field == "evidence"
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkerObservation.objects.create(marker=marker, scale=scale, observed_on=today(), observed_by="x")


@pytest.mark.parametrize("scale", [0, None])
def test_nothing_seen_or_not_known_needs_no_proof(scale: int | None) -> None:
    marker = markers.propose(change(), level="hoped", text="Un groupe tourne", by=CLAIRE)
    assert markers.observe(marker, scale=scale, observed_on=today(), by=CLAIRE).scale == scale


def test_nothing_is_observed_tomorrow() -> None:
    marker = markers.propose(change(), level="hoped", text="Un groupe tourne", by=CLAIRE)
    with pytest.raises(DomainError):
        markers.observe(marker, scale=0, observed_on=today() + timedelta(days=2), by=CLAIRE)


def test_an_observed_sign_keeps_its_words() -> None:
    marker = markers.propose(change(), level="hoped", text="Un groupe tourne", by=CLAIRE)
    markers.observe(marker, scale=1, observed_on=today(), evidence="vu", by=CLAIRE)
    with pytest.raises(DomainError):
        markers.edit(marker, level="hoped", text="Autre chose", by=CLAIRE)
    markers.retire(marker, by=CLAIRE)
    assert marker.observations.count() == 1
    assert queries.state_of(marker.change).markers == []


# ---- notes ----


def test_a_note_may_be_unfavourable_unexpected_and_about_no_change() -> None:
    home = change().initiative
    entry = a_note(home, is_positive=False, is_expected=False)
    assert entry.change is None
    counts = queries.log_counts(home)
    assert (counts.total, counts.negative, counts.unexpected, counts.verified) == (1, 1, 1, 0)


def test_five_favourable_notes_and_no_other_are_said_one_sided() -> None:
    home = change().initiative
    for _ in range(5):
        a_note(home)
    assert queries.log_counts(home).is_one_sided
    a_note(home, is_positive=False)
    assert not queries.log_counts(home).is_one_sided


@pytest.mark.parametrize("name", ["Claire Aubert", "  claire   AUBERT "])
def test_the_informant_never_corroborates_herself(name: str) -> None:
    entry = a_note(change().initiative)
    with pytest.raises(DomainError) as refused:
        log.ask(entry, verifier=name, asked_on=today(), by=CLAIRE)
    assert refused.value.field == "verifier"


def test_the_database_refuses_a_verifier_who_is_the_informant() -> None:
    entry = a_note(change().initiative)
    with pytest.raises(IntegrityError), transaction.atomic():
        Substantiation.objects.create(
            entry=entry, informant="Claire", verifier="claire", asked_on=today(), recorded_by="x"
        )


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("fully", "substantiated"),
        ("partly", "substantiated"),
        ("disagree", "submitted"),
        ("dont_know", "submitted"),
    ],
)
def test_only_an_agreement_verifies_a_note(answer: str, status: str) -> None:
    entry = a_note(change().initiative)
    log.ask(entry, verifier="Une voisine", asked_on=today(), answer=answer, by=CLAIRE)
    entry.refresh_from_db()
    assert entry.status == status


def test_a_verified_statement_no_longer_moves() -> None:
    entry = a_note(change().initiative)
    log.ask(entry, verifier="Une voisine", asked_on=today(), answer="fully", by=CLAIRE)
    entry.refresh_from_db()
    with pytest.raises(DomainError):
        log.edit(entry, statement="Autre chose", by=CLAIRE)
    assert log.edit(entry, our_part="Une matinée", by=CLAIRE).our_part == "Une matinée"


def test_a_note_is_set_aside_with_a_reason_and_no_longer_counts() -> None:
    entry = a_note(change().initiative)
    with pytest.raises(DomainError):
        log.reject(entry, reason=" ", by=CLAIRE)
    log.reject(entry, reason="doublon", by=CLAIRE)
    assert queries.log_counts(entry.initiative).total == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeLogEntry.objects.filter(pk=entry.pk).update(rejected_reason="")


def test_a_note_never_speaks_of_another_territory() -> None:
    with pytest.raises(DomainError):
        a_note(change().initiative, change=change())


# ---- ratings ----


@pytest.mark.parametrize(
    ("aspect", "value"), [("attainment", 6), ("significance", 0), ("significance", 4), ("contribution", 4)]
)
def test_each_rating_has_its_own_scale(aspect: str, value: int) -> None:
    steered = change()
    review = held(steered.initiative)
    with pytest.raises(DomainError):
        reviews.rate(
            review, steered, aspect=aspect, value=value, evidence="x", other_explanations="y", by=CLAIRE
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRating.objects.create(
            review=review,
            change=steered,
            aspect=aspect,
            value=value,
            evidence="x",
            other_explanations="y",
            author="x",
            rated_on=today(),
        )


@pytest.mark.parametrize("value", [2, 3])
def test_a_supported_part_says_which_other_explanations_were_examined(value: int) -> None:
    steered = change()
    review = held(steered.initiative)
    with pytest.raises(DomainError) as refused:
        reviews.rate(review, steered, aspect="contribution", value=value, evidence="x", by=CLAIRE)
    assert refused.value.field == "other_explanations"
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRating.objects.create(
            review=review,
            change=steered,
            aspect="contribution",
            value=value,
            evidence="x",
            author="x",
            rated_on=today(),
        )
    assert reviews.rate(review, steered, aspect="contribution", value=1, evidence="x", by=CLAIRE).value == 1


def test_too_early_is_an_answer_and_a_level_needs_evidence() -> None:
    steered = change()
    review = held(steered.initiative)
    rating = reviews.rate(review, steered, aspect="attainment", unsaid="too_early", by=CLAIRE)
    assert rating.word == "Trop tôt pour conclure"
    with pytest.raises(DomainError):
        reviews.rate(review, steered, aspect="attainment", value=3, by=CLAIRE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRating.objects.filter(pk=rating.pk).update(value=3)


@given(
    aspect=st.sampled_from([a.value for a in Aspect]),
    value=st.one_of(st.none(), st.integers(-2, 9)),
    unsaid=st.sampled_from(["", "too_early", "unknown", "later"]),
    evidence=st.sampled_from(["", " ", "six entretiens"]),
    others=st.sampled_from(["", "l’école a ouvert"]),
)
def test_an_accepted_rating_is_what_the_database_accepts(
    aspect: str, value: int | None, unsaid: str, evidence: str, others: str
) -> None:
    try:
        rules.check_rating(aspect, value=value, unsaid=unsaid, evidence=evidence, other_explanations=others)
    except DomainError:
        return
    assert (value is None) == (unsaid in {"too_early", "unknown"})
    if value is not None:
        assert value in rules.LEVELS[aspect]
        assert evidence.strip()
        assert aspect != "contribution" or value < 2 or others


def test_a_review_is_published_only_when_it_covers_every_active_change() -> None:
    first = change()
    second = change(first.initiative, title="Second")
    review = held(first.initiative)
    say_all(review, first)
    with pytest.raises(DomainError, match="Second"):
        reviews.publish(review, by=CLAIRE)
    say_all(review, second, attainment="too_early", contribution="unknown")
    assert reviews.publish(review, by=CLAIRE).status == ReviewStatus.PUBLISHED


def test_a_technical_point_looks_at_what_it_wants() -> None:
    steered = change()
    assert reviews.publish(held(steered.initiative, "technical"), by=CLAIRE).status == ReviewStatus.PUBLISHED


def test_nothing_is_rated_before_the_review_is_held_nor_after_it_is_published() -> None:
    steered = change()
    planned = reviews.plan(steered.initiative, kind="technical", planned_on=today(), by=CLAIRE)
    published = reviews.publish(held(steered.initiative, "technical"), by=CLAIRE)
    for review in (planned, published):
        with pytest.raises(DomainError):
            reviews.narrate(review, steered, seen="x", by=CLAIRE)


def test_a_review_says_who_was_there() -> None:
    steered = change()
    review = reviews.plan(steered.initiative, kind="yearly", planned_on=today(), by=CLAIRE)
    with pytest.raises(DomainError):
        reviews.hold(review, held_on=today(), attendance={"parent": 0}, by=CLAIRE)


def test_the_screen_shows_the_last_published_words_and_keeps_the_history() -> None:
    steered = change()
    for level in (1, 3):
        review = held(steered.initiative)
        say_all(review, steered, attainment=level)
        reviews.publish(review, by=CLAIRE)
    draft = held(steered.initiative)
    say_all(draft, steered, attainment=0)
    state = queries.state_of(steered)
    assert state.word == "Changement visible chez une partie"
    assert [rating.value for rating in state.history] == [1, 3]


def test_finishing_every_action_moves_no_rating() -> None:
    drawn = sound()
    review = held(drawn.change.initiative)
    say_all(review, drawn.change, attainment=1)
    reviews.publish(review, by=CLAIRE)
    before = queries.state_of(drawn.change)
    sheets.set_status(ActionSheet.objects.get(), status="done", by=CLAIRE)
    after = queries.state_of(drawn.change)
    assert (after.word, after.significance, after.contribution) == (
        before.word,
        before.significance,
        before.contribution,
    )


def test_a_finding_keeps_the_wording_of_its_day_when_the_hypothesis_moves_on() -> None:
    from jalons.pathways.actions import links

    drawn = sound()
    versions.freeze(drawn, by=CLAIRE)
    link = Link.objects.select_related("source", "target", "pathway__change__initiative").get(
        kind="hypothesis"
    )
    review = held(drawn.change.initiative)
    finding = reviews.find(review, link, status="refuted", reason="personne n’est venu", by=CLAIRE)
    drawn.refresh_from_db()
    link.pathway.refresh_from_db()
    links.revise(link, because="les trajets créent le lien", reason="vu", by=CLAIRE)
    finding.refresh_from_db()
    assert finding.wording.endswith("parce que le lien naît du service rendu")
    assert finding.mark == "Ne tient pas"
    assert queries.state_of(drawn.change).hypotheses[0].mark == "Pas encore éprouvée"


def test_a_decision_is_closed_with_its_day() -> None:
    steered = change()
    decision = decisions.take(steered.initiative, kind="adapt", text="Changer de jour", by=CLAIRE)
    with pytest.raises(DomainError):
        decisions.close(decision, status="open", by=CLAIRE)
    assert decisions.close(decision, status="done", by=CLAIRE).closed_on is not None


def test_the_curve_says_words_and_no_number() -> None:
    points = [
        Point("17 févr. 2026", 2, "Premiers signes"),
        Point("21 avr. 2026", None, "Trop tôt pour conclure"),
    ]
    svg = draw(points, "Titre", "c1")
    assert "Premiers signes" in svg
    assert "Trop tôt pour conclure" in svg
    assert draw([], "Titre", "c1") == ""
