"""Forms on competences, organisations and venues of a territory."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from jalons.core.widgets import DayInput
from jalons.directory import queries as directory
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.venues import Place
from jalons.directory.enums import Competency, OrganisationKind
from jalons.directory.models import Organisation, Venue
from jalons.initiatives.forms.choices import choose_among
from jalons.initiatives.forms.people import near
from jalons.initiatives.models import Initiative
from jalons.territories.models import Territory


def communes_of(initiative: Initiative) -> QuerySet[Territory]:
    """The communes of the territory, by name, as choices."""
    communes = directory.communes_of(initiative.territory)
    return Territory.objects.filter(pk__in=[commune.pk for commune in communes]).order_by("search_name")


class CompetenceForm(forms.Form):
    """Who holds the missions of one commune from a day on: one list a mission, changed ones only."""

    starts_on = forms.DateField(
        label="À partir du",
        widget=DayInput,
        help_text="Le précédent titulaire s’arrête la veille ; l’historique reste.",
        error_messages={
            "required": "Indiquez à partir de quel jour.",
            "invalid": "Cette date n’existe pas.",
        },
    )

    def __init__(
        self, *args: Any, initiative: Initiative, held: dict[str, Organisation | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = near(initiative)
        self.held = held
        for competency in Competency:
            holder = held.get(competency)
            self.fields[competency.value] = forms.ModelChoiceField(
                label=competency.label,
                queryset=choices,
                required=False,
                empty_label="Non renseignée",
                initial=holder.pk if holder else None,
            )

    @property
    def changes(self) -> dict[str, Organisation]:
        """The missions whose holder differs from today's."""
        return {
            competency.value: holder
            for competency in Competency
            if (holder := self.cleaned_data.get(competency.value)) and holder != self.held.get(competency)
        }


class OrganisationForm(forms.Form):
    """An organisation of the territory."""

    name = forms.CharField(
        label="Nom", max_length=200, error_messages={"required": "Écrivez le nom de l’organisation."}
    )
    kind = forms.ChoiceField(label="Type", choices=OrganisationKind)
    siren = forms.CharField(label="SIREN", max_length=20, required=False, help_text="Neuf chiffres.")
    territory = forms.ModelChoiceField(
        label="Commune", queryset=Territory.objects.none(), required=False, empty_label="Tout le territoire"
    )

    def __init__(
        self, *args: Any, initiative: Initiative, organisation: Organisation | None = None, **kwargs: Any
    ) -> None:
        if organisation is not None:
            kwargs["initial"] = {
                "name": organisation.name,
                "kind": organisation.kind,
                "siren": organisation.siren,
                "territory": organisation.territory_id,
            }
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        choose_among(self, "territory", communes_of(initiative))

    def clean_siren(self) -> str:
        return "".join(str(self.cleaned_data["siren"]).split())

    @property
    def identity(self) -> Identity:
        data = self.cleaned_data
        return Identity(
            name=data["name"],
            kind=data["kind"],
            siren=data["siren"],
            territory=data["territory"] or self.initiative.territory,
        )


class VenueForm(forms.Form):
    """A place where sessions are held."""

    name = forms.CharField(
        label="Nom du lieu", max_length=160, error_messages={"required": "Écrivez le nom du lieu."}
    )
    commune = forms.ModelChoiceField(
        label="Commune",
        queryset=Territory.objects.none(),
        error_messages={"required": "Choisissez la commune du lieu."},
    )
    address = forms.CharField(label="Adresse", max_length=300, required=False)
    capacity = forms.IntegerField(label="Places", min_value=1, max_value=5000, required=False)
    access_notes = forms.CharField(
        label="Pour y venir",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Entrée de plain-pied, stationnement, car, garde d’enfants…",
    )
    accessibility_sheet_url = forms.URLField(
        label="Adresse de la fiche d’accessibilité",
        required=False,
        assume_scheme="https",
        help_text="Le registre public d’accessibilité appartient au lieu ; sa fiche peut être en ligne.",
    )
    network_quality = forms.CharField(
        label="Réseau",
        max_length=120,
        required=False,
        help_text="Par exemple : pas de 4G dans la salle, fibre à la mairie.",
    )

    def __init__(self, *args: Any, initiative: Initiative, venue: Venue | None = None, **kwargs: Any) -> None:
        if venue is not None:
            kwargs["initial"] = {field: getattr(venue, field) for field in Place.__dataclass_fields__}
        super().__init__(*args, **kwargs)
        choose_among(self, "commune", communes_of(initiative))

    @property
    def place(self) -> Place:
        return Place(**{field: self.cleaned_data[field] for field in Place.__dataclass_fields__})
