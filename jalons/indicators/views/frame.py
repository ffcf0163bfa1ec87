"""What every page of the portrait shows around its content."""

from typing import Any

from django.http import HttpRequest

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.models import Initiative


def frame(request: HttpRequest, initiative: Initiative, here: str, **more: Any) -> dict[str, Any]:
    """Context of a page; `here` names its tab."""
    may_edit = may(request.user, Permission.EDIT_PORTRAIT, initiative.scope())
    return {"initiative": initiative, "here": here, "may_edit": may_edit, **more}
