"""Forms on actors. They clean and never save."""

from typing import Any

from django import forms

from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative
from jalons.stakeholders.actions.actors import Sheet
from jalons.stakeholders.enums import ActorShape, MobilisationStatus
from jalons.stakeholders.models import Actor
from jalons.stakeholders.reasons import Reason
from jalons.territories.models import Territory


def communes_of(initiative: Initiative) -> Any:
    """The communes of the territory, as choices."""
    listed = [commune.pk for commune in directory.communes_of(initiative.territory)]
    return Territory.objects.filter(pk__in=listed).order_by("search_name")


class ActorForm(forms.Form):
    """One actor."""

    label = forms.CharField(
        label="Nom",
        max_length=160,
        help_text="Une personne, une organisation, ou un groupe : « Parents du car de 7 h ».",
        error_messages={"required": "Écrivez le nom de l’acteur."},
    )
    shape = forms.ChoiceField(label="C’est", choices=ActorShape, initial=ActorShape.ORGANISATION)
    category = forms.ChoiceField(
        label="Catégorie",
        choices=[("", "Choisir"), *Category.choices],
        error_messages={"required": "Choisissez une catégorie : elle dit qui manque autour de la table."},
    )
    commune = forms.ModelChoiceField(
        label="Commune", queryset=Territory.objects.none(), required=False, empty_label="Tout le territoire"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        help_text="Pour l’invitation seulement. Vide : l’invitation part sur papier.",
        error_messages={
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme ceci : prenom.nom@exemple.fr"
        },
    )
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce qui aide à l’inviter : disponible le soir, voiture à prévoir… Rien de personnel.",
    )

    def __init__(self, *args: Any, initiative: Initiative, actor: Actor | None = None, **kwargs: Any) -> None:
        if actor is not None:
            kwargs["initial"] = {name: getattr(actor, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        commune = self.fields["commune"]
        if isinstance(commune, forms.ModelChoiceField):
            commune.queryset = communes_of(initiative)

    @property
    def sheet(self) -> Sheet:
        return Sheet(**self.cleaned_data)


class PasteForm(forms.Form):
    """Many actors, one a line."""

    lines = forms.CharField(
        label="Un acteur par ligne",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=60_000,
        help_text="Nom ; catégorie ; commune ; adresse électronique. Les deux derniers peuvent manquer.",
        error_messages={"required": "Collez au moins une ligne."},
    )


class FilterForm(forms.Form):
    """Which actors the list shows."""

    categorie = forms.ChoiceField(label="Catégorie", required=False)
    commune = forms.ModelChoiceField(
        label="Commune",
        queryset=Territory.objects.none(),
        required=False,
        empty_label="Toutes",
        to_field_name="code",
    )
    q = forms.CharField(label="Nom", required=False, max_length=80)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categorie"] = forms.ChoiceField(
            label="Catégorie", required=False, choices=[("", "Toutes"), *Category.choices]
        )
        commune = self.fields["commune"]
        if isinstance(commune, forms.ModelChoiceField):
            commune.queryset = communes_of(initiative)


class CallForm(forms.Form):
    """Several actors are called to one table at once, because of something."""

    step = forms.ChoiceField(label="À quelle table")
    status = forms.ChoiceField(
        label="Comme",
        choices=[
            (MobilisationStatus.IDENTIFIED.value, "Repérés"),
            (MobilisationStatus.INVITED.value, "Invités"),
        ],
    )
    reason = forms.ChoiceField(label="À cause de quel changement", required=False)

    def __init__(self, *args: Any, steps: list[Any], reasons: list[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {reason.key: reason for reason in reasons}
        self.fields["step"] = forms.ChoiceField(
            label="À quelle table", choices=[(str(step.pk), step.title) for step in steps]
        )
        self.fields["reason"] = forms.ChoiceField(
            label="À cause de quel changement",
            required=False,
            choices=[("", "Aucun en particulier"), *((one.key, one.label) for one in reasons)],
        )

    @property
    def because(self) -> Reason | None:
        return self.reasons.get(self.cleaned_data["reason"])
