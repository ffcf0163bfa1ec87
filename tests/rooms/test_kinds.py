"""A kind of sequence is data, with its screens."""

import pytest
from django.template.loader import get_template

from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind, Production
from jalons.rooms.kinds.quiz.decks import DECKS
from jalons.rooms.kinds.registry import UnknownKindError

OURS = ("collect", "fragments", "rating", "quiz", "abaque", "dots", "chain", "information")


def test_the_eight_kinds_are_registered() -> None:
    assert set(OURS) <= {kind.code for kind in registry.all_kinds()}


@pytest.mark.parametrize("code", OURS)
def test_a_kind_has_its_screens(code: str) -> None:
    kind = registry.get(code)
    get_template(kind.template("participant"))
    get_template(kind.template("projector"))
    if kind.takes_votes:
        get_template(kind.template("paper"))
        assert kind.result is not None


@pytest.mark.parametrize("code", OURS)
def test_a_kind_s_own_settings_make_sense(code: str) -> None:
    kind = registry.get(code)
    assert kind.complaint(kind.default_settings) == ""


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(UnknownKindError):
        registry.get("karaoke")


def test_a_higher_area_brings_its_own_screens() -> None:
    kind = Kind(
        code="own", label="", description="", production=Production.OWN, default_minutes=5,
        participant_template="decisions/room/phone.html",
    )  # fmt: skip
    assert kind.template("participant") == "decisions/room/phone.html"
    assert kind.template("projector") == "rooms/kinds/own/projector.html"
    assert (kind.takes_words, kind.takes_votes) == (False, False)


@pytest.mark.parametrize("deck", DECKS)
def test_each_phrase_of_a_quiz_has_one_answer_among_its_choices_and_teaches(deck: str) -> None:
    items = DECKS[deck]
    assert len({item.key for item in items}) == len(items)
    for item in items:
        assert item.answer in {choice.value for choice in item.choices}
        assert len(item.feedback) > 60
    assert {item.answer for item in items} == {choice.value for choice in items[0].choices}
