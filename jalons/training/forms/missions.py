"""The form that creates a mission. It cleans and never saves."""

from datetime import date
from typing import Any

from django import forms

from jalons.core import clock
from jalons.core.widgets import MonthInput
from jalons.directory import queries as directory
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.territories.forms import EpciField
from jalons.training.models import Programme
from jalons.training.queries import catalogue

TERRITORIES = 2
MOST_TERRITORIES = 12
FARTHEST_YEARS = 10
MEMBER, NOT_MEMBER = "yes", "no"
NOBODY = {
    "client": "Choisissez la Caf cliente, ou écrivez son nom.",
    "provider": "Choisissez le prestataire, ou écrivez son nom.",
}
TERRITORY_LABEL = "Territoire {number}"


class MissionForm(forms.Form):
    """Who buys what from whom, on which territories, from which month on.

    Two territories are proposed; one more row comes with « Ajouter un territoire », empty rows are left out.
    """

    title = forms.CharField(
        label="Nom de la mission",
        max_length=200,
        error_messages={"required": "Donnez un nom à la mission."},
    )
    programme = forms.ModelChoiceField(
        label="Programme",
        queryset=Programme.objects.none(),
        empty_label=None,
        error_messages={"required": "Choisissez un programme."},
    )
    client = forms.ModelChoiceField(
        label="La Caf cliente",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choisir, ou écrire son nom au-dessous",
    )
    new_client = forms.CharField(label="Ou le nom d’une Caf", max_length=200, required=False)
    provider = forms.ModelChoiceField(
        label="Le prestataire",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choisir, ou écrire son nom au-dessous",
    )
    new_provider = forms.CharField(label="Ou le nom d’un prestataire", max_length=200, required=False)
    membership = forms.ChoiceField(
        label="La Caf est-elle adhérente de l’organisme de formation ?",
        choices=[(MEMBER, "Oui"), (NOT_MEMBER, "Non")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si la Caf est adhérente : le prix d’une journée en dépend."},
    )
    daily_rate = forms.DecimalField(
        label="Prix par jour (€)",
        min_value=1,
        max_digits=9,
        decimal_places=2,
        required=False,
        localize=True,
        help_text="Vide : le prix publié par le programme. Caf non adhérente : écrivez le prix convenu.",
        error_messages={
            "invalid": "Écrivez un montant, par exemple 1350 ou 1350,50.",
            "min_value": "Le prix d’une journée est d’au moins un euro.",
        },
    )
    month = forms.DateField(
        label="Mois de départ",
        widget=MonthInput,
        input_formats=["%Y-%m", "%m/%Y", "%Y-%m-%d"],
        help_text="Les dates sont proposées à partir de ce mois ; toutes se déplacent ensuite.",
        error_messages={
            "required": "Choisissez le mois de départ.",
            "invalid": "Écrivez le mois ainsi : 2026-09.",
        },
    )

    def __init__(self, *args: Any, rows: int = TERRITORIES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = directory.active_organisations()
        self._choose_or_write("client", organisations.filter(kind=OrganisationKind.CAF))
        self._choose_or_write("provider", organisations.filter(kind=OrganisationKind.TRAINING_BODY))
        self._choose("programme", catalogue.published())
        self.rows = max(1, min(rows, MOST_TERRITORIES))
        for number in range(1, self.rows + 1):
            self.fields[f"territory_{number}"] = EpciField(
                label=TERRITORY_LABEL.format(number=number), required=number == 1
            )

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def _choose_or_write(self, name: str, rows: Any) -> None:
        """While the directory knows nobody of this kind, there is only a name to write."""
        self._choose(name, rows)
        if not rows.exists():
            self.fields[f"new_{name}"].label = self.fields.pop(name).label
            self.fields[f"new_{name}"].required = True
            self.fields[f"new_{name}"].error_messages["required"] = NOBODY[name]

    @property
    def party_fields(self) -> list[forms.BoundField]:
        names = ("client", "new_client", "provider", "new_provider")
        return [self[name] for name in names if name in self.fields]

    @property
    def territory_fields(self) -> list[forms.BoundField]:
        return [self[f"territory_{number}"] for number in range(1, self.rows + 1)]

    @property
    def territories(self) -> list[Any]:
        """The territories chosen, in order; empty rows are left out."""
        names = [f"territory_{number}" for number in range(1, self.rows + 1)]
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]

    def clean_month(self) -> date:
        month: date = self.cleaned_data["month"]
        if abs(month.year - clock.today().year) > FARTHEST_YEARS:
            raise forms.ValidationError("Cette année est bien loin : vérifiez le mois de départ.")
        return month.replace(day=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, sentence in NOBODY.items():
            if name in self.fields and not cleaned.get(name) and not cleaned.get(f"new_{name}"):
                self.add_error(name, sentence)
        seen: dict[Any, str] = {}
        for number in range(1, self.rows + 1):
            name = f"territory_{number}"
            territory = cleaned.get(name)
            if territory is not None and territory.pk in seen:
                self.add_error(name, f"{territory.name} est déjà choisi plus haut.")
            elif territory is not None:
                seen[territory.pk] = name
        return cleaned
