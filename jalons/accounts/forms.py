"""Forms of sign-in and of access. They clean and never save."""

from typing import Any
from uuid import UUID

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from jalons.accounts import rules
from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.scopes import ScopeName
from jalons.core.scope import Scope

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autofocus": True}


def _say(field: forms.Field, label: str, hint: str, required: str = "") -> None:
    field.label = label
    field.help_text = hint
    if required:
        field.error_messages["required"] = required


class AddressForm(RequestLoginCodeForm):
    """The address to which a sign-in code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        _say(
            email,
            "Votre adresse électronique",
            "Celle à laquelle vous avez reçu votre invitation.",
            "Indiquez votre adresse électronique : le code y sera envoyé.",
        )
        email.error_messages["invalid"] = (
            "Cette adresse est incomplète. Elle s’écrit comme ceci : prenom.nom@exemple.fr"
        )
        email.widget = forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})


class CodeForm(ConfirmLoginCodeForm):
    """The code that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["code"],
            "Le code reçu",
            "Huit chiffres, avec ou sans tiret.",
            "Recopiez le code reçu par message.",
        )
        self.fields["code"].widget = forms.TextInput(attrs=_CODE)


class SecondFactorForm(AuthenticateForm):
    """A code from the application, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _second_factor_code(self)


class ConfirmIdentityForm(ReauthenticateForm):
    """The same, asked again before a sensitive change of the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _second_factor_code(self)


def _second_factor_code(form: forms.Form) -> None:
    _say(
        form.fields["code"],
        "Le code de votre application",
        "Six chiffres ; ou l’un de vos codes de secours.",
        "Recopiez le code que montre votre application.",
    )
    form.fields["code"].widget = forms.TextInput(attrs=_CODE)


class ActivateAppForm(ActivateTOTPForm):
    """The first code shown by the application, which proves that it is set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["code"],
            "Le code affiché par l’application",
            "Six chiffres, renouvelés toutes les trente secondes.",
            "Recopiez le code que montre votre application.",
        )
        self.fields["code"].widget = forms.TextInput(attrs=_CODE)


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey and the name that its owner gives it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "Nom de la clé", "Par exemple : mon téléphone, clé du bureau.")


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "Nom de la clé", "", "Donnez un nom à cette clé.")


class InvitationForm(forms.Form):
    """Whom to invite, and as what. The roles offered are those that make sense on the scope."""

    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Indiquez l’adresse de la personne : l’invitation y sera envoyée.",
            "invalid": "Cette adresse est incomplète. Elle s’écrit comme ceci : prenom.nom@exemple.fr",
        },
    )
    name = forms.CharField(
        label="Prénom et nom",
        max_length=120,
        error_messages={
            "required": "Indiquez le nom de la personne : il sera montré à ses collègues.",
            "max_length": "Ce nom est trop long : 120 caractères au plus.",
        },
    )
    role = forms.ChoiceField(
        label="Rôle",
        error_messages={
            "required": "Choisissez ce que la personne vient faire.",
            "invalid_choice": "Ce rôle ne se donne pas ici. Choisissez-en un dans la liste.",
        },
    )
    employer = forms.CharField(
        label="Employeur",
        max_length=200,
        required=False,
        help_text="L’organisation qui l’emploie. Le rôle et l’employeur sont deux choses distinctes.",
        error_messages={"max_length": "Ce nom est trop long : 200 caractères au plus."},
    )

    def __init__(self, *args: Any, kind: ScopeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - tells the type checker what we declared
        role.choices = [("", "Choisir…"), *((r.value, r.label) for r in rules.roles_given_on(kind))]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class AdministrationInvitationForm(InvitationForm):
    """The administrator's: it also says on what the role bears."""

    scope = forms.ChoiceField(
        label="Portée",
        help_text="Un rôle sur l’installation n’ouvre aucun territoire.",
        error_messages={
            "required": "Choisissez sur quoi porte le rôle.",
            "invalid_choice": "Cette portée n’existe plus. Choisissez-en une dans la liste.",
        },
    )
    field_order = ("email", "name", "scope", "role", "employer")

    def __init__(
        self, *args: Any, missions: dict[UUID, ScopeName], initiatives: dict[UUID, ScopeName], **kwargs: Any
    ) -> None:
        super().__init__(*args, kind=ScopeKind.INSTALLATION, **kwargs)
        role, scope = self.fields["role"], self.fields["scope"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - tells the type checker what we declared
        assert isinstance(scope, forms.ChoiceField)  # noqa: S101 - the same
        role.choices = [("", "Choisir…"), *((r.value, r.label) for r in Role if r != Role.TABLE_SCRIBE)]
        scope.choices = [
            (ScopeKind.INSTALLATION.value, ScopeKind.INSTALLATION.label),
            ("Missions", [(f"mission:{id_}", name.label) for id_, name in missions.items()]),
            ("Territoires", [(f"initiative:{id_}", name.label) for id_, name in initiatives.items()]),
        ]
        self._labels = {f"mission:{id_}": name.label for id_, name in missions.items()}
        self._labels |= {f"initiative:{id_}": name.label for id_, name in initiatives.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, _, id_ = cleaned.get("scope", "").partition(":")
        role = cleaned.get("role")
        if not kind or role is None:
            return cleaned
        if role not in rules.roles_given_on(ScopeKind(kind)):
            self.add_error("role", f"Le rôle « {role.label} » ne se donne pas sur cette portée.")
        cleaned["scope_label"] = self._labels.get(cleaned["scope"], "")
        cleaned["scope"] = Scope(**{kind: UUID(id_)}) if id_ else Scope()
        return cleaned
