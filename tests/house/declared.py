"""What a view declares."""

from typing import Any


def declared(view: Any) -> str:
    """`public`, `signed_in`, or the permission's value."""
    if getattr(view, "public", None):
        return "public"
    if getattr(view, "signed_in", None):
        return "signed_in"
    permission = getattr(view, "permission", None)
    return str(permission.value) if permission else "nothing"
