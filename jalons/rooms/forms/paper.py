"""Typing a card: one line, with what stays the same from one card to the next."""

from typing import Any
from uuid import UUID

from django import forms

from jalons.core.errors import DomainError
from jalons.directory.enums import Category
from jalons.rooms import rules
from jalons.rooms.actions.contributions import Words
from jalons.rooms.enums import Channel
from jalons.rooms.kinds.base import LONGEST_WORD
from jalons.rooms.models import Room
from jalons.rooms.queries.paper import Asked
from jalons.territories.models import Territory

KEPT = ("sequence", "channel", "table", "category", "commune", "facet", "option", "year", "happened_on")
"""Fields that stay from one card to the next."""


class CardForm(forms.Form):
    """`text` is the only field that each card needs."""

    id = forms.CharField(widget=forms.HiddenInput)
    sequence = forms.ChoiceField(label="Question")
    channel = forms.ChoiceField(
        label="Reçu", choices=[(Channel.PAPER, "sur carte"), (Channel.SCRIBE, "à voix haute")]
    )
    table = forms.ChoiceField(label="Table", required=False)
    category = forms.ChoiceField(label="Catégorie", required=False)
    commune = forms.ChoiceField(label="Commune", required=False)
    option = forms.ChoiceField(label="À propos de", required=False)
    facet = forms.ChoiceField(label="C’est", required=False)
    year = forms.IntegerField(
        label="Année",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": "Donnez l’année en quatre chiffres."},
    )
    happened_on = forms.DateField(
        label="Dit le",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Donnez une date comme 10/09/2026."},
    )
    text = forms.CharField(
        label="La carte, mot pour mot",
        required=False,
        strip=False,
        max_length=LONGEST_WORD * 2,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "true"}),
    )

    def __init__(
        self, *args: Any, room: Room, asked: list[Asked], communes: list[Territory], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {str(table.number): table for table in room.tables.all()}
        self.communes = {str(place.id): place for place in communes}
        words = [one for one in asked if one.has_cards]
        options = [(str(o.id), o.label) for one in words for o in one.options]
        facets = {f.code: f.label for one in words for f in one.kind.facets}
        self._choose("sequence", [(str(one.sequence.id), one.sequence.title) for one in words])
        self._choose("table", [("", "non dite"), *((n, t.name or n) for n, t in self.tables.items())])
        self._choose("category", [("", "non dite"), *Category.choices])
        self._choose("commune", [("", "non dite"), *((i, p.name) for i, p in self.communes.items())])
        self._choose("option", [("", "rien en particulier"), *options])
        self._choose("facet", [("", "non précisé"), *facets.items()])
        if not any(one.kind.needs_year for one in words):
            del self.fields["year"]
        for name, values in (("option", options), ("facet", facets), ("commune", self.communes)):
            if not values:
                del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_id(self) -> UUID:
        try:
            return rules.client_id(self.cleaned_data["id"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean_text(self) -> str:
        try:
            return rules.words(self.cleaned_data["text"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(
            id=data["id"],
            text=data["text"],
            channel=Channel(data["channel"]),
            table=self.tables.get(data["table"]),
            category=data["category"],
            commune=self.communes.get(data.get("commune", "")),
            facet=data.get("facet", ""),
            option=UUID(data["option"]) if data.get("option") else None,
            year=data.get("year"),
            happened_on=data["happened_on"],
        )

    def kept(self) -> dict[str, str]:
        """What the next card starts with, as query parameters."""
        return {name: self.data[name] for name in KEPT if self.data.get(name)}


class GridForm(forms.Form):
    """One voter's paper grid: a key an answer, several people one after the other."""

    ballot = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[tuple[str, list[str]]] = []
        self._questions = {}
        for option in asked.options:
            names = []
            for question in asked.kind.questions(asked.sequence.settings, option.position):
                name = f"o:{option.id}:{question.code}"
                label = f"{option.label}, {question.label.lower()}"
                attrs = {"autocomplete": "off", "size": 3, "aria-label": label}
                self.fields[name] = forms.CharField(
                    label=label, required=False, max_length=6, widget=forms.TextInput(attrs=attrs)
                )
                self._questions[name] = (option.id, question)
                names.append(name)
            self.lines.append((option.label, names))

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names]) for label, names in self.lines]

    def clean_ballot(self) -> UUID:
        try:
            return rules.client_id(self.cleaned_data["ballot"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, Any]:
        answers: dict[UUID, dict[str, str]] = {}
        for name, (option_id, question) in self._questions.items():
            typed = self.cleaned_data.get(name, "")
            if not typed:
                continue
            value = question.read(typed)
            if value is None:
                self.add_error(name, f"« {typed} » ne veut rien dire ici. Tapez : {question.keys}.")
            else:
                answers.setdefault(option_id, {})[question.code] = value
        if not answers and not self.errors:
            raise forms.ValidationError("Cette grille est vide : tapez au moins une réponse.")
        return {**self.cleaned_data, "answers": answers}
