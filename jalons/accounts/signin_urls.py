"""The views of allauth that we use, under French paths; the others (passwords, sign-up) do not exist here.

They keep allauth's names, because allauth reverses them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as application
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from jalons.accounts.access import public, signed_in
from jalons.accounts.views import signin

_entrance = public("people come here to sign in")
_own = signed_in("a person's own second factor")

urlpatterns: list[URLPattern | URLResolver] = [
    path("connexion/", signin.request_code, name="account_request_login_code"),
    path("connexion/", signin.request_code, name="account_login"),
    path("connexion/code/", signin.confirm_code, name="account_confirm_login_code"),
    path("connexion/second-facteur/", _entrance(second_factor.authenticate), name="mfa_authenticate"),
    path("connexion/compte-ferme/", _entrance(account.account_inactive), name="account_inactive"),
    path("inscription/", signin.signup_closed, name="account_signup"),
    path("deconnexion/", _entrance(account.logout), name="account_logout"),
    path("compte/securite/", _own(second_factor.index), name="mfa_index"),
    path("compte/securite/confirmer/", _own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("compte/securite/application/", _own(application.activate_totp), name="mfa_activate_totp"),
    path(
        "compte/securite/application/retirer/", _own(application.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path("compte/securite/cles/", _own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("compte/securite/cles/ajouter/", _own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "compte/securite/cles/confirmer/",
        _own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("compte/securite/cles/<int:pk>/", _own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "compte/securite/cles/<int:pk>/retirer/", _own(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path(
        "compte/securite/secours/", _own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "compte/securite/secours/nouveaux/",
        _own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/securite/secours/fichier/",
        _own(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

if settings.OIDC_URL:
    urlpatterns += [
        path("connexion/<str:provider_id>/", _entrance(openid_connect.login), name="openid_connect_login"),
        path(
            "connexion/<str:provider_id>/retour/",
            _entrance(openid_connect.callback),
            name="openid_connect_callback",
        ),
        path(
            "connexion/fournisseur/abandon/",
            _entrance(provider.login_cancelled),
            name="socialaccount_login_cancelled",
        ),
        path(
            "connexion/fournisseur/erreur/", _entrance(provider.login_error), name="socialaccount_login_error"
        ),
    ]
