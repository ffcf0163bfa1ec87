"""The set of pictures: SVG text drawn for Jalons, with its title and description."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.utils.safestring import SafeString, mark_safe

from jalons.rooms.kinds.base import OptionDraft, Settings

if TYPE_CHECKING:
    from jalons.rooms.models import Contribution, Sequence

_KEYS = UUID("0190a5b0-0000-7000-8000-706963740000")
_FILE = Path(__file__).resolve().parents[2] / "data" / "pictures.toml"
WIDTH, HEIGHT = 160, 120


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `body` is the inside of its svg element."""

    key: str
    title: str
    description: str
    body: str

    @property
    def id(self) -> UUID:
        return uuid5(_KEYS, self.key)

    @property
    def drawing(self) -> SafeString:
        """The picture alone: its words stand beside it."""
        return mark_safe(  # noqa: S308 - our own file
            f'<svg class="pic" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
            f"{self.body}</svg>"
        )

    @property
    def svg(self) -> str:
        """A whole SVG file, for papers."""
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{self.body}</svg>'


def _read() -> dict[UUID, Picture]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["pictures"]
    pictures = [Picture(r["key"], r["title"], r["description"], r["svg"]) for r in rows]
    return {picture.id: picture for picture in pictures}


ALBUM = _read()
"""Pictures by id, in their order."""


def options(settings: Settings) -> list[OptionDraft]:
    return [OptionDraft("picture", one.id, f"{one.title}. {one.description}") for one in ALBUM.values()]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture with what people said about it."""

    picture: Picture
    position: int
    words: tuple["Contribution", ...]


def by_picture(sequence: "Sequence") -> list[Chosen]:
    """Pictures that were chosen, most often first, with the published words. Two queries."""
    heard: dict[UUID, list[Contribution]] = {}
    words = sequence.contributions.filter(masked_at__isnull=True, withdrawn_at__isnull=True)
    for word in words.select_related("option").order_by("number"):
        if word.option is not None:
            heard.setdefault(word.option.subject_id, []).append(word)
    chosen = [
        Chosen(ALBUM[key], said[0].option.position if said[0].option else 0, tuple(said))
        for key, said in heard.items()
        if key in ALBUM
    ]
    return sorted(chosen, key=lambda one: (-len(one.words), one.position))
