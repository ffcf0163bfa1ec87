"""Preparation 3: which actors each change calls for (domain.md §2.3)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import account, acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes.access import get_call, get_change
from jalons.changes.actions import actors as calls
from jalons.changes.forms import ActorsForm
from jalons.changes.queries.spheres import board_of
from jalons.changes.views.answers import move_and_go, try_form
from jalons.initiatives import queries as initiatives
from jalons.initiatives.access import get_initiative
from jalons.initiatives.enums import StepKind
from jalons.stakeholders import queries as stakeholders


@requires(Permission.VIEW_DRAFTS)
@require_safe
def actors(request: HttpRequest, slug: str) -> HttpResponse:
    """For each kept change, who is called; and who is missing at table 3."""
    initiative = get_initiative(request, slug, Permission.VIEW_DRAFTS)
    table = initiatives.step_of(initiative, StepKind.WORKSHOP, 3)
    context = {
        "initiative": initiative,
        "board": board_of(initiative),
        "may_draft": may(account(request), Permission.DRAFT, initiative.scope()),
        "table": table,
        "missing": stakeholders.missing_at(table) if table else None,
    }
    return render(request, "changes/actors.html", context)


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Say what each actor can do about this change, and call it to table 3."""
    found = get_change(request, change_id, Permission.DRAFT)
    form = ActorsForm(request.POST or None, change=found)
    new: list[int] = []
    if request.method == "POST" and try_form(
        form, lambda: new.append(calls.call(found, spheres=form.spheres(), by=acting(request)))
    ):
        messages.success(request, f"Acteurs reliés. {new[0]} sont nouveaux à la table 3.")
        return redirect("changes:actors", found.initiative.slug)
    context = {"initiative": found.initiative, "change": found, "form": form}
    return render(request, "changes/call.html", context)


@requires(Permission.DRAFT)
@require_POST
def release(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Undo a link between an actor and a change."""
    found = get_call(request, call_id, Permission.DRAFT)
    return move_and_go(
        request,
        lambda: calls.release(found, by=acting(request)),
        done="Le lien est défait. L’invitation à la table 3 reste.",
        to=reverse("changes:actors", args=[found.change.initiative.slug]),
    )
