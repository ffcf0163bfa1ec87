"""Forms of the capital stratégique: they clean, and say what to do; they never save."""

from typing import Any

from django import forms

from jalons.diagnosis.actions.capital import Occasion
from jalons.diagnosis.capital import FACTORS
from jalons.diagnosis.enums import Factor, Item, Moment, Sign
from jalons.diagnosis.models import Reading
from jalons.diagnosis.queries.capital import assessments
from jalons.diagnosis.queries.cross_readings import retained_facts
from jalons.initiatives.models import Initiative
from jalons.rooms.models import Sequence

NOT_YET = "Pas encore dite"
FACTORS_CODES = set(Factor.values)


class OccasionForm(forms.Form):
    """When a reading is taken, by how many people."""

    moment = forms.ChoiceField(label="Moment", choices=Moment.choices)
    taken_on = forms.DateField(label="Fait le", widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(
        label="Combien de personnes étaient là",
        min_value=1,
        max_value=500,
        help_text="Ce nombre accompagne partout ce qui a été dit.",
    )
    who_was_there = forms.CharField(
        label="Qui était là",
        required=False,
        max_length=300,
        help_text="Par fonctions, sans noms : agents Caf, élus, directrice d’école…",
    )

    def occasion(self) -> Occasion:
        return Occasion(**self.cleaned_data)


class FindingForm(forms.Form):
    """A finding of the group."""

    factor = forms.ChoiceField(label="Facteur", choices=Factor.choices)
    sign = forms.ChoiceField(label="C’est", choices=Sign.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Le constat, avec les mots du groupe",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sans nom de personne.",
    )
    item = forms.CharField(label="Plus précisément", required=False, max_length=60)
    dots = forms.IntegerField(label="Gommettes reçues", required=False, min_value=0, max_value=2000)
    said_by = forms.CharField(
        label="Dit par", required=False, max_length=60, help_text="Une table, un groupe : « table 3 »."
    )
    fact: Any = forms.ModelChoiceField(
        label="Fait chiffré en regard", required=False, queryset=None, empty_label="Aucun"
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fact"]
        field.queryset = retained_facts(initiative)
        listed = [item for sheet in FACTORS for item in sheet.items]
        self.fields["item"].help_text = f"Par exemple : {', '.join(listed[5:11])}."


class LevelForm(forms.Form):
    """Where the group situates one item: how many answered what, then the common answer with its reason."""

    absent = forms.IntegerField(label="1, absent", min_value=0, initial=0)
    fragile = forms.IntegerField(label="2, fragile", min_value=0, initial=0)
    present = forms.IntegerField(label="3, présent", min_value=0, initial=0)
    solid = forms.IntegerField(label="4, solide", min_value=0, initial=0)
    unknown = forms.IntegerField(label="Ne sait pas", min_value=0, initial=0)
    common = forms.TypedChoiceField(
        label="Réponse commune, après en avoir parlé",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", NOT_YET),
            ("1", "1, absent"),
            ("2", "2, fragile"),
            ("3", "3, présent"),
            ("4", "4, solide"),
        ],
    )
    reason = forms.CharField(label="Parce que", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CultivationForm(forms.Form):
    """A « à cultiver » decision."""

    item = forms.ChoiceField(
        label="À propos de",
        choices=[(code, label) for code, label in Item.choices if code not in FACTORS_CODES],
    )
    what = forms.CharField(label="Ce que nous décidons de cultiver", max_length=300)
    carried_by = forms.CharField(label="Qui s’en occupe", max_length=160)
    due_on = forms.DateField(label="Pour le", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class BringForm(forms.Form):
    """The self-assessment of a room to take over."""

    sequence: Any = forms.ModelChoiceField(label="Séquence", queryset=None, empty_label=None)

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sequence"]
        field.queryset = assessments(reading.initiative)
        field.label_from_instance = _told

    @property
    def has_choice(self) -> bool:
        field: Any = self.fields["sequence"]
        return bool(field.queryset.exists())


def _told(sequence: Sequence) -> str:
    day = f", {sequence.step.starts_on:%d/%m/%Y}" if sequence.step.starts_on else ""
    return f"{sequence.title} ({sequence.step.title}{day})"
