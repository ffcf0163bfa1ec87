"""A kind of sequence is data, with its screens."""

import pytest
from django.template.loader import get_template

from jalons.rooms.kinds import decks, registry
from jalons.rooms.kinds.base import Kind, Moment, Production
from jalons.rooms.kinds.decks import DECKS, DeckError
from jalons.rooms.kinds.pictures.album import ALBUM
from jalons.rooms.kinds.registry import UnknownKindError

OURS = (
    "collect", "fragments", "pictures", "timeline", "statements", "rating", "dots", "abaque",
    "assessment", "chain", "heaps", "information", "moving", "quiz", "sorting",
)  # fmt: skip


def test_every_folder_is_a_kind_and_the_most_used_come_first() -> None:
    codes = [kind.code for kind in registry.all_kinds()]
    assert [code for code in codes if code in OURS] == list(OURS)


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


def test_a_kind_with_moments_asks_one_thing_at_a_time() -> None:
    kind = registry.get("moving")
    codes = [moment.code for moment in kind.moments]
    assert codes == ["before", "arguments", "after"]
    for code, criteria, words in (
        ("before", ["before"], False),
        ("arguments", [], True),
        ("after", ["after"], False),
    ):
        settings = {"moment": code}
        assert [question.code for question in kind.asked(settings, 1)] == criteria
        assert kind.receives_words(settings) is words
    assert kind.following_moment({}) == Moment("arguments", "Les arguments", takes_words=True)
    assert kind.following_moment({"moment": "after"}) is None


@pytest.mark.parametrize("deck", DECKS)
def test_each_phrase_of_a_deck_has_one_answer_among_its_categories_and_teaches(deck: str) -> None:
    items = DECKS[deck].items
    assert len({item.key for item in items}) == len(items)
    for item in items:
        assert item.answer in {choice.value for choice in item.choices}
        assert len(item.feedback) > 60
    assert {item.answer for item in items} == {choice.value for choice in items[0].choices}


def test_a_deck_whose_answer_is_no_category_is_refused() -> None:
    item = {"key": "a", "text": "Une phrase", "answer": "elsewhere", "feedback": "Parce que."}
    data = {"label": "Jeu", "categories": [{"value": "here", "label": "Ici"}], "items": [item]}
    with pytest.raises(DeckError, match="a"):
        decks.read("jeu", data)
    data["items"] = [item | {"answer": "here"}]
    assert decks.read("jeu", data).items[0].answer == "here"


def test_the_album_has_its_pictures_each_described_and_drawn_by_us() -> None:
    assert len(ALBUM) >= 24
    assert len({picture.title for picture in ALBUM.values()}) == len(ALBUM)
    for picture in ALBUM.values():
        assert len(picture.description) > 25
        assert "<script" not in picture.body
        assert "href" not in picture.body
        assert "style=" not in picture.body
