"""What a room says of statements: counts, published formulas, groups only when they hold."""

import csv
import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from jalons.rooms.opinion_groups import Groups, NoGroups, alike, find_groups, sizes_of
from jalons.rooms.opinions import (
    AGREE,
    Counts,
    common_ground,
    counts_by_group,
    counts_of,
    group_consensus,
    last_words,
    representative,
    room_consensus,
)

POLIS = Path(os.environ.get("JALONS_DATA", "")) / "polis"
real_data = pytest.mark.skipif("JALONS_DATA" not in os.environ, reason="JALONS_DATA: official files")
TO_SIX_PLACES = 1e-6

ROWS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 8), st.sampled_from([1, 0, -1])), min_size=0, max_size=200
)


def camps(*, people=60, statements=14, camps=2, seed=5, faithful=0.9):
    """Votes of a made-up room whose camps answer each in its own way."""
    chance = random.Random(seed)
    lines = [[chance.choice([1, -1]) for _ in range(statements)] for _ in range(camps)]
    return {
        (voter, statement): lines[voter % camps][statement]
        if chance.random() < faithful
        else chance.choice([1, 0, -1])
        for voter in range(people)
        for statement in range(statements)
        if chance.random() < 0.8
    }


def test_the_last_line_of_a_pair_wins():
    votes = last_words([("a", "s", 1), ("b", "s", -1), ("a", "s", 0)])
    assert counts_of(votes) == {"s": Counts(agree=0, disagree=1, passed=1)}


def test_division_is_largest_when_the_room_is_half_and_half():
    assert [Counts(5, 5, 9).division, Counts(9, 0, 3).division, Counts(3, 1, 0).division] == [1, 0, 0.5]
    assert Counts(0, 0, 4).division is None
    assert Counts(3, 1, 8).agreement == 0.75


@given(ROWS)
def test_counts_add_up_whatever_the_order_of_the_pairs(rows):
    votes = last_words(rows)
    assert sum(said.total for said in counts_of(votes).values()) == len(votes)
    shuffled = dict(sorted(votes.items(), reverse=True))
    assert counts_of(shuffled) == counts_of(votes)
    membership = {voter: voter % 2 for voter, _ in votes}
    summed = counts_by_group(votes, membership)
    for statement, said in counts_of(votes).items():
        assert sum((found[statement] for found in summed.values()), Counts()) == said


def test_camps_that_answer_each_in_its_own_way_are_found_and_said_to_be_stable():
    for number in (2, 3):
        found = find_groups(camps(camps=number))
        assert isinstance(found, Groups)
        assert found.k == number
        assert found.stability >= 0.9
        truth = np.array([voter % number for voter in found.membership])
        assert alike(truth, np.array(list(found.membership.values()))) > 0.9
        assert list(sizes_of(found).values()) == sorted(sizes_of(found).values(), reverse=True)


def test_the_same_votes_give_the_same_groups_in_any_order_of_the_file():
    votes = camps()
    assert find_groups(dict(reversed(list(votes.items())))) == find_groups(votes)


@pytest.mark.parametrize("seed", range(4))
def test_votes_by_chance_make_no_group(seed):
    found = find_groups(camps(seed=seed, faithful=0.0))
    assert isinstance(found, NoGroups)
    assert found.reason.startswith(("Les groupes changent", "Les avis se répartissent"))


def test_a_small_room_and_few_statements_are_refused_with_their_reason():
    small = find_groups(camps(people=26))
    assert isinstance(small, NoGroups)
    assert small.reason.startswith("Salle trop petite : 26 personnes")
    few = find_groups(camps(statements=4))
    assert isinstance(few, NoGroups)
    assert few.reason.startswith("Trop peu d’affirmations : 4")


def test_people_who_all_say_the_same_make_no_group():
    found = find_groups({(voter, statement): 1 for voter in range(40) for statement in range(8)})
    assert isinstance(found, NoGroups)


def test_a_group_of_four_is_never_shown():
    votes = {(v, s): (1 if v < 4 else -1) for v in range(40) for s in range(12)}
    found = find_groups(votes)
    assert isinstance(found, NoGroups)
    assert "moins de 5 personnes" in found.reason


def test_common_ground_is_what_each_group_holds_by_itself():
    votes = {(v, s): 1 if s == 0 else (1 if (v % 2) else -1) for v in range(12) for s in range(3)}
    membership = {v: v % 2 for v in range(12)}
    assert [(key, side) for key, side, _ in common_ground(votes, membership)] == [(0, AGREE)]
    assert group_consensus(votes, membership)[0] == pytest.approx((7 / 8) ** 2)


@given(ROWS)
def test_representatives_are_five_at_most_agreements_first_each_statement_once(rows):
    votes = last_words(rows)
    for stances in representative(votes, {voter: voter % 3 for voter, _ in votes}).values():
        assert len(stances) <= 5
        assert [s.side for s in stances] == sorted((s.side for s in stances), reverse=True)
        assert len({s.statement for s in stances}) == len(stances)


def published(name):
    """(votes, membership of the people, statements moderated out, what Polis computed)."""
    folder = POLIS / "fixtures" / name
    computed = json.loads((folder / "math-pca2.json").read_text())
    rows = json.loads((folder / "votes.json").read_text())
    names = ("participant_id", "statement_id") if "participant_id" in rows[0] else ("pid", "tid")
    votes = last_words((row[names[0]], row[names[1]], row["vote"]) for row in rows)
    base = dict(zip(computed["base-clusters"]["id"], computed["base-clusters"]["members"], strict=True))
    membership = {
        person: group["id"]
        for group in computed["group-clusters"]
        for member in group["members"]
        for person in base[member]
    }
    return votes, membership, frozenset(computed["mod-out"]), computed


@real_data
@pytest.mark.real_data
@pytest.mark.parametrize("name", ["150ptpt-3gp-no-strict-no-meta", "below-100-ptpts"])
def test_given_the_membership_of_polis_its_published_results_come_out(name):
    votes, membership, moderated, computed = published(name)
    for group, counted in counts_by_group(votes, membership).items():
        theirs = computed["group-votes"][str(group)]["votes"]
        ours = {str(k): {"A": c.agree, "D": c.disagree, "S": c.total} for k, c in counted.items()}
        assert ours == theirs
    for group, stances in representative(votes, membership, leave_out=moderated).items():
        check_stances(stances, computed["repness"][str(group)], groups=True)
    for stances, side in zip(room_consensus(votes, leave_out=moderated), ("agree", "disagree"), strict=True):
        check_stances(stances, computed["consensus"][side], groups=False)
    ours = {str(key): score for key, score in group_consensus(votes, membership).items()}
    assert ours == pytest.approx(computed["group-aware-consensus"], abs=TO_SIX_PLACES)


def check_stances(ours, theirs, *, groups):
    assert [stance.statement for stance in ours] == [one["tid"] for one in theirs]
    for stance, one in zip(ours, theirs, strict=True):
        assert (stance.count, stance.trials) == (one["n-success"], one["n-trials"])
        assert stance.share == pytest.approx(one["p-success"], abs=TO_SIX_PLACES)
        assert stance.share_test == pytest.approx(one["p-test"], abs=TO_SIX_PLACES)
        if groups:
            assert one["repful-for"] == ("agree" if stance.side == AGREE else "disagree")
            assert stance.ratio == pytest.approx(one["repness"], abs=TO_SIX_PLACES)
            assert stance.ratio_test == pytest.approx(one["repness-test"], abs=TO_SIX_PLACES)


def exported(name):
    with (POLIS / "open" / name / "votes.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["voter-id"], row["comment-id"], int(row["vote"])) for row in csv.DictReader(file)]


@real_data
@pytest.mark.real_data
def test_real_rooms_show_no_group_that_does_not_hold():
    london = find_groups(last_words(exported("london.youth.policing")))
    assert isinstance(london, NoGroups)
    assert london.reason.startswith("Salle trop petite")
    freshwater = find_groups(last_words(exported("scoop-hivemind.freshwater")))
    assert isinstance(freshwater, NoGroups)
    assert freshwater.reason.startswith("Les groupes changent")


def run(tmp_path, capsys, content, *options):
    file = tmp_path / "votes.csv"
    file.write_bytes(content)
    call_command("opinions", str(file), *options)
    return capsys.readouterr().out


def test_the_command_reads_what_a_spreadsheet_writes(tmp_path, capsys):
    content = "\ufeffvoter;statement;vote\r\n\r\nA;le bus;1\r\nB;le bus;-1\r\nA;le bus;0\r\n;;\r\n"
    answer = json.loads(run(tmp_path, capsys, content.encode(), "--json"))
    assert set(answer) == {"statements", "groups", "reason"}
    assert answer["statements"] == [{"statement": "le bus", "agree": 0, "disagree": 1, "pass": 1}]
    assert answer["groups"] is None
    assert answer["reason"].startswith("Salle trop petite : 2 personnes")


def test_the_command_gives_the_groups_that_hold(tmp_path, capsys):
    rows = "".join(f"{voter},{statement},{vote}\n" for (voter, statement), vote in camps().items())
    answer = json.loads(run(tmp_path, capsys, f"voter,statement,vote\n{rows}".encode(), "--json"))
    assert set(answer) == {"statements", "groups"}
    assert set(answer["groups"]) == {
        "k",
        "stability",
        "membership",
        "representative_statements",
        "common_ground",
    }
    assert answer["groups"]["k"] == 2
    assert len(answer["groups"]["membership"]) == 60


def test_the_command_says_groups_last_and_what_is_shared_first(tmp_path, capsys):
    rows = "".join(f"{v},s{s},1\n" for v in range(12) for s in range(3))
    shown = run(tmp_path, capsys, f"voter,statement,vote\n{rows}".encode())
    assert (
        shown.index("presque tout le monde") < shown.index("Toutes les") < shown.index("Aucun n’est montré")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("voter,statement\nA,s\n", "n’a pas les colonnes"),
        ("voter,statement,vote\nA,s,2\n", "Ligne 2 : le vote « 2 »"),
        ("voter,statement,vote\n,s,1\n", "Ligne 2 : il manque la personne"),
        ("voter,statement,vote\n", "ne contient aucun vote"),
    ],
)
def test_the_command_says_what_is_wrong_in_the_file(tmp_path, capsys, content, said):
    with pytest.raises(CommandError, match=said):
        run(tmp_path, capsys, content.encode(), "--json")
