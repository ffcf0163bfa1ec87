"""Choosing an intercommunalité in a form: by name, by SIREN, or in the list that the search brings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy

from jalons.core.typography import joined
from jalons.territories import queries
from jalons.territories.models import Territory

NEAREST = 3


class SearchForm(forms.Form):
    """What is looked for, and for which field of another form (`champ`), when it is for one."""

    q = forms.CharField(label="Nom, commune ou SIREN", max_length=120, required=False)
    champ = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)


class EpciInput(forms.TextInput):
    """A text field that also brings the list of matching EPCI under it, where JavaScript runs.

    Sends `<name>` (what was typed) and, when one of the list was chosen, `<name>-choisi` (its SIREN).
    """

    template_name = "territories/epci_input.html"
    input_type = "search"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"search": reverse_lazy("territories:search"), "choice": choice_name(name)}
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(choice_name(name)) or data.get(name)


class EpciField(forms.CharField):
    """Cleans to a current EPCI `Territory`. Takes a SIREN or a name; else says the nearest names."""

    widget = EpciInput

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": "Territoire",
            "help_text": "Son nom, l’une de ses communes ou son numéro SIREN.",
            "max_length": 120,
            "error_messages": {"required": "Choisissez une intercommunalité : tapez son nom ou son SIREN."},
        }
        super().__init__(**defaults | options)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return _resolve(text) if text else None


def choice_name(name: str) -> str:
    return f"{name}-choisi"


def _resolve(text: str) -> Territory:
    exact = queries.find_epci(text)
    if exact:
        return exact
    found = queries.search_epci(text, NEAREST)
    if len(found) == 1 and not found[0].via and not found[0].is_approximate:
        return found[0].territory
    raise forms.ValidationError(_nearest(found))


def _nearest(found: list[queries.Found]) -> str:
    if not found:
        return (
            "Nous ne trouvons pas cette intercommunalité. "
            "Vérifiez son nom, ou tapez l’une de ses communes ou les neuf chiffres de son SIREN."
        )
    names = [f"« {each.territory.name} » ({each.territory.code})" for each in found]
    return f"Précisez laquelle : {joined(names, last='ou')}. Vous pouvez taper son SIREN."
