from pathlib import Path

import jalons.core
from jalons.core import contours

IMAGES = Path(jalons.core.__file__).parent / "static" / "core" / "img"


def test_the_shipped_drawings_are_those_of_the_function() -> None:
    for name, text in contours.draw().items():
        assert (IMAGES / name).read_text(encoding="utf-8") == text


def test_a_contour_line_keeps_one_height() -> None:
    for chain in contours.lines(0.5):
        assert all(abs(contours.ground(*point) - 0.5) < 0.02 for point in chain)
