"""The form of attendance: two columns of small numbers. It cleans and never saves."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jalons.directory.enums import Category
from jalons.territories.models import Territory
from jalons.workshops.queries import Attendance

MOST = 500


def _number(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        required=False,
        initial=initial or None,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Écrivez un nombre entier.",
            "min_value": "Écrivez un nombre positif.",
            "max_value": f"Au plus {MOST} personnes.",
        },
    )


class AttendanceForm(forms.Form):
    """How many people, by category, then by commune. Nothing crosses the two (rule 17)."""

    def __init__(self, *args: Any, came: Attendance, communes: list[Territory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes = communes
        for one in came.categories:
            self.fields[f"category-{one.category}"] = _number(one.label, one.people)
        for place in came.communes:
            self.fields[f"commune-{place.code}"] = _number(place.name, place.people)

    @property
    def category_fields(self) -> list[forms.BoundField]:
        return [self[f"category-{category}"] for category in Category.values]

    @property
    def commune_fields(self) -> list[forms.BoundField]:
        return [self[f"commune-{commune.code}"] for commune in self.communes]

    @property
    def by_category(self) -> Mapping[str, int]:
        return {category: self.cleaned_data[f"category-{category}"] or 0 for category in Category.values}

    @property
    def by_commune(self) -> Mapping[Territory, int]:
        return {commune: self.cleaned_data[f"commune-{commune.code}"] or 0 for commune in self.communes}
