from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from jalons.accounts.views import administration, invitations, journal, mailbox, signin

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("compte/", signin.my_account, name="mine"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("administration/comptes/", administration.accounts, name="administration"),
    path("administration/comptes/inviter/", administration.invite, name="invite"),
    path("administration/comptes/<uuid:user_id>/ouverture/", administration.set_open, name="set_open"),
    path("administration/roles/<uuid:assignment_id>/fin/", administration.end_role, name="end_role"),
    path(
        "administration/invitations/<uuid:invitation_id>/renvoi/",
        administration.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "administration/invitations/<uuid:invitation_id>/retrait/",
        administration.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("administration/journal/", journal.installation_journal, name="journal"),
]

if settings.DEMO:
    urlpatterns += [
        path("courrier/", mailbox.messages_received, name="mailbox"),
        path("courrier/<uuid:message_id>/", mailbox.message, name="mail"),
        path("courrier/entrer/<uuid:user_id>/", mailbox.enter_as, name="enter_as"),
    ]
