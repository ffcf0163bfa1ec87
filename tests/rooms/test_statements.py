"""Statements: those of participants are labelled, short, moderated before or after; counts come from rows."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.rooms.actions import moderation, proposals, votes
from jalons.rooms.kinds.statements.result import agreement
from jalons.rooms.models import Contribution, Option, Sequence
from jalons.rooms.queries.votes import statement_votes
from jalons.rooms.tally import tally
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW

pytestmark = pytest.mark.django_db


def answer(sequence: Sequence, option: Option, value: str, *, token: str) -> None:
    votes.cast(
        room=sequence.step.room, sequence_id=sequence.id, ballot=new_id(), token=token, now=NOW,
        answers={option.id: {"": value}},
    )  # fmt: skip


def propose(sequence: Sequence, text: str = "Le car du dimanche est vital.") -> Contribution:
    receipt = build.say(sequence, text)
    return Contribution.objects.get(id=receipt.id)


def test_moderated_before_the_room_sees_a_proposal_once_it_is_accepted_with_its_author_s_words() -> None:
    sequence = build.sequence(build.room(), "statements")
    word = propose(sequence)
    assert sequence.options.shown().count() == 2
    option = proposals.accept(word=word, by=CLAIRE, now=NOW)
    assert (option.label, option.word_id, option.position) == (word.text, word.id, 3)
    assert proposals.accept(word=word, by=CLAIRE, now=NOW).id == option.id
    assert [row.is_proposed for row in agreement(sequence).rows].count(True) == 1


def test_moderated_after_it_is_seen_at_once_and_leaves_when_it_is_put_apart() -> None:
    sequence = build.sequence(build.room(), "statements", settings={"moderation": "after"})
    word = propose(sequence)
    assert sequence.options.shown().count() == 3
    moderation.mask(contribution=word, reason="Nomme une personne", by=CLAIRE, now=NOW)
    assert sequence.options.shown().count() == 2
    option = sequence.options.get(word=word)
    with pytest.raises(DomainError, match="n’est plus proposé"):
        answer(sequence, option, "agree", token="phone-2")
    moderation.unmask(contribution=word, by=CLAIRE, now=NOW)
    answer(sequence, option, "agree", token="phone-2")
    assert agreement(sequence).voters == 1


def test_a_proposal_put_apart_is_not_accepted() -> None:
    sequence = build.sequence(build.room(), "statements")
    word = propose(sequence)
    moderation.mask(contribution=word, reason="Insulte ou menace", by=CLAIRE, now=NOW)
    with pytest.raises(DomainError, match="mise à part"):
        proposals.accept(word=word, by=CLAIRE, now=NOW)


def test_a_proposal_is_short_and_only_where_proposals_are_taken() -> None:
    sequence = build.sequence(build.room(), "statements")
    with pytest.raises(DomainError, match="140 au plus"):
        build.say(sequence, "a" * 141)
    assert build.say(sequence, "a" * 140).number == 1
    closed = build.sequence(build.room(), "statements", settings={"proposals": False})
    with pytest.raises(DomainError, match="ne sont pas proposées"):
        build.say(closed, "Une phrase")


def test_common_ground_comes_first_then_what_divides_and_silence_is_counted() -> None:
    sequence = build.sequence(build.room(), "statements")
    first, second = sequence.options.all()
    for place in range(6):
        answer(sequence, first, "agree" if place % 2 else "disagree", token=f"p{place}")
    for place in range(5):
        answer(sequence, second, "agree", token=f"p{place}")
    found = agreement(sequence)
    assert [row.tally.option for row in found.common] == [second]
    assert [row.tally.option for row in found.divided] == [first]
    assert (found.voters, found.common[0].silent, found.divided[0].silent) == (6, 1, 0)


def test_under_five_sides_nothing_is_said_of_a_statement() -> None:
    sequence = build.sequence(build.room(), "statements")
    option = sequence.options.all()[0]
    for place in range(4):
        answer(sequence, option, "agree", token=f"p{place}")
    answer(sequence, option, "pass", token="p9")
    found = agreement(sequence)
    assert (found.common, found.divided, len(found.early)) == ([], [], 2)


def test_rows_for_the_opinions_kernel_keep_the_last_word_of_each_voter() -> None:
    sequence = build.sequence(build.room(), "statements")
    first, second = sequence.options.all()
    answer(sequence, first, "agree", token="a")
    answer(sequence, first, "disagree", token="a")
    answer(sequence, second, "pass", token="a")
    answer(sequence, first, "agree", token="b")
    rows = statement_votes([sequence])
    by_voter: dict[UUID, dict[UUID, int]] = {}
    for voter, statement, vote in rows:
        by_voter.setdefault(voter, {})[statement] = vote
    assert sorted(map(str, by_voter.values())) == sorted(
        map(str, [{first.id: -1, second.id: 0}, {first.id: 1}])
    )


@given(st.lists(st.sampled_from(["agree", "disagree", "pass"])))
def test_agree_disagree_and_pass_add_up_to_the_answers(given_answers: list[str]) -> None:
    counted = tally(given_answers, weights={"agree": 3, "disagree": 1, "pass": None})
    assert sum(counted.counts.values()) == counted.n == len(given_answers)
    assert counted.weighed == counted.n - counted.counts["pass"]
