"""What one fills in on the page of a preparation."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jalons.core import clock
from jalons.directory.models import Person
from jalons.initiatives import queries as initiatives
from jalons.initiatives.models import Initiative


class SheetForm(forms.Form):
    """Where one meets from afar; how the next table gathers feelings."""

    feelings = forms.CharField(
        label="Comment les ressentis seront recueillis", required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La question, la méthode, qui va voir qui avant la table, qui note pour les autres.",
    )  # fmt: skip
    meeting_url = forms.CharField(
        label="Adresse de la réunion à distance", required=False, max_length=300,
        help_text="Seule l’équipe la voit. Elle commence par https://",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )  # fmt: skip


class TaskForm(forms.Form):
    """What is to prepare, by whom, for when."""

    title = forms.CharField(
        label="À préparer", max_length=200, error_messages={"required": "Écrivez ce qu’il y a à préparer."}
    )
    person = forms.ChoiceField(label="Qui", required=False)
    who = forms.CharField(label="Ou quelqu’un d’autre", required=False, max_length=120)
    due_on = forms.DateField(
        label="Pour le", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Donnez une date, par exemple 12/03/2027."},
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, initiative: Initiative) -> None:
        super().__init__(data)
        team = initiatives.team(initiative, clock.today())
        self.people: dict[str, Person] = {str(one.person.pk): one.person for one in team}
        names = [(key, person.name) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "à décider"), *names]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])
