"""What the team writes about a portrait. Forms clean and never save."""

from typing import Any

from django import forms

from jalons.core.errors import DomainError
from jalons.indicators.actions.facts import Wording
from jalons.indicators.models import ComparisonGroup, SalientFact
from jalons.territories.forms import EpciField


class FactForm(forms.Form):
    """A fact in the team's words. Source and vintage are asked for every figure."""

    title = forms.CharField(
        label="Titre court",
        max_length=120,
        help_text="Ce que la table retiendra en un coup d’œil.",
        error_messages={"required": "Donnez un titre court à ce fait."},
    )
    sentence = forms.CharField(
        label="Phrase lue à la table",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une ou deux phrases simples, avec le chiffre.",
        error_messages={"required": "Écrivez la phrase que la table lira."},
    )
    figure = forms.CharField(label="Chiffre mis en avant", max_length=40, required=False)
    gap = forms.CharField(
        label="Écart",
        max_length=120,
        required=False,
        help_text="En points pour des pourcentages, par exemple « +3,2 points ».",
    )
    source_label = forms.CharField(
        label="Source",
        max_length=200,
        help_text="Le producteur et le document.",
        error_messages={"required": "Dites d’où vient ce chiffre : le producteur et le document."},
    )
    vintage = forms.CharField(
        label="Millésime",
        max_length=40,
        help_text="L’année que décrit le chiffre, pas celle de sa publication.",
        error_messages={"required": "Dites de quelle année est ce chiffre."},
    )
    population = forms.CharField(
        label="Population concernée",
        max_length=200,
        required=False,
        help_text="Par exemple : foyers allocataires de la Caf, sans les familles de la MSA.",
    )
    caveat = forms.CharField(
        label="Précaution de lecture",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Pourquoi vous le montrez",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def wording(self) -> Wording:
        """What was typed, once valid."""
        return Wording(**self.cleaned_data)

    def refuse(self, refused: DomainError) -> None:
        """Show what a rule refused beside its field; what was typed stays."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


def fact_initial(fact: SalientFact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in FactForm.base_fields}


class GroupForm(forms.Form):
    """Which territories to keep, one more to add, and why."""

    sirens = forms.MultipleChoiceField(
        label="Territoires gardés",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Gardez au moins trois territoires : moins, la médiane ne dit rien.",
            "invalid_choice": "L’un des territoires n’est plus dans la liste : rechargez la page.",
        },
    )
    added = EpciField(label="En ajouter un", required=False)
    reason = forms.CharField(
        label="Pourquoi changer la liste",
        max_length=400,
        help_text="Ce motif sera lu avec le portrait.",
        error_messages={"required": "Dites pourquoi : ceux qui liront le portrait doivent le savoir."},
    )

    def __init__(self, *args: Any, group: ComparisonGroup | None, **options: Any) -> None:
        super().__init__(*args, **options)
        members = group.members if group else []
        choices = [(member["code"], member["name"]) for member in members]
        field = self.fields["sirens"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices
        self.initial.setdefault("sirens", [code for code, _ in choices])

    def chosen(self) -> list[str]:
        """SIREN kept and added, once valid."""
        added = self.cleaned_data["added"]
        return [*self.cleaned_data["sirens"], *([added.code] if added else [])]

    def refuse(self, refused: DomainError) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)
