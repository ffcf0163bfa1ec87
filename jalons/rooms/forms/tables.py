"""Heaps of a table: a title a heap, and for each card the heap it is in. Read as they come."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from jalons.rooms.models import Room
from jalons.rooms.queries.tables import cards_of

TITLE, CARD = "tas-", "carte-"


def heaps(data: QueryDict) -> tuple[list[str], dict[UUID, int]]:
    """Titles in order and the place of each card, from the fields « tas-1 » and « carte-<id> ».

    What makes no sense is left out: the page shows what was kept.
    """
    places = sorted(int(n.removeprefix(TITLE)) for n in data if n.removeprefix(TITLE).isdecimal())
    titles = [data.get(f"{TITLE}{place}", "") for place in places]
    index = {str(place): position for position, place in enumerate(places)}
    return titles, _cards(data, index)


def _cards(data: QueryDict, index: Mapping[str, int]) -> dict[UUID, int]:
    cards: dict[UUID, int] = {}
    for name in data:
        place = index.get(str(data[name]))
        if not name.startswith(CARD) or place is None:
            continue
        try:
            cards[UUID(name.removeprefix(CARD))] = place
        except ValueError:
            continue
    return cards


class PaperHeapsForm(forms.Form):
    """Heaps made with paper cards: « Les trajets : 12, 15, 33 », one heap a line."""

    table = forms.ChoiceField(label="Table")
    lines = forms.CharField(
        label="Un tas par ligne",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Son nom, deux points, puis les numéros des cartes. Exemple : Les trajets : 12, 15, 33",
        error_messages={"required": "Tapez au moins un tas."},
    )
    is_validated = forms.BooleanField(label="La table a dit que c’est bien cela", required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {str(table.number): table for table in room.tables.select_related("room__step")}
        named = [(n, table.name or f"Table {n}") for n, table in self.tables.items()]
        self.fields["table"].choices = named  # type: ignore[attr-defined]

    _titles: list[str]
    _cards: dict[UUID, int]

    def clean(self) -> dict[str, Any]:
        table = self.tables.get(self.cleaned_data.get("table", ""))
        if table is None:
            return self.cleaned_data
        self.cleaned_data["table"] = table
        self._titles, self._cards = [], {}
        by_number = {card.number: card.id for card in cards_of(table)}
        for line in self.cleaned_data.get("lines", "").splitlines():
            if line.strip():
                self._read(line, by_number)
        return self.cleaned_data

    def _read(self, line: str, by_number: Mapping[int, UUID]) -> None:
        title, _, numbers = line.rpartition(":") if ":" in line else (line, "", "")
        for raw in re.findall(r"\d+", numbers):
            if int(raw) not in by_number:
                self.add_error("lines", f"La carte n° {raw} n’est pas de cette table.")
            else:
                self._cards[by_number[int(raw)]] = len(self._titles)
        self._titles.append(title.strip())

    def heaps(self) -> tuple[list[str], dict[UUID, int]]:
        """Titles in order and the place of each card, as `heaps` above."""
        return self._titles, self._cards
