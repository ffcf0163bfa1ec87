"""Forms of the catalogue and of the requests to start."""

from decimal import Decimal
from typing import Any

from django import forms

from jalons.core import clock
from jalons.core.widgets import DayInput
from jalons.training.actions.programmes import SheetContent
from jalons.training.actions.requests import Asked
from jalons.training.enums import AccessPath
from jalons.training.models import Programme
from jalons.training.queries import catalogue
from jalons.training.rules import CONTENT, HEADS

LONG = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 2})
MOST = 4000
WRONG_DAY = {"invalid": "Cette date n’existe pas.", "required": "Donnez la date."}


class AskForm(forms.Form):
    """Anybody asks for a training. The empty field is for machines: people never see it."""

    organisation_name = forms.CharField(
        label="Votre organisme",
        max_length=200,
        error_messages={"required": "Dites de quel organisme vous êtes."},
    )
    contact_name = forms.CharField(
        label="Votre nom", max_length=120, error_messages={"required": "Donnez votre nom."}
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        error_messages={
            "required": "Donnez une adresse pour recevoir la réponse.",
            "invalid": "Vérifiez cette adresse.",
        },
    )
    phone = forms.CharField(label="Téléphone", max_length=30, required=False)
    message = forms.CharField(
        label="Votre demande",
        widget=LONG,
        required=False,
        max_length=MOST,
        help_text="Combien de personnes, quels territoires, quand. N’écrivez rien sur la santé de quelqu’un.",
    )

    @property
    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(
            organisation_name=data["organisation_name"],
            contact_name=data["contact_name"],
            email=data["email"],
            phone=data["phone"],
            message=data["message"],
            path=AccessPath(data.get("path") or AccessPath.DIRECT),
            agreed_on=data.get("agreed_on"),
        )


class ReceivedForm(AskForm):
    """A request that came by another way, written down by the training body."""

    field_order = ["programme", "path", "received_on", "agreed_on"]
    programme = forms.ModelChoiceField(label="Programme", queryset=Programme.objects.none(), empty_label=None)
    path = forms.ChoiceField(label="Voie", choices=AccessPath)
    received_on = forms.DateField(label="Reçue le", widget=DayInput, error_messages=WRONG_DAY)
    agreed_on = forms.DateField(
        label="Réponse attendue le",
        widget=DayInput,
        required=False,
        error_messages=WRONG_DAY,
        help_text="Pour un marché public seulement : la date que fixe la procédure.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"received_on": clock.today()})
        super().__init__(*args, **kwargs)
        field = self.fields["programme"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = catalogue.published()
        self.fields["organisation_name"].label = "Organisme"
        self.fields["contact_name"].label = "Nom"
        self.fields["email"].label = "Adresse électronique"
        self.fields["message"].label = "Demande"


class AnswerForm(forms.Form):
    """The answer given to a request."""

    text = forms.CharField(
        label="Réponse donnée",
        widget=LONG,
        max_length=MOST,
        error_messages={"required": "Écrivez la réponse."},
    )
    answered_on = forms.DateField(label="Le", widget=DayInput, error_messages=WRONG_DAY)
    is_declined = forms.BooleanField(label="La demande reste sans suite", required=False)


class SheetForm(forms.Form):
    """Every head of a sheet. A draft may be incomplete: publishing is what asks for everything."""

    title = forms.CharField(label="Titre", max_length=200, error_messages={"required": "Donnez un titre."})
    objective = forms.CharField(label="Objectif professionnel", widget=LONG, max_length=MOST, required=False)
    objectives = forms.CharField(
        label="Objectifs évaluables",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MOST,
        required=False,
        help_text="Un par ligne : ce que les stagiaires sauront faire.",
    )
    member_daily_rate = forms.DecimalField(
        label="Prix par jour, Caf adhérente (€)", min_value=1, max_digits=9, decimal_places=2, localize=True
    )
    non_member_daily_rate = forms.DecimalField(
        label="Prix par jour, Caf non adhérente (€)",
        min_value=1,
        max_digits=9,
        decimal_places=2,
        required=False,
        localize=True,
        help_text="Vide : le prix est convenu pour chaque mission, jamais deviné.",
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        initial: dict[str, Any] = {
            "title": programme.title,
            "objective": programme.objective,
            "objectives": "\n".join(programme.objectives),
            "member_daily_rate": programme.member_daily_rate,
            "non_member_daily_rate": programme.non_member_daily_rate,
        }
        texts = HEADS | CONTENT
        kwargs["initial"] = initial | {key: programme.heads.get(key, "") for key in texts}
        super().__init__(*args, **kwargs)
        for key, label in texts.items():
            self.fields[key] = forms.CharField(label=label, widget=SHORT, max_length=MOST, required=False)

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in HEADS]

    @property
    def content_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in CONTENT]

    @property
    def content(self) -> SheetContent:
        data = self.cleaned_data
        return SheetContent(
            title=data["title"],
            objective=data["objective"],
            objectives=data["objectives"].splitlines(),
            member_daily_rate=Decimal(data["member_daily_rate"]),
            non_member_daily_rate=data["non_member_daily_rate"],
            heads={key: data[key] for key in HEADS | CONTENT if data[key].strip()},
        )


class DayForm(forms.Form):
    """One day of a draft sheet."""

    title = forms.CharField(label="Titre", max_length=200, error_messages={"required": "Donnez un titre."})
    intentions = forms.CharField(
        label="Intentions", widget=LONG, max_length=MOST, required=False, help_text="Une par ligne."
    )
    half_days = forms.TypedChoiceField(
        label="Durée",
        coerce=int,
        choices=[(0, "Hors des jours facturés"), (1, "Une demi-journée"), (2, "Une journée")],
    )
