from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import public, requires, signed_in
from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.core import clock
from jalons.core.context import THEME_COOKIE, THEMES
from jalons.home import gallery, retention
from jalons.home.mine import desk_of
from jalons.home.page import page_of
from jalons.initiatives.access import get_initiative
from jalons.rooms.confidentiality import K

A_YEAR = 365 * 24 * 3600


@public("tells a visitor what Jalons is for")
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "home/landing.html")


@signed_in("lists only the territories and missions where the person holds a role")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    return render(request, "home/mine.html", {"desk": desk_of(user, clock.today())})


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    user = cast("User", request.user)
    return render(request, "home/territory.html", page_of(user, initiative, clock.today()))


@public("the law wants it readable by anybody")
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "home/legal.html", {"publisher": settings.PUBLISHER})


@public("people must know what becomes of their data before they give any")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "publisher": settings.PUBLISHER,
        "retention": retention.table(settings.RETENTION_MONTHS),
        "threshold": K,
    }
    return render(request, "home/privacy.html", context)


@public("the accessibility statement is for anybody")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", {"publisher": settings.PUBLISHER})


@public("help before signing in")
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html")


@public("shows the building blocks only, no data")
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    context = {"sides": gallery.sides(), "gallery": gallery, "icon_names": gallery.icon_names()}
    return render(request, "home/components.html", context)


@public("a visitor may choose how pages look")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    choice = request.POST.get("theme", "")
    if choice in THEMES:
        response.set_cookie(
            THEME_COOKIE, choice, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response
