import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jalons.indicators import similar
from jalons.indicators.similar import Criterion, Profile

SIZE = Criterion("population", "le nombre d’habitants", on_log=True)
GROWTH = Criterion("growth", "l’évolution de la population")


def profile(code: str, population: float, growth: float | None = 0.0) -> Profile:
    values = {"population": population} | ({} if growth is None else {"growth": growth})
    return Profile(code, f"Territoire {code}", values)


OTHERS = [profile(f"{i:03d}", 1000 * 2**i, i - 4.0) for i in range(9)]


def test_the_nearest_come_by_name_without_rank() -> None:
    found = similar.nearest(profile("moi", 5000, -2.0), OTHERS, [SIZE, GROWTH], count=3)
    assert [n.code for n in found] == ["001", "002", "003"]


def test_what_sets_apart_is_named() -> None:
    far = profile("loin", 5000, 4.0)
    found = similar.nearest(profile("moi", 5000, -4.0), [*OTHERS, far], [SIZE, GROWTH], count=10)
    assert next(n for n in found if n.code == "loin").apart == ("l’évolution de la population",)


def test_a_territory_that_lacks_a_criterion_is_not_brought_near() -> None:
    gap = profile("trou", 5000, None)
    found = similar.nearest(profile("moi", 5000, 0.0), [*OTHERS, gap], [SIZE, GROWTH], count=20)
    assert "trou" not in [n.code for n in found]


def test_a_criterion_unknown_for_us_is_left_out() -> None:
    assert similar.usable(profile("moi", 5000, None), [SIZE, GROWTH]) == [SIZE]
    found = similar.nearest(profile("moi", 8000, None), OTHERS, [SIZE, GROWTH], count=1)
    assert [n.code for n in found] == ["003"]


def test_nothing_to_compare_gives_nothing() -> None:
    assert similar.nearest(Profile("moi", "Moi", {}), OTHERS, [SIZE]) == []
    assert similar.nearest(profile("moi", 5000), [], [SIZE]) == []


def test_one_giant_does_not_flatten_the_others() -> None:
    with_giant = [*OTHERS, profile("paris", 7_000_000, 0.0)]
    target = profile("moi", 5000, -2.0)
    criteria = [SIZE, GROWTH]
    assert similar.nearest(target, OTHERS, criteria, 3) == similar.nearest(
        target, with_giant, criteria, 3
    ) or [n.code for n in similar.nearest(target, with_giant, criteria, 3)] == ["001", "002", "003"]


def test_the_sentence_names_every_criterion() -> None:
    said = similar.reason(["la taille", "la densité", "l’âge"], 12)
    assert said.startswith("Ces 12 territoires sont les plus proches par la taille, la densité et l’âge.")
    assert similar.reason([], 0) == ""


def test_geography_leaves_out_what_cannot_be_computed() -> None:
    whole = similar.geography_values(then=5610, now=5698, area_km2=372.0, communes=[2067, 1028])
    assert set(whole) == {c.code for c in similar.GEOGRAPHY}
    assert similar.geography_values(then=0, now=0, area_km2=0, communes=[]) == {"communes": 0.0}


@given(st.lists(st.floats(100, 1e6), min_size=2, max_size=30), st.floats(100, 1e6))
def test_each_is_listed_once_and_never_ourselves(sizes: list[float], mine: float) -> None:
    others = [profile(str(i), size) for i, size in enumerate(sizes)]
    me = profile("moi", mine)
    found = similar.nearest(me, [me, *others], [SIZE], count=5)
    codes = [n.code for n in found]
    assert "moi" not in codes
    assert len(set(codes)) == len(codes) <= 5
    names = [n.name for n in found]
    assert names == sorted(names, key=str.casefold)


def test_kernels_do_not_know_django() -> None:
    for name in ("similar", "comparison", "charts"):
        path = Path(similar.__file__).with_name(f"{name}.py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        assert not [m for m in imports if m.startswith(("django", "jalons"))], name
