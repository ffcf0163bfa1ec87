"""Static TTF instances of the typeface for typst, which reads no variable woff2. Run by `make front`."""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
TARGET = ROOT / "jalons/documents/fonts"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
STYLES = {"normal": "", "italic": " Italic"}


def name_instance(font: TTFont, weight: int, style: str) -> None:
    """Write the names that typst groups a family by: family, style, full name, PostScript name."""
    face = (WEIGHTS[weight] + STYLES[style]).strip()
    for name_id, value in {
        1: FAMILY,
        2: face,
        4: f"{FAMILY} {face}",
        6: f"{FAMILY} {face}".replace(" ", ""),
        16: FAMILY,
        17: face,
    }.items():
        font["name"].setName(value, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def build(style: str, weight: int) -> Path:
    source = SOURCES / f"atkinson-hyperlegible-next-latin-wght-{style}.woff2"
    font = TTFont(source)
    font.flavor = None
    instance = instantiateVariableFont(font, {"wght": weight})
    name_instance(instance, weight, style)
    target = TARGET / f"AtkinsonHyperlegibleNext-{(WEIGHTS[weight] + STYLES[style]).replace(' ', '')}.ttf"
    instance.save(target)
    return target


def main() -> None:
    if not SOURCES.is_dir():
        sys.exit("The typeface is missing: run `npm ci` first (make front does both).")
    TARGET.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        for weight in WEIGHTS:
            sys.stdout.write(f"  police {build(style, weight).name}\n")


if __name__ == "__main__":
    main()
