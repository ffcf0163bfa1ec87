"""Forms on the papers of a mission."""

from typing import Any

from django import forms

from jalons.core.widgets import DayInput
from jalons.directory.models import Organisation, Person
from jalons.training.models import MissionFile, TrainingBody

WRONG_DAY = {"invalid": "Cette date n’existe pas.", "required": "Donnez la date."}
SHORT = forms.Textarea(attrs={"rows": 3})
BODY_FIELDS = (
    "address", "siret", "activity_number", "representative", "representative_function", "email", "phone",
    "vat_rate", "vat_note", "payment_terms", "cancellation_terms", "dispute_terms", "disability_contact",
)  # fmt: skip


class SignedForm(forms.Form):
    """When a paper was signed by both parties."""

    signed_on = forms.DateField(label="Signé le", widget=DayInput, error_messages=WRONG_DAY)


class AmendmentForm(forms.Form):
    """Why an avenant is proposed, and one change that the calendar does not hold."""

    reason = forms.CharField(
        label="Motif", widget=SHORT, max_length=1000, error_messages={"required": "Écrivez le motif."}
    )
    effect_on = forms.DateField(
        label="Date d’effet", widget=DayInput, required=False, error_messages=WRONG_DAY
    )
    label = forms.CharField(label="Autre point qui change", max_length=200, required=False)
    before = forms.CharField(label="Avant", max_length=500, required=False)
    after = forms.CharField(label="Désormais", max_length=500, required=False)

    @property
    def clauses(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        return [{key: data[key] for key in ("label", "before", "after")}] if data["label"] else []


class DropForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi l’abandonner", max_length=300, error_messages={"required": "Écrivez pourquoi."}
    )


class FileForm(forms.Form):
    """Who sells, who teaches, who signs for the Caf."""

    organisation = forms.ModelChoiceField(
        label="Organisme de formation", queryset=Organisation.objects.none()
    )
    trainer_name = forms.CharField(
        label="Formatrice ou formateur", max_length=120, error_messages={"required": "Donnez son nom."}
    )
    client_representative = forms.CharField(
        label="La Caf est représentée par", max_length=160, required=False
    )
    client_function = forms.CharField(label="En qualité de", max_length=160, required=False)
    client_address = forms.CharField(label="Adresse de la Caf", max_length=300, required=False)
    quote_valid_days = forms.IntegerField(label="Validité du devis (jours)", min_value=1, max_value=365)
    group_size = forms.CharField(label="Effectif", max_length=120)

    def __init__(self, *args: Any, file: MissionFile, organisations: Any, **kwargs: Any) -> None:
        initial: dict[str, Any] = {
            "organisation": file.body.organisation_id if file.body else file.mission.provider_id,
            "trainer_name": file.trainer.name if file.trainer else "",
        }
        names = (
            "client_representative",
            "client_function",
            "client_address",
            "quote_valid_days",
            "group_size",
        )
        kwargs["initial"] = initial | {name: getattr(file, name) for name in names}
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations

    def fields_for(self, body: TrainingBody, trainer: Person) -> dict[str, object]:
        """What the action keeps."""
        data = self.cleaned_data
        names = (
            "client_representative",
            "client_function",
            "client_address",
            "quote_valid_days",
            "group_size",
        )
        return {name: data[name] for name in names} | {"body": body, "trainer": trainer}


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]  # a plain mirror of the model's own fields
    """The mentions that each paper of a training body repeats."""

    rules_url = forms.URLField(label="Règlement intérieur", required=False, assume_scheme="https")
    accessibility_url = forms.URLField(
        label="Registre public d’accessibilité", required=False, assume_scheme="https"
    )

    class Meta:
        model = TrainingBody
        fields = BODY_FIELDS
        widgets = {"payment_terms": SHORT, "cancellation_terms": SHORT, "dispute_terms": SHORT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("rules_url", "accessibility_url"):
            self.initial.setdefault(name, getattr(self.instance, name))
