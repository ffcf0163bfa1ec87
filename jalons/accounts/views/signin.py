"""Signing in: an address, then the code that was sent to it. allauth does it; the sentences are ours."""

from typing import Any

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jalons.accounts.access import public, signed_in
from jalons.accounts.queries import roles_of

ADDRESS = "signin_address"


class RequestCodeView(RequestLoginCodeView):
    """Ask for a code. The address typed before is kept, so that a late code costs no typing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.HALL:
            return redirect(settings.LOGIN_URL)  # a hall sends no message: a printed code lets people in
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.request.session.get(ADDRESS, "")}

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session[ADDRESS] = form.cleaned_data["email"]
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "oidc_name": settings.OIDC_NAME if settings.OIDC_URL else ""
        }


class ConfirmCodeView(ConfirmLoginCodeView):
    """Type the code. Too late, or tried too often: a sentence, and the address is still there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        is_expired = getattr(self, "_process", None) is None
        back = reverse("account_request_login_code")
        if is_expired and isinstance(answer, HttpResponseRedirect) and answer.url == back:
            messages.warning(
                request,
                "Ce code n’est plus valable : il sert une fois, dans le quart d’heure. "
                "Demandez-en un nouveau, votre adresse est déjà écrite.",
            )
        return answer


request_code = public("people come here to sign in")(RequestCodeView.as_view())
confirm_code = public("people come here to sign in")(ConfirmCodeView.as_view())


@public("says how an account is obtained")
@require_safe
def signup_closed(request: HttpRequest) -> HttpResponse:
    """Accounts open by invitation: this page says so to those who look for a form."""
    return render(request, "account/signup_closed.html")


@signed_in("shows a person's own account")
@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """The person's own account: roles held, second factor."""
    assert request.user.is_authenticated  # noqa: S101 - the middleware let nobody else in
    return render(request, "accounts/my_account.html", {"roles": roles_of(request.user)})
