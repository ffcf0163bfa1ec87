"""Forms on steps and on the plan of a mission."""

from typing import Any

from django import forms

from jalons.accounts import rules as access_rules
from jalons.accounts.enums import Role, ScopeKind
from jalons.core.widgets import DayInput, HourInput
from jalons.directory import queries as directory
from jalons.directory.models import Venue
from jalons.initiatives.actions.plan import Placing
from jalons.initiatives.enums import ProviderPresence, StepKind
from jalons.initiatives.forms.choices import choose_among
from jalons.initiatives.models import Initiative, Mission, Step

LONG = forms.Textarea(attrs={"rows": 6})
SHORT = forms.Textarea(attrs={"rows": 2})
WHY_REASON = "À écrire seulement si une règle est mise de côté : ce motif reste au journal."


class PlacingForm(forms.Form):
    """When and where a step is held, with whom, and how many half-days are billed."""

    starts_on = forms.DateField(
        label="Date", required=False, widget=DayInput, error_messages={"invalid": "Cette date n’existe pas."}
    )
    starts_at = forms.TimeField(
        label="Heure",
        required=False,
        widget=HourInput,
        error_messages={"invalid": "Écrivez l’heure ainsi : 14:00."},
    )
    is_remote = forms.BooleanField(label="À distance", required=False)
    venue = forms.ModelChoiceField(
        label="Lieu",
        queryset=Venue.objects.none(),
        required=False,
        empty_label="Pas encore choisi",
        help_text="Les lieux s’ajoutent dans l’annuaire du territoire.",
    )
    provider_presence = forms.ChoiceField(label="Prestataire", choices=ProviderPresence)
    half_days = forms.TypedChoiceField(
        label="Durée facturée",
        coerce=int,
        choices=[(0, "Rien n’est facturé"), (1, "Une demi-journée"), (2, "Une journée")],
    )
    reason = forms.CharField(
        label="Motif", required=False, widget=SHORT, max_length=500, help_text=WHY_REASON
    )

    def __init__(self, *args: Any, step: Step | None, initiatives: list[Initiative], **kwargs: Any) -> None:
        if step is not None:
            kwargs.setdefault("initial", {f: getattr(step, f) for f in Placing.__dataclass_fields__})
        super().__init__(*args, **kwargs)
        communes = [c for i in initiatives for c in directory.communes_of(i.territory)]
        choose_among(self, "venue", directory.venues_near(communes))

    @property
    def placing(self) -> Placing:
        return Placing(**{field: self.cleaned_data[field] for field in Placing.__dataclass_fields__})


class NewStepForm(PlacingForm):
    """A step that the programme did not foresee."""

    field_order = ["initiative", "kind", "title", "intentions"]
    initiative = forms.ModelChoiceField(
        label="Pour",
        queryset=Initiative.objects.none(),
        required=False,
        empty_label="Toute la mission (formation)",
    )
    kind = forms.ChoiceField(label="Type", choices=StepKind)
    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Donnez un titre à cette étape."}
    )
    intentions = forms.CharField(label="Intentions", required=False, widget=LONG)

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        initiatives = list(mission.initiatives.select_related("territory"))
        super().__init__(*args, step=None, initiatives=initiatives, **kwargs)
        choose_among(self, "initiative", mission.initiatives.all())
        del self.fields["reason"]
        self.initial.setdefault("half_days", 1)
        self.initial.setdefault("kind", StepKind.PREPARATION)
        self.initial.setdefault("provider_presence", ProviderPresence.UNDECIDED)


class ReasonForm(forms.Form):
    """A move with its reason."""

    reason = forms.CharField(label="Motif", required=False, widget=SHORT, max_length=500)


class MinutesForm(forms.Form):
    """What was said and decided during a step."""

    minutes = forms.CharField(label="Compte rendu", required=False, widget=LONG)
    decisions = forms.CharField(
        label="Décisions",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une par ligne : qui fait quoi, pour quand.",
    )


class AgreementForm(forms.Form):
    """The agreement was signed."""

    signed_on = forms.DateField(
        label="Signée le",
        widget=DayInput,
        error_messages={
            "required": "Indiquez le jour de la signature.",
            "invalid": "Cette date n’existe pas.",
        },
    )


class AmendmentForm(AgreementForm):
    """An avenant was signed."""

    reason = forms.CharField(
        label="Motif",
        widget=SHORT,
        max_length=500,
        error_messages={"required": "Écrivez le motif de l’avenant."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].label = "Signé le"


class TermsForm(forms.Form):
    """What the mission is called and costs."""

    title = forms.CharField(
        label="Intitulé", max_length=200, error_messages={"required": "Donnez un intitulé à la mission."}
    )
    is_member_rate = forms.BooleanField(label="Caf adhérente de l’organisme de formation", required=False)
    daily_rate = forms.DecimalField(
        label="Prix par jour (€)",
        min_value=1,
        max_digits=9,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": "Écrivez le prix d’une journée.",
            "invalid": "Écrivez un montant, par exemple 1350 ou 1350,50.",
            "min_value": "Le prix d’une journée est d’au moins un euro.",
        },
    )
    hours_per_half_day = forms.DecimalField(
        label="Heures par demi-journée", min_value=1, max_digits=3, decimal_places=1, localize=True
    )


class MissionInvitationForm(forms.Form):
    """Somebody is invited to the mission."""

    name = forms.CharField(
        label="Nom", max_length=120, error_messages={"required": "Écrivez le nom de la personne."}
    )
    email = forms.EmailField(
        label="Adresse électronique",
        error_messages={
            "required": "Écrivez son adresse électronique.",
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme ceci : prenom.nom@exemple.fr",
        },
    )
    employer = forms.CharField(label="Employeur", max_length=200, required=False)

    def __init__(self, *args: Any, kind: ScopeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.TypedChoiceField(
            label="Rôle",
            coerce=Role,
            choices=[(one.value, one.label) for one in access_rules.roles_given_on(kind)],
        )
        self.order_fields(["name", "email", "role", "employer"])
