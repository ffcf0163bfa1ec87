import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.territories import maps
from jalons.territories.maps import Outline, Shown

SQUARE = [[1.70, 45.7], [1.80, 45.7], [1.80, 45.8], [1.70, 45.8], [1.70, 45.7]]
EAST = [[1.80, 45.7], [1.90, 45.7], [1.90, 45.8], [1.80, 45.8], [1.80, 45.7]]


def drawing() -> maps.Drawing:
    return maps.draw([Outline("87064", "Eymoutiers", [SQUARE]), Outline("87104", "Nedde", [EAST])])


def test_neighbours_touch_and_fill_the_width() -> None:
    west, east = drawing().shapes
    assert west.d.startswith("M8,")
    assert "270," in west.d
    assert "270," in east.d
    assert "532," in east.d


def test_north_is_up() -> None:
    shape = drawing().shapes[0]
    tops = [float(pair.split(",")[1]) for pair in shape.d.strip("MZ").split()]
    assert tops[0] > tops[2]


def test_a_label_stands_inside_its_commune() -> None:
    west = drawing().shapes[0]
    assert 8 < west.x < 270
    assert west.label == "Eymoutiers"


def test_a_hidden_value_is_hatched_and_says_so() -> None:
    shown = {"87064": Shown(35.3, "35,3 %"), "87104": Shown(None, "non montré")}
    coloured = maps.colour(drawing(), shown, str)
    assert [(s.css, s.text) for s in coloured.shapes] == [("q1", "35,3 %"), ("mask", "non montré")]
    assert coloured.has_mask is True


def test_a_commune_without_value_is_said_unavailable_not_zero() -> None:
    coloured = maps.colour(drawing(), {}, str)
    assert [s.css for s in coloured.shapes] == ["mask", "mask"]
    assert coloured.bands == []


def test_a_commune_without_outline_is_named() -> None:
    drawn = maps.draw([Outline("87064", "Eymoutiers", [SQUARE]), Outline("x", "Sans contour", [])])
    assert drawn.missing == ["Sans contour"]
    assert maps.draw([Outline("x", "Sans contour", [])]).shapes == []


def test_the_key_covers_all_values_without_overlap() -> None:
    assert [b.label for b in maps.bands([31, 33.5, 36], lambda v: f"{v:g} %")] == [
        "moins de 31 %",
        "de 31 % à moins de 33.5 %",
        "de 33.5 % à moins de 36 %",
        "36 % et plus",
    ]


@given(st.lists(st.floats(0, 100), min_size=4, max_size=60))
def test_no_band_is_empty_at_its_start_and_limits_rise(values: list[float]) -> None:
    ordered = sorted(values)
    limits = maps.thresholds(ordered)
    assert limits == sorted(set(limits))
    assert len(limits) <= 3
    assert all(limit > ordered[0] for limit in limits)


@pytest.mark.parametrize(
    ("name", "room", "label"),
    [
        ("Saint-Julien-le-Petit", 400, "Saint-Julien-le-Petit"),
        ("Saint-Julien-le-Petit", 70, "St-Julien"),
        ("Peyrat-le-Château", 60, "Peyrat"),
        ("Peyrat-le-Château", 10, ""),
    ],
)
def test_a_name_shortens_to_its_room(name: str, room: float, label: str) -> None:
    assert maps.short_name(name, room) == label
