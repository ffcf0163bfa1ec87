"""Every view says who may come in; fetching is authorising.

`@requires(Permission.X)` on a view, then inside it one `get_…(request, …)` helper of an area, which
ends in `authorise(request, scope, Permission.X)`. A view that answers without having fetched under
the permission it declared is a defect and raises.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.accounts.permissions import may, roles_on
from jalons.core.actors import Actor
from jalons.core.scope import Scope

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class UnauthorisedViewError(Exception):
    """A view declared a permission and answered without checking it. Always a programming error."""


def authorise(request: HttpRequest, scope: Scope, permission: Permission) -> None:
    """Let the request through or stop it.

    Raises Http404 for people without any role on the scope (they see nothing of a territory), and
    PermissionDenied, with a sentence, for people whose role does not go that far.
    """
    _note(request, permission)
    if may(request.user, permission, scope):
        return
    if not roles_on(request.user, scope):
        raise Http404
    raise PermissionDenied(
        "Votre rôle ne permet pas d’ouvrir cette page. "
        "Demandez à la personne chargée de coopération si vous en avez besoin."
    )


def _note(request: HttpRequest, permission: Permission) -> None:
    checked: set[Permission] = getattr(request, "checked_permissions", set())
    checked.add(permission)
    request.checked_permissions = checked  # type: ignore[attr-defined]


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission of a view, and refuse an answer given without having checked it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                return response  # the wrong verb was refused before anything was fetched
            if permission not in getattr(request, "checked_permissions", set()):
                raise UnauthorisedViewError(f"{view.__module__}.{view.__name__} never checked {permission}")
            return response

        inner.permission = permission  # type: ignore[attr-defined]
        return cast("View", inner)

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Mark a view open to anybody, and say why."""

    def decorate(view: View) -> View:
        open_view = login_not_required(view)
        open_view.public = reason  # type: ignore[attr-defined]
        return open_view

    return decorate


def signed_in(reason: str) -> Callable[[View], View]:
    """Mark a view that every signed-in person may open because it shows only what is theirs."""

    def decorate(view: View) -> View:
        view.signed_in = reason  # type: ignore[attr-defined]
        return view

    return decorate


def account(request: HttpRequest) -> User:
    """The signed-in account. Raises PermissionDenied for anybody else (a public view must not ask)."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Connectez-vous pour continuer.")
    return request.user


def acting(request: HttpRequest) -> Actor:
    """Who acts, for the `by=` of an action."""
    return account(request).actor
