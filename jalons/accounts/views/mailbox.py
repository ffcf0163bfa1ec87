"""The demonstration's mailbox, and the door through which a visitor enters as each role.

The URLconf names these views only when settings.DEMO is on; they check it again.
"""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts import mailbox, queries
from jalons.accounts.access import public
from jalons.accounts.models import User

WHY = "the demonstration shows its mails to everybody; absent elsewhere"


def _only_in_demonstration() -> None:
    if not settings.DEMO:
        raise Http404


@public(WHY)
@require_safe
def messages_received(request: HttpRequest) -> HttpResponse:
    """The mails that would have left, and the people one may enter as."""
    _only_in_demonstration()
    cast = [row for row in queries.people() if row.roles and row.user.is_active]
    context = {"mails": mailbox.received()[:30], "cast": cast}
    return render(request, "accounts/mailbox.html", context)


@public(WHY)
@require_safe
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One mail."""
    _only_in_demonstration()
    mail = mailbox.message(message_id)
    if mail is None:
        raise Http404
    return render(request, "accounts/mail.html", {"mail": mail})


@public(WHY)
@require_POST
def enter_as(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Sign in as somebody of the cast, without a code."""
    _only_in_demonstration()
    user = get_object_or_404(User, id=user_id, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)
