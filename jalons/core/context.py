"""What every page may say."""

from django.conf import settings
from django.http import HttpRequest

THEME_COOKIE = "theme"
THEMES = {"clair": "clair", "sombre": "sombre", "appareil": "comme l’appareil"}
"""Choices of appearance; « appareil » follows the device's own setting and is the default."""


def chosen_theme(request: HttpRequest) -> str:
    """The person's choice, kept in a cookie; anything unknown counts as « appareil »."""
    choice = request.COOKIES.get(THEME_COOKIE, "")
    return choice if choice in THEMES else "appareil"


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, and how the page should look."""
    theme = chosen_theme(request)
    return {
        "is_demo": settings.DEMO,
        "theme": theme,
        "themes": THEMES,
        "forced_theme": "" if theme == "appareil" else theme,
    }
