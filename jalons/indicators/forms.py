"""What the team writes about a portrait. Forms clean and never save."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jalons.core.errors import DomainError
from jalons.indicators import similar
from jalons.indicators.actions.facts import Wording
from jalons.indicators.models import ComparisonGroup, Indicator, SalientFact, Source
from jalons.territories.enums import Level
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


class CriteriaForm(forms.Form):
    """On what to look for likeness."""

    criteria = forms.MultipleChoiceField(
        label="Se ressembler par",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Gardez au moins un critère : il faut bien se ressembler par quelque chose."
        },
    )
    same_kind = forms.BooleanField(
        label="Seulement des intercommunalités de même nature (communautés de communes, d’agglomération…)",
        required=False,
    )
    count = forms.IntegerField(
        label="Combien de territoires",
        min_value=3,
        max_value=20,
        initial=similar.USUAL_COUNT,
        error_messages={
            "required": "Dites combien de territoires chercher.",
            "invalid": "Donnez un nombre.",
            "min_value": "Cherchez-en au moins trois : moins, la médiane ne dit rien.",
            "max_value": "Vingt au plus : au-delà, plus personne ne les connaît.",
        },
    )

    def __init__(self, *args: Any, known: Sequence[similar.Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["criteria"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(each.code, each.label) for each in known]
        self.initial.setdefault("criteria", [each.code for each in known])


class UploadForm(forms.Form):
    """A file of figures, as its producer gives it."""

    file = forms.FileField(
        label="Fichier de chiffres",
        help_text="CSV, XLSX, JSON, GZ ou ZIP, tel que l’Insee, la Cnaf, la Drees ou votre Caf le donne.",
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide : choisissez-en un autre.",
        },
    )

    def refuse(self, refused: DomainError) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class DescribeForm(forms.Form):
    """What a file does not say: its level and year; for an unknown table, which column is what."""

    level = forms.ChoiceField(label="Niveau", required=False)
    vintage = forms.CharField(
        label="Millésime", max_length=12, required=False, help_text="L’année que décrivent les chiffres."
    )
    indicator = forms.ChoiceField(label="Ce que mesure le tableau", required=False)
    territory_column = forms.ChoiceField(label="Colonne du code de commune ou du SIREN", required=False)
    value_column = forms.ChoiceField(label="Colonne du chiffre", required=False)
    numerator_column = forms.ChoiceField(
        label="Ou : colonne de l’effectif concerné",
        required=False,
        help_text="Avec la suivante, le taux est calculé.",
    )
    denominator_column = forms.ChoiceField(label="et colonne de l’effectif total", required=False)
    vintage_column = forms.ChoiceField(label="Colonne de l’année, s’il y en a une", required=False)
    source = forms.ChoiceField(label="D’où vient ce fichier", required=False)
    secrets = forms.CharField(
        label="Codes du secret dans ce fichier",
        max_length=60,
        required=False,
        help_text="Séparés par des virgules. « s », « nc » et « <11 » sont déjà connus.",
    )

    def __init__(self, *args: Any, header: Sequence[str], is_known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        columns = [("", "—"), *((column, column) for column in header if column)]
        choices: dict[str, list[tuple[str, str]]] = {
            "level": [
                ("", "comme le disent les codes"),
                *((str(v), str(label)) for v, label in Level.choices),
            ],
            **dict.fromkeys((name for name in self.fields if name.endswith("_column")), columns),
        }
        if is_known:
            for name in [n for n in self.fields if n not in {"level", "vintage"}]:
                del self.fields[name]
        else:
            self.order_fields(["indicator", "territory_column", "value_column"])
            for name, error in (
                ("indicator", "Dites ce que mesure ce tableau."),
                ("territory_column", "Dites quelle colonne contient le code du territoire."),
            ):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = error
            choices["indicator"] = [("", "—"), *Indicator.objects.values_list("code", "label")]
            choices["source"] = [(s.code, str(s)[:80]) for s in Source.objects.order_by("producer")]
            self.initial.setdefault("source", "caf-locale")
        for name, values in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "indicator" in self.fields:
            counted = cleaned.get("numerator_column") and cleaned.get("denominator_column")
            if not cleaned.get("value_column") and not counted:
                self.add_error(
                    "value_column", "Dites quelle colonne contient le chiffre, ou les deux effectifs."
                )
            if not cleaned.get("vintage") and not cleaned.get("vintage_column"):
                self.add_error("vintage", "Dites de quelle année sont ces chiffres.")
        return cleaned

    def told(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Options and mapping, once valid."""
        cleaned = self.cleaned_data
        options = {"level": cleaned["level"], "vintage": cleaned["vintage"]}
        if "indicator" not in self.fields:
            return options, {}
        names = [name for name in self.fields if name.endswith("_column") or name in {"indicator", "source"}]
        secrets = [code.strip() for code in cleaned["secrets"].split(",") if code.strip()]
        return options, options | {name: cleaned[name] for name in names} | {"secrets": secrets}
