"""Forms on the team, the signatories, the convention, the themes."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from jalons.core.widgets import DayInput
from jalons.directory import queries as directory
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.initiatives.actions.signatories import Representation
from jalons.initiatives.enums import TeamFunction
from jalons.initiatives.forms.choices import choose_among
from jalons.initiatives.models import Initiative, TeamMember

SHORT = forms.Textarea(attrs={"rows": 2})
NO_SUCH_DAY = {"invalid": "Cette date n’existe pas."}


def near(initiative: Initiative) -> QuerySet[Organisation]:
    """Organisations that this territory may choose from."""
    return directory.organisations_near(initiative.territory, directory.communes_of(initiative.territory))


class OrganisationChoiceForm(forms.Form):
    """An organisation chosen from the directory, or a new one written beside."""

    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choisir, ou en écrire une nouvelle",
    )
    new_organisation = forms.CharField(label="Ou une nouvelle organisation", max_length=200, required=False)
    new_kind = forms.ChoiceField(
        label="Son type", choices=OrganisationKind, initial=OrganisationKind.ASSOCIATION, required=False
    )
    organisation_label = "Organisation"

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "organisation", near(initiative))
        self.fields["organisation"].label = self.organisation_label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("organisation") and not cleaned.get("new_organisation"):
            self.add_error("organisation", "Choisissez une organisation, ou écrivez le nom d’une nouvelle.")
        return cleaned


class TeamMemberForm(OrganisationChoiceForm):
    """Somebody joins the team. Function and employer are two fields (domain.md §0.4, trap 7)."""

    field_order = ["name", "email", "phone", "function", "organisation", "new_organisation", "new_kind"]
    organisation_label = "Employeur"
    name = forms.CharField(
        label="Nom", max_length=120, error_messages={"required": "Écrivez le nom de la personne."}
    )
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        error_messages={
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme ceci : prenom.nom@exemple.fr"
        },
    )
    phone = forms.CharField(label="Téléphone", max_length=30, required=False)
    function = forms.ChoiceField(label="Fonction dans l’équipe", choices=TeamFunction)
    starts_on = forms.DateField(
        label="Depuis le",
        widget=DayInput,
        error_messages=NO_SUCH_DAY | {"required": "Indiquez depuis quand."},
    )
    ends_on = forms.DateField(label="Jusqu’au", widget=DayInput, required=False, error_messages=NO_SUCH_DAY)

    def __init__(self, *args: Any, member: TeamMember | None = None, **kwargs: Any) -> None:
        if member is not None:
            kwargs["initial"] = {
                "name": member.person.name,
                "email": member.person.email,
                "phone": member.person.phone,
                "function": member.function,
                "organisation": member.employer_id,
                "starts_on": member.starts_on,
                "ends_on": member.ends_on,
            }
        super().__init__(*args, **kwargs)


class SignatoryForm(OrganisationChoiceForm):
    """A party to the convention."""

    organisation_label = "Signataire"
    representative = forms.CharField(label="Représentée par", max_length=160, required=False)
    representative_function = forms.CharField(label="En qualité de", max_length=160, required=False)
    contact_email = forms.EmailField(label="Adresse électronique", required=False)

    @property
    def who(self) -> Representation:
        return Representation(**{f: self.cleaned_data[f] for f in Representation.__dataclass_fields__})


class RepresentationForm(forms.Form):
    """Who stands for a signatory."""

    representative = forms.CharField(label="Représentée par", max_length=160, required=False)
    representative_function = forms.CharField(label="En qualité de", max_length=160, required=False)
    contact_email = forms.EmailField(label="Adresse électronique", required=False)

    @property
    def who(self) -> Representation:
        return Representation(**self.cleaned_data)


class DeliberationForm(forms.Form):
    """The deliberation that authorises the signature."""

    deliberation_reference = forms.CharField(
        label="Référence de la délibération",
        max_length=80,
        error_messages={"required": "Écrivez la référence de la délibération."},
    )
    deliberated_on = forms.DateField(
        label="Délibérée le",
        widget=DayInput,
        error_messages=NO_SUCH_DAY | {"required": "Indiquez la date de la délibération."},
    )


class SignatureForm(forms.Form):
    """The day a party signed."""

    signed_on = forms.DateField(
        label="Signée le",
        widget=DayInput,
        error_messages=NO_SUCH_DAY | {"required": "Indiquez le jour de la signature."},
    )


class WithdrawalForm(forms.Form):
    """Why a party withdraws."""

    reason = forms.CharField(
        label="Motif du retrait",
        widget=SHORT,
        max_length=500,
        error_messages={"required": "Écrivez le motif du retrait."},
    )


class CtgForm(forms.Form):
    """When the convention starts and ends."""

    ctg_starts_on = forms.DateField(
        label="Début de la convention",
        widget=DayInput,
        error_messages=NO_SUCH_DAY | {"required": "Indiquez le début de la convention."},
    )
    ctg_ends_on = forms.DateField(
        label="Fin de la convention",
        widget=DayInput,
        help_text="Cinq ans sont proposés ; quatre sont fréquents aussi.",
        error_messages=NO_SUCH_DAY | {"required": "Indiquez la fin de la convention."},
    )
    is_renewal = forms.BooleanField(label="C’est un renouvellement", required=False)


class ThemeForm(forms.Form):
    """One entry of the nomenclature."""

    label = forms.CharField(
        label="Thème", max_length=80, error_messages={"required": "Écrivez le nom du thème."}
    )
