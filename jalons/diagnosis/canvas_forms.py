"""Forms of the canvas, one a part: they clean, and say what to do; they never save."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from jalons.diagnosis.enums import Association, Likelihood
from jalons.diagnosis.models import CanvasMember, CanvasPartner, CanvasRisk, CanvasSpace, CanvasStage
from jalons.directory.enums import Category
from jalons.directory.models import Organisation, Person
from jalons.initiatives.enums import ProviderPresence, StepKind, TeamFunction

DATE = {"type": "date"}


class StageForm(forms.Form):
    kind = forms.ChoiceField(
        label="Type", choices=[choice for choice in StepKind.choices if choice[0] != StepKind.TRAINING_DAY]
    )
    rank = forms.IntegerField(
        label="Rang",
        min_value=1,
        max_value=20,
        initial=1,
        help_text="1 pour la première table, 2 pour la deuxième…",
    )
    title = forms.CharField(label="Titre", max_length=200)
    planned_on = forms.DateField(label="Date", required=False, widget=forms.DateInput(attrs=DATE))
    half_days = forms.TypedChoiceField(
        label="Durée à la charge du prestataire",
        coerce=int,
        choices=[(0, "aucune"), (1, "une demi-journée"), (2, "une journée")],
    )
    provider_presence = forms.ChoiceField(label="Présence du prestataire", choices=ProviderPresence.choices)
    note = forms.CharField(label="Note", required=False, max_length=300)


class SpaceForm(forms.Form):
    name = forms.CharField(
        label="Nom", max_length=120, help_text="Table de concertation, équipe projet, comité…"
    )
    is_deciding = forms.BooleanField(label="On y décide", required=False)
    people = forms.CharField(label="Qui y siège", max_length=300)
    handles = forms.CharField(
        label="De quoi l’on y parle, ou ce que l’on y décide", widget=forms.Textarea(attrs={"rows": 3})
    )
    rule = forms.CharField(
        label="Comment l’on y décide",
        required=False,
        max_length=200,
        help_text="Consentement, vote, arbitrage…",
    )
    rhythm = forms.CharField(label="Quand", required=False, max_length=120)


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(label="Personne", queryset=Person.objects.order_by("name"))
    function = forms.ChoiceField(label="Fonction", choices=TeamFunction.choices)
    employer = forms.ModelChoiceField(
        label="Employeur",
        queryset=Organisation.objects.order_by("name"),
        help_text="La fonction et l’employeur sont deux choses.",
    )


class PartnerForm(forms.Form):
    label = forms.CharField(label="Partie prenante", max_length=160)
    category = forms.ChoiceField(label="Catégorie", choices=Category.choices)
    association = forms.ChoiceField(label="Comment elle est associée", choices=Association.choices)
    how = forms.CharField(label="Concrètement", required=False, max_length=300)
    tables = forms.TypedMultipleChoiceField(
        label="L’appeler à",
        required=False,
        coerce=int,
        choices=[(1, "la première table"), (2, "la deuxième table"), (3, "la troisième table")],
        widget=forms.CheckboxSelectMultiple,
    )


class RiskForm(forms.Form):
    title = forms.CharField(label="Ce qui pourrait mal tourner", max_length=200)
    likelihood = forms.ChoiceField(label="Probabilité", choices=Likelihood.choices)
    answer = forms.CharField(label="Ce que nous ferons", widget=forms.Textarea(attrs={"rows": 3}))
    watched_by = forms.CharField(label="Qui y veille", required=False, max_length=160)


class RoleForm(forms.Form):
    """The role of the chargé de coopération; the mission letter is written from it."""

    officer_missions = forms.CharField(
        label="Ce qui lui est confié",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Une mission par ligne.",
    )
    officer_time = forms.CharField(label="Temps disponible", required=False, max_length=120)
    officer_authority = forms.CharField(
        label="Ce que la personne décide seule, et avec qui le reste",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    officer_support = forms.CharField(
        label="Appuis et moyens", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the canvas: its address, its words, its table, its form."""

    code: str
    title: str
    one: str
    model: type[models.Model]
    form: type[forms.Form]


PARTS = {
    part.code: part
    for part in (
        Part("etapes", "Les étapes", "une étape", CanvasStage, StageForm),
        Part("espaces", "Où l’on se concerte, où l’on décide", "un espace", CanvasSpace, SpaceForm),
        Part("equipe", "L’équipe projet", "une personne", CanvasMember, MemberForm),
        Part("parties-prenantes", "Les parties prenantes", "une partie prenante", CanvasPartner, PartnerForm),
        Part("risques", "Les risques", "un risque", CanvasRisk, RiskForm),
    )
}


def initial_of(line: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What the form of an existing line starts with."""
    return {name: getattr(line, name) for name in form.base_fields}
