"""What we change in allauth: accounts open by invitation only, and its sentences are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

WRONG_CODE = (
    "Ce n’est pas le bon code. Vérifiez les chiffres dans le dernier message reçu : "
    "un nouveau code remplace toujours le précédent."
)
TOO_MANY = "Trop d’essais en peu de temps. Attendez quelques minutes, puis demandez un nouveau code."


class AccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: an invitation does."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte est fermé. La personne qui administre Jalons peut le rouvrir.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Keep allauth's messages to what its pages do not already say (« vous êtes connecté »…)."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)


class IdentityProviderAdapter(DefaultSocialAccountAdapter):
    """An identity provider recognises people who have an account; it creates none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our sentences for the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "Ce code n’est pas reconnu. L’application en affiche un nouveau toutes les trente secondes : "
            "recopiez le dernier, ou utilisez un code de secours."
        ),
        "rate_limited": TOO_MANY,
        "cannot_generate_recovery_codes": (
            "Ajoutez d’abord une application ou une clé d’accès : les codes de secours les remplacent."
        ),
    }
