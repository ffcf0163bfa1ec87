"""Rule 17: no cell under five people, by subtraction either."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalons.rooms.confidentiality import disclose

tables = st.integers(1, 4).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20]), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


def counts(table: list[list[int]]) -> dict[tuple[str, str], int]:
    return {(f"r{i}", f"c{j}"): v for i, row in enumerate(table) for j, v in enumerate(row)}


def test_a_small_cell_is_hidden_and_a_second_one_so_that_the_total_does_not_give_it_back() -> None:
    found = disclose({("parent", "Augne"): 2, ("parent", "Eymoutiers"): 30, ("senior", "Augne"): 8,
                      ("senior", "Eymoutiers"): 12})  # fmt: skip
    assert found.shows("parent", "Augne") is False
    assert found.cells == frozenset()  # the row's and the column's other cells would give it back


def test_large_cells_are_all_shown() -> None:
    found = disclose({("a", "x"): 5, ("a", "y"): 6, ("b", "x"): 7, ("b", "y"): 8})
    assert found.cells == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}
    assert (found.rows, found.columns, found.has_total) == ({"a", "b"}, {"x", "y"}, True)


def test_nothing_to_show_is_not_an_error() -> None:
    assert disclose({}).cells == frozenset()


def test_a_negative_count_is_an_error() -> None:
    with pytest.raises(ValueError, match="-1"):
        disclose({("a", "x"): -1})


def test_the_threshold_is_a_parameter() -> None:
    assert disclose({("a", "x"): 3}, k=3).shows("a", "x") is True
    assert disclose({("a", "x"): 3}, k=4).shows("a", "x") is False


@given(tables)
def test_no_number_under_the_threshold_is_shown(table: list[list[int]]) -> None:
    people = counts(table)
    found = disclose(people)
    assert not [pair for pair in found.cells if 0 < people[pair] < 5]
    rows = {r: sum(v for (a, _), v in people.items() if a == r) for r, _ in people}
    columns = {c: sum(v for (_, b), v in people.items() if b == c) for _, c in people}
    assert not [r for r in found.rows if 0 < rows[r] < 5]
    assert not [c for c in found.columns if 0 < columns[c] < 5]


@given(tables)
@settings(max_examples=150)
def test_no_hidden_number_can_be_deduced_from_the_shown_ones(table: list[list[int]]) -> None:
    """An attacker writes every sum of the table with what is shown: no hidden cell is determined."""
    people = counts(table)
    found = disclose(people)
    if not found.has_total:
        return  # fewer than five people in all: nothing is published
    rows, columns = sorted({r for r, _ in people}), sorted({c for _, c in people})
    unknown = [("cell", pair) for pair in people if pair not in found.cells]
    unknown += [("row", r) for r in rows if r not in found.rows]
    unknown += [("column", c) for c in columns if c not in found.columns]
    equations = [{("cell", (r, c)): 1 for c in columns} | {("row", r): -1} for r in rows]
    equations += [{("cell", (r, c)): 1 for r in rows} | {("column", c): -1} for c in columns]
    equations.append({("row", r): 1 for r in rows})
    equations.append({("column", c): 1 for c in columns})
    matrix = np.array([[line.get(name, 0) for name in unknown] for line in equations], dtype=float)
    rank = np.linalg.matrix_rank(matrix) if unknown else 0
    for place in range(len(unknown)):
        alone = np.zeros((1, len(unknown)))
        alone[0, place] = 1
        assert np.linalg.matrix_rank(np.vstack([matrix, alone])) > rank, f"{unknown[place]} is given away"


@given(tables)
def test_a_table_without_small_numbers_is_shown_whole(table: list[list[int]]) -> None:
    people = {pair: (value if value >= 5 else 0) for pair, value in counts(table).items()}
    assert disclose(people).cells == frozenset(people)
