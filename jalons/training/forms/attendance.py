"""Forms of the attendance: a signature as a device sends it, a rectification."""

import json
from typing import Any

from django import forms

from jalons.training.enums import Presence

LONGEST = 60_000


class SignatureForm(forms.Form):
    """What a device sends: who, the drawing, when by its own clock, and the id it made."""

    id = forms.UUIDField()
    person = forms.UUIDField()
    strokes = forms.CharField(max_length=LONGEST)
    signed_at = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )
    is_offline = forms.BooleanField(required=False)

    def clean_strokes(self) -> Any:
        """A list of strokes, each a list of points."""
        try:
            drawn = json.loads(self.cleaned_data["strokes"])
        except (ValueError, RecursionError) as malformed:
            raise forms.ValidationError(
                "Cette signature n’a pas pu être lue : signez de nouveau."
            ) from malformed
        if not isinstance(drawn, list) or not all(isinstance(stroke, list) for stroke in drawn):
            raise forms.ValidationError("Cette signature n’a pas pu être lue : signez de nouveau.")
        return drawn

    @property
    def first_error(self) -> str:
        if "strokes" in self.errors:
            return "Signez dans le cadre avant d’envoyer."
        return "Cet envoi est incomplet : rouvrez la page, puis signez de nouveau."


class RectificationForm(forms.Form):
    """A correction of a locked sheet."""

    emargement = forms.UUIDField(widget=forms.HiddenInput)
    presence = forms.ChoiceField(label="Rectifier en", choices=Presence)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Écrivez pourquoi la feuille est rectifiée."},
    )
