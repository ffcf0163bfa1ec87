"""Who acts in a request."""

from typing import cast

from django.http import HttpRequest

from jalons.accounts.models import User
from jalons.core.actors import Actor


def acting(request: HttpRequest) -> Actor:
    """The signed-in person; every view of this package requires one."""
    return cast("User", request.user).actor
