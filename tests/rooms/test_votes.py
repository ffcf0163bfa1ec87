"""One row per option, ticket and criterion; the last one wins; counts come from rows."""

from typing import Any
from uuid import UUID

import pytest

from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.rooms.actions import runsheet, sequences, votes
from jalons.rooms.enums import Channel
from jalons.rooms.models import AppendOnlyError, Sequence, Vote, VoteLog
from jalons.rooms.queries.votes import ranked, vote_tally
from jalons.rooms.rules import AlreadySentError, QuestionClosedError
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, later

pytestmark = pytest.mark.django_db


def cast(to: Sequence, answers: dict[UUID, dict[str, str]], **fields: Any) -> votes.BallotReceipt:
    defaults: dict[str, Any] = {"ballot": new_id(), "token": "phone-1", "now": NOW}
    return votes.cast(room=to.step.room, sequence_id=to.id, answers=answers, **defaults | fields)


def first(sequence: Sequence) -> UUID:
    return sequence.options.all()[0].id


def test_the_last_vote_of_a_ticket_wins_and_the_log_keeps_both() -> None:
    sequence = build.sequence(build.room(), "abaque")
    option = first(sequence)
    cast(sequence, {option: {"": "mm"}})
    cast(sequence, {option: {"": "pp"}})
    cast(sequence, {option: {"": "blanc"}}, token="phone-2")
    assert sorted(Vote.objects.values_list("value", flat=True)) == ["blanc", "pp"]
    assert list(VoteLog.objects.order_by("id").values_list("value", flat=True)) == ["mm", "pp", "blanc"]


def test_a_replay_does_not_bring_an_older_vote_back() -> None:
    sequence = build.sequence(build.room(), "abaque")
    option, ballot = first(sequence), new_id()
    cast(sequence, {option: {"": "mm"}}, ballot=ballot)
    cast(sequence, {option: {"": "pp"}})
    again = cast(sequence, {option: {"": "mm"}}, ballot=ballot)
    assert (again.is_replay, Vote.objects.get().value, VoteLog.objects.count()) == (True, "pp", 2)


def test_other_answers_under_the_same_ballot_are_refused() -> None:
    sequence = build.sequence(build.room(), "abaque")
    option, ballot = first(sequence), new_id()
    cast(sequence, {option: {"": "mm"}}, ballot=ballot)
    with pytest.raises(AlreadySentError, match="déjà enregistré"):
        cast(sequence, {option: {"": "pp"}}, ballot=ballot)


def test_a_replay_after_the_end_is_answered_and_a_late_vote_is_not() -> None:
    sequence = build.sequence(build.room(), "abaque")
    option, ballot = first(sequence), new_id()
    cast(sequence, {option: {"": "p"}}, ballot=ballot)
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    assert cast(sequence, {option: {"": "p"}}, ballot=ballot, now=later(hours=1)).is_replay is True
    with pytest.raises(QuestionClosedError, match="dernier avis"):
        cast(sequence, {option: {"": "m"}}, now=later(minutes=1))


def test_paper_ballots_are_typed_after_the_end() -> None:
    sequence = build.sequence(build.room(), "abaque")
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    cast(sequence, {first(sequence): {"": "p"}}, channel=Channel.PAPER, token="paper-1", now=later(days=1))
    assert Vote.objects.get().channel == Channel.PAPER


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"": "vert"}, "pas dans la liste"),
        ({"gravity": "pp"}, "pas dans la liste"),
        ({"": ""}, "Choisissez"),
        ({}, "Choisissez"),
    ],
)
def test_answers_outside_the_scale_are_refused(answers: dict[str, str], sentence: str) -> None:
    sequence = build.sequence(build.room(), "abaque")
    with pytest.raises(DomainError, match=sentence):
        cast(sequence, {first(sequence): answers})


def test_an_option_of_another_sequence_is_refused() -> None:
    room = build.room()
    other = build.sequence(room, "abaque", is_open=False)
    sequence = build.sequence(room, "abaque")
    with pytest.raises(DomainError, match="plus proposé"):
        cast(sequence, {first(other): {"": "p"}})


def test_six_criteria_are_rated_apart_and_blanks_stay_blank() -> None:
    sequence = build.sequence(build.room(), "rating")
    option = first(sequence)
    cast(sequence, {option: {"gravity": "4", "will": "3", "reach": ""}})
    cast(sequence, {option: {"gravity": "2"}}, token="phone-2")
    row = vote_tally(sequence)[0]
    assert (row.voters, row.on("gravity").counts, row.on("will").n, row.on("reach").n) == (
        2, {"1": 0, "2": 1, "3": 0, "4": 1}, 1, 0,
    )  # fmt: skip
    assert [part.criterion.code for part in row.criteria] == [
        "gravity", "reach", "worsening", "capacity", "will", "equity",
    ]  # fmt: skip


def test_dots_of_a_person_never_exceed_what_was_said() -> None:
    sequence = build.sequence(build.room(), "dots", settings={"dots": 2, "stacking": True})
    one, two = [option.id for option in sequence.options.all()]
    cast(sequence, {one: {"": "2"}, two: {"": "0"}})
    with pytest.raises(DomainError, match="enlevez-en 1"):
        cast(sequence, {two: {"": "1"}})
    cast(sequence, {one: {"": "1"}, two: {"": "1"}})
    assert [row.dots for row in vote_tally(sequence)] == [1, 1]


def test_without_stacking_one_dot_an_option() -> None:
    sequence = build.sequence(build.room(), "dots", settings={"dots": 3})
    with pytest.raises(DomainError, match="pas dans la liste"):
        cast(sequence, {first(sequence): {"": "2"}})


def test_settings_that_make_no_sense_are_refused() -> None:
    room = build.room()
    with pytest.raises(DomainError, match="entre 1 et 10"):
        build.sequence(room, "dots", settings={"dots": 0})
    with pytest.raises(DomainError, match="jeux de questions"):
        build.sequence(room, "quiz", settings={"deck": "inconnu"})


def test_vector_of_the_abaque_from_rows() -> None:
    sequence = build.sequence(build.room(), "abaque")
    option = first(sequence)
    for number, value in enumerate(["pp", "pp", "p", "o", "mm", "blanc", "noir"]):
        cast(sequence, {option: {"": value}}, token=f"phone-{number}")
    row = vote_tally(sequence)[0]
    assert (row.voters, row.first.tally.weighed, row.first.tally.mean) == (7, 5, 3.6)
    assert [(share.choice.value, share.count) for share in row.first.apart] == [("blanc", 1), ("noir", 1)]


def test_phrases_are_ranked_by_acceptance_and_those_with_few_answers_come_last() -> None:
    sequence = build.sequence(build.room(), "abaque")
    one, two = list(sequence.options.all())
    for number in range(5):
        cast(sequence, {two.id: {"": "p"}}, token=f"phone-{number}")
    cast(sequence, {one.id: {"": "pp"}})
    assert [row.option for row in ranked(vote_tally(sequence))] == [two, one]


def test_the_tally_costs_the_same_for_one_voter_and_many(django_assert_num_queries: Any) -> None:
    sequence = build.sequence(build.room(), "abaque")
    for number in range(6):
        cast(sequence, {option.id: {"": "p"} for option in sequence.options.all()}, token=f"phone-{number}")
    with django_assert_num_queries(2):
        vote_tally(sequence)


def test_the_log_is_append_only() -> None:
    sequence = build.sequence(build.room(), "abaque")
    cast(sequence, {first(sequence): {"": "p"}})
    log = VoteLog.objects.get()
    with pytest.raises(AppendOnlyError):
        log.save()
    with pytest.raises(AppendOnlyError):
        log.delete()


def test_what_was_asked_stays_once_somebody_answered() -> None:
    sequence = build.sequence(build.room(), "abaque")
    cast(sequence, {first(sequence): {"": "p"}})
    with pytest.raises(DomainError, match="déjà répondu"):
        runsheet.set_options(sequence=sequence, options=[], by=CLAIRE)


def test_a_quiz_brings_its_phrases_and_counts_each_answer() -> None:
    sequence = build.sequence(build.room(), "quiz", settings={"deck": "action_or_change"})
    option = sequence.options.all()[0]
    cast(sequence, {option.id: {"": "change"}})
    assert vote_tally(sequence)[0].first.tally.counts == {"action": 0, "change": 1}
    with pytest.raises(DomainError, match="pas dans la liste"):
        cast(sequence, {option.id: {"": "impact"}}, token="phone-2")
