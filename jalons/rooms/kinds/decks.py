"""Decks: phrases to class, each with its answer and what it teaches. One TOML file a deck.

A file says `label`, `prompt`, `[[categories]]` (value, label, mark) and `[[items]]` (key, text, answer,
feedback). Ours stand in `rooms/data/decks/`; a higher area adds a folder of its own with `add_folder` in its
AppConfig.ready(). Keys are for ever: answers already given point to them.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from jalons.rooms.kinds.base import Choice, Item, OptionDraft, Settings

_ITEMS = UUID("0190a5b0-0000-7000-8000-7175697a0000")
_OURS = Path(__file__).resolve().parent.parent / "data" / "decks"


@dataclass(frozen=True, slots=True)
class Deck:
    """Phrases and the categories to class them in, in the order to ask them."""

    code: str
    label: str
    prompt: str
    categories: tuple[Choice, ...]
    items: tuple[Item, ...]


class DeckError(ValueError):
    """A deck's file does not hold together."""


DECKS: dict[str, Deck] = {}


def add_folder(folder: Path) -> None:
    """Read every deck of a folder. Raises DeckError; reading the same folder twice is harmless."""
    for path in sorted(folder.glob("*.toml")):
        DECKS[path.stem] = read(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def read(code: str, data: dict[str, Any]) -> Deck:
    """A deck from its file. Raises DeckError when an answer is not a category or a phrase teaches nothing."""
    categories = tuple(Choice(c["value"], c["label"], mark=c.get("mark", "")) for c in data["categories"])
    items = tuple(
        Item(i["key"], i["text"], categories, i["answer"], i["feedback"].strip()) for i in data["items"]
    )
    values = {category.value for category in categories}
    wrong = [item.key for item in items if item.answer not in values or not item.feedback]
    if wrong or len({item.key for item in items}) < len(items):
        raise DeckError(f"{code}: {wrong or 'two items with the same key'}")
    return Deck(code, data["label"], data.get("prompt", ""), categories, items)


def choices() -> list[tuple[str, str]]:
    """Codes and labels, for forms."""
    return [(deck.code, deck.label) for deck in DECKS.values()]


def chosen(settings: Settings) -> Deck:
    """The deck that a sequence names. Raises KeyError."""
    return DECKS[settings["deck"]]


def item_at(settings: Settings, position: int) -> Item | None:
    """The item at a position (from 1), None past the ends."""
    items = chosen(settings).items
    return items[position - 1] if 1 <= position <= len(items) else None


def options(settings: Settings) -> list[OptionDraft]:
    """One option an item, with an id that stays the same from one room to another."""
    return [OptionDraft("quiz_item", uuid5(_ITEMS, item.key), item.text) for item in chosen(settings).items]


def complaint(settings: Settings) -> str:
    return "" if settings.get("deck") in DECKS else "Choisissez l’un des jeux de questions proposés."


add_folder(_OURS)
