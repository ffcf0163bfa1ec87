import pytest
from django.template import Context, Template

from jalons.core import glyphs

SHAPES = [
    *(("fern", n) for n in range(6)),
    *(("rings", n) for n in (1, 2, 3)),
    *(("cairn", n) for n in range(4)),
    *(("stone", key) for key in glyphs.STONES),
    *(("meeting", key) for key in glyphs.MEETINGS),
]


@pytest.mark.parametrize(("family", "key"), SHAPES)
def test_every_shape_is_drawn_and_hidden_from_screen_readers(family: str, key: str | int) -> None:
    html = Template("{% glyph family key %}").render(Context({"family": family, "key": key}))
    assert html.count("<svg") == 1
    assert 'aria-hidden="true"' in html
    assert "style=" not in html


def test_no_two_shapes_look_the_same() -> None:
    drawings = [glyphs.drawing(family, key)[0] for family, key in SHAPES]
    assert len(set(drawings)) == len(SHAPES)


def test_rings_and_stones_are_as_many_as_the_level() -> None:
    assert [glyphs.rings(n).count("<ellipse") for n in (1, 2, 3)] == [1, 2, 3]
    assert [glyphs.cairn(n).count("<path") - 1 for n in range(4)] == [0, 1, 2, 3]
    assert "guess" in glyphs.cairn(1)


@pytest.mark.parametrize(("family", "key"), [("gauge", 3), ("fern", 9), ("stone", "broken")])
def test_an_unknown_shape_is_a_mistake(family: str, key: str | int) -> None:
    with pytest.raises(KeyError):
        glyphs.drawing(family, key)
