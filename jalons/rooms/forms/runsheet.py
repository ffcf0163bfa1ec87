"""Composing a runsheet."""

from typing import Any

from django import forms

from jalons.rooms.actions.runsheet import Texts
from jalons.rooms.enums import Grouping
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind, Setting
from jalons.rooms.rules import LONGEST_SEQUENCE

LONGEST_LABEL = 400


def _field(setting: Setting, *, is_optional: bool) -> forms.Field:
    """The form's field of a setting declared by a kind."""
    hint = setting.hint
    if setting.shape == "number":
        return forms.IntegerField(
            label=setting.label, help_text=hint, required=False, min_value=1, max_value=setting.most
        )
    if setting.shape == "switch":
        return forms.BooleanField(label=setting.label, help_text=hint, required=False)
    if setting.shape == "lines":
        widget = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(label=setting.label, help_text=hint, required=False, widget=widget)
    choices = list(setting.choices()) if setting.choices else []
    blank = [("", "selon le type")] if is_optional else []
    return forms.ChoiceField(label=setting.label, help_text=hint, required=False, choices=[*blank, *choices])


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
    options = forms.CharField(
        label="Phrases ou choix, un par ligne",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Pour les types qui en demandent : gommettes, abaque, accord, débat, auto-évaluation.",
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = registry.get(kind) if kind else None
        self.fields["kind"].choices = registry.choices()  # type: ignore[attr-defined]
        kinds = [self.definition] if self.definition else registry.all_kinds()
        for setting in {s.code: s for k in kinds for s in k.settings}.values():
            self.fields[setting.code] = _field(setting, is_optional=not self.definition)
        if self.definition:
            del self.fields["kind"]
            if self.definition.options_label:
                self.fields["options"].label = self.definition.options_label
                self.fields["options"].help_text = ""
            else:
                del self.fields["options"]

    def clean_options(self) -> str:
        typed = str(self.cleaned_data["options"])
        if any(len(line) > LONGEST_LABEL for line in typed.splitlines()):
            raise forms.ValidationError(f"Une ligne est trop longue : {LONGEST_LABEL} signes au plus.")
        return typed

    def _chosen(self) -> Kind:
        return self.definition or registry.get(self.cleaned_data["kind"])

    def settings(self) -> dict[str, Any]:
        """Settings of the kind; when it is being added, those left blank keep the kind's own."""
        data = self.cleaned_data
        found = {setting.code: data.get(setting.code) for setting in self._chosen().settings}
        if self.definition:
            return {code: value for code, value in found.items() if value is not None and value != ""}
        return {code: value for code, value in found.items() if value}

    def option_labels(self) -> list[str] | None:
        """Options typed, None when the kind takes none."""
        if not self._chosen().options_label or "options" not in self.fields:
            return None
        return [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]

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
