"""Composing a runsheet."""

from typing import Any

from django import forms

from jalons.rooms.actions.runsheet import Texts
from jalons.rooms.enums import Grouping
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.quiz import decks
from jalons.rooms.rules import LONGEST_SEQUENCE


class SequenceForm(forms.Form):
    """The fields of domain.md §5.6. Only the title is needed; each kind brings its own duration."""

    kind = forms.ChoiceField(label="Type")
    title = forms.CharField(
        label="Titre", max_length=160, error_messages={"required": "Donnez un titre à cette partie."}
    )
    prompt = forms.CharField(
        label="Question posée", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En grand sur l’écran et les téléphones. Une question, des mots de tous les jours.",
    )  # fmt: skip
    minutes = forms.IntegerField(
        label="Durée (min)", min_value=1, max_value=LONGEST_SEQUENCE, required=False,
        error_messages={"invalid": "Donnez un nombre de minutes.", "min_value": "Au moins une minute."},
    )  # fmt: skip
    intention = forms.CharField(label="Intention", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    instructions = forms.CharField(label="Consigne", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    grouping = forms.ChoiceField(
        label="Disposition", required=False, choices=[("", "sans importance"), *Grouping.choices]
    )
    animator = forms.CharField(label="Qui anime", required=False, max_length=120)
    material = forms.CharField(label="Matériel", required=False, max_length=300)
    expected = forms.CharField(label="Production attendue", required=False, max_length=200)
    fallback = forms.CharField(
        label="Si le réseau manque", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    deck = forms.ChoiceField(label="Jeu de questions (quiz)", required=False)
    dots = forms.IntegerField(label="Gommettes par personne", required=False, min_value=1, max_value=10)
    stacking = forms.BooleanField(label="Plusieurs gommettes au même endroit", required=False)

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = registry.choices()  # type: ignore[attr-defined]
        self.fields["deck"].choices = [("", "sans quiz"), *decks.LABELS.items()]  # type: ignore[attr-defined]
        if kind:
            del self.fields["kind"]
            for name, owner in (("deck", "quiz"), ("dots", "dots"), ("stacking", "dots")):
                if kind != owner:
                    del self.fields[name]

    def settings(self) -> dict[str, Any]:
        """Settings that the kind reads; those left blank keep the kind's own."""
        data = self.cleaned_data
        chosen: dict[str, Any] = {name: data[name] for name in ("deck", "dots") if data.get(name)}
        return chosen | ({"stacking": True} if data.get("stacking") else {})

    def texts(self) -> Texts:
        data = self.cleaned_data
        return Texts(
            intention=data["intention"],
            instructions=data["instructions"],
            grouping=data["grouping"],
            animator=data["animator"],
            material=data["material"],
            expected=data["expected"],
            fallback=data["fallback"],
        )
