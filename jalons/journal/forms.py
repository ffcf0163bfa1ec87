"""The filter of a journal, read from the address: a filtered journal can be shared."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from jalons.core.scope import Scope
from jalons.journal import kinds, queries
from jalons.journal.queries import Filters

_DAY = {"type": "date"}


class FilterForm(forms.Form):
    """Who, what kind, from when to when. A filter that makes no sense says so and filters nothing."""

    qui = forms.ChoiceField(label="Qui", required=False)
    quoi = forms.ChoiceField(label="Quoi", required=False)
    depuis = forms.DateField(
        label="Depuis le",
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={"invalid": "Cette date n’existe pas. Écrivez-la comme ceci : 20/05/2026."},
    )
    jusque = forms.DateField(
        label="Jusqu’au",
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={"invalid": "Cette date n’existe pas. Écrivez-la comme ceci : 20/05/2026."},
    )

    def __init__(self, data: Any, *, scope: Scope) -> None:
        super().__init__(data or None)
        who, what = self.fields["qui"], self.fields["quoi"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - tells the type checker what we declared
        assert isinstance(what, forms.ChoiceField)  # noqa: S101 - the same
        who.choices = [("", "Tout le monde"), *((str(id_), label) for id_, label in queries.actors(scope))]
        what.choices = [("", "Tout"), *((kind, kinds.label(kind)) for kind in queries.kinds(scope))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("depuis"), cleaned.get("jusque")
        if since and until and until < since:
            self.add_error("jusque", "La fin de la période vient avant son début.")
        return cleaned

    def filters(self) -> Filters:
        """What was asked for; nothing when the form is empty or wrong."""
        if not self.is_bound or not self.is_valid():
            return Filters()
        asked = self.cleaned_data
        return Filters(
            actor=UUID(asked["qui"]) if asked["qui"] else None,
            kind=asked["quoi"],
            since=asked["depuis"],
            until=asked["jusque"],
        )

    def page(self) -> int:
        """The number of the page asked for; the first when it is not a number."""
        asked = str(self.data.get("page", "1"))
        return int(asked) if asked.isdigit() else 1

    def kept_query(self) -> str:
        """The filter as the start of an address, for the links between pages."""
        if not self.is_bound:
            return ""
        kept = urlencode({name: value for name, value in self.data.items() if name != "page" and value})
        return f"{kept}&" if kept else ""
