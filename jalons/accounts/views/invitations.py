"""Answering an invitation received by mail."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import public
from jalons.accounts.actions import invitations
from jalons.core.errors import DomainError


@public("the person invited has no account yet; the secret link is the key")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites and to what; accepting sends a sign-in code. Reading the page uses nothing up."""
    try:
        found = invitations.find(token)
        if request.method != "POST":
            return render(request, "accounts/invitation.html", {"invitation": found, "refusal": ""})
        user = invitations.accept(token=token)
    except DomainError as refusal:
        context = {"invitation": None, "refusal": refusal.message}
        return render(request, "accounts/invitation.html", context, status=410)
    if request.user == user:
        messages.success(request, "C’est noté : ce rôle est maintenant le vôtre.")
        return redirect("accounts:mine")
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    return redirect("account_confirm_login_code")
