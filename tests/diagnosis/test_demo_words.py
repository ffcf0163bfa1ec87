"""The words of the demonstration: volumes of domain.md §12, each different, each reading true to §5.1."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from jalons.diagnosis.enums import Relation
from jalons.diagnosis.rules import Decision, UrgencyStatus, decision_problem, sides_problem
from jalons.directory.enums import Category
from jalons.rooms.enums import Channel, Tone

TERRITORIES = ("elan", "vassiviere")


@pytest.fixture(params=TERRITORIES)
def said(request):
    folder = files("jalons.operations.demo").joinpath("data")
    return json.loads(folder.joinpath(f"table1_{request.param}.json").read_text(encoding="utf-8"))


def test_volumes_are_those_of_the_brief(said):
    assert {name: len(rows) for name, rows in said.items()} == {
        "words": 312,
        "clusters": 18,
        "cross_readings": 14,
        "urgencies": 9,
        "fragments": 40,
    }
    assert Counter(word["table"] for word in said["words"]) == dict.fromkeys(range(1, 9), 39)


def test_every_word_is_different_and_known_by_its_codes(said):
    texts = [word["text"] for word in said["words"] + said["fragments"]]
    assert len(set(texts)) == len(texts)
    assert {word["category"] for word in said["words"]} - {""} <= set(Category.values)
    assert {word["tone"] for word in said["words"]} == set(Tone.values)
    assert {word["channel"] for word in said["words"]} == set(Channel.values)
    assert {word["cluster"] for word in said["words"]} - {""} == {row["slug"] for row in said["clusters"]}


def test_the_two_territories_say_nothing_twice():
    folder = files("jalons.operations.demo").joinpath("data")
    both = [
        {
            row["text"]
            for row in json.loads(folder.joinpath(f"table1_{key}.json").read_text(encoding="utf-8"))["words"]
        }
        for key in TERRITORIES
    ]
    assert both[0] & both[1] == set()


def test_croisements_stand_on_the_sides_they_need_and_every_relation_is_there_twice(said):
    rows = said["cross_readings"]
    problems = [
        sides_problem(Relation(row["relation"]), facts=len(row["facts"][:1]), clusters=len(row["clusters"]))
        for row in rows
    ]
    assert problems == [None] * 14
    assert min(Counter(row["relation"] for row in rows)[relation] for relation in Relation.values) == 2


def test_five_urgencies_are_retained_and_each_decision_has_its_reason(said):
    rows = said["urgencies"]
    problems = [
        decision_problem(
            Decision(UrgencyStatus(row["decision"]), row["reason"], row["merged_into"] is not None),
            cross_readings=len(row["cross_readings"]),
        )
        for row in rows
    ]
    assert problems == [None] * 9
    assert Counter(row["decision"] for row in rows)["retained"] == 5


def test_french_typography_is_kept(said):
    everything = json.dumps(said, ensure_ascii=False)
    assert "'" not in everything
    assert " ?" not in everything
    assert "« " not in everything
