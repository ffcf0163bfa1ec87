"""Choosing: retain, release, put aside, merge, order, abaque, consent."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.changes.access import get_change
from jalons.changes.actions import adoption, choosing, drafts
from jalons.changes.actions.drafts import Sheet
from jalons.changes.forms import AbaqueForm, MergeForm
from jalons.changes.models import LastingChange
from jalons.changes.queries import changes_of
from jalons.changes.views.answers import move_and_go, try_form
from jalons.core.errors import DomainError
from jalons.decisions.models import ConsentProcess
from jalons.initiatives import queries as initiatives
from jalons.initiatives.access import get_initiative
from jalons.initiatives.enums import StepKind

View = Callable[..., HttpResponse]


def _with_reason(action: Callable[..., object], done: str) -> View:
    """A short move on one change: its reason is what was typed, the page of the change says what happened."""

    @requires(Permission.DRAFT)
    @require_POST
    def move(request: HttpRequest, change_id: UUID) -> HttpResponse:
        found = get_change(request, change_id, Permission.DRAFT)
        reason = request.POST.get("reason", "")
        return move_and_go(
            request,
            lambda: action(found, reason=reason, by=acting(request)),
            done=done,
            to=found.get_absolute_url(),
        )

    return move


retain = _with_reason(choosing.retain, "Le changement est retenu.")
release = _with_reason(choosing.release, "Le changement est de nouveau un projet.")
put_aside = _with_reason(drafts.put_aside, "Le projet est écarté. Vous pouvez le reprendre.")
keep_wording = _with_reason(drafts.keep_wording, "La formulation est gardée, avec votre raison.")


@requires(Permission.DRAFT)
@require_POST
def take_back(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Bring a draft back."""
    found = get_change(request, change_id, Permission.DRAFT)
    return move_and_go(
        request,
        lambda: drafts.take_back(found, by=acting(request)),
        done="Le projet est repris.",
        to=found.get_absolute_url(),
    )


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Make one change of several drafts."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = MergeForm(
        request.POST or None, initiative=initiative, initial={"changes": request.GET.getlist("projet")}
    )
    made: list[LastingChange] = []
    if request.method == "POST" and try_form(form, lambda: made.append(_merge(request, form))):
        messages.success(request, "Les projets sont fondus. Chacun reste relié à ce qu’il est devenu.")
        return redirect(made[0])
    return render(request, "changes/merge.html", {"initiative": initiative, "form": form})


def _merge(request: HttpRequest, form: MergeForm) -> LastingChange:
    data = dict(form.cleaned_data)
    chosen = list(data.pop("changes"))
    return drafts.merge(chosen, sheet=Sheet(**data), by=acting(request))


@requires(Permission.DRAFT)
@require_POST
def move(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Put a change one place up or down."""
    found = get_change(request, change_id, Permission.DRAFT)
    ids = list(changes_of(found.initiative).values_list("id", flat=True))
    place = ids.index(found.id)
    other = place - 1 if request.POST.get("sens") == "haut" else place + 1
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
        choosing.order(found.initiative, ids=ids, by=acting(request))
    return redirect(reverse("changes:changes", args=[found.initiative.slug]) + f"#c-{found.id}")


@requires(Permission.DRAFT)
@require_POST
def put_to_abaque(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the room about the kept changes, or the drafts when none is kept."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = AbaqueForm(request.POST, initiative=initiative)
    rows = list(changes_of(initiative))
    asked = [c for c in rows if c.is_kept] or [c for c in rows if c.status == "draft"]
    to = reverse("changes:changes", args=[initiative.slug])
    if not form.is_valid():
        messages.error(request, "Ajoutez d’abord une séquence « abaque » au déroulé de la table 2.")
        return redirect(to)
    return move_and_go(
        request,
        lambda: choosing.put_to_abaque(
            initiative, sequence=form.cleaned_data["sequence"], changes=asked, by=acting(request)
        ),
        done=f"{len(asked)} changements sont à l’abaque.",
        to=to,
    )


@requires(Permission.FACILITATE)
@require_POST
def propose_together(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision by consent on all kept changes."""
    initiative = get_initiative(request, slug, Permission.FACILITATE)
    back = reverse("changes:changes", args=[initiative.slug])
    table = initiatives.step_of(initiative, StepKind.WORKSHOP, 2)
    return _decide(
        request, lambda: adoption.propose_together(initiative, step=table, by=acting(request)), back
    )


@requires(Permission.FACILITATE)
@require_POST
def propose_one(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One decision by consent on one change."""
    found = get_change(request, change_id, Permission.FACILITATE)
    table = initiatives.step_of(found.initiative, StepKind.WORKSHOP, 2)
    return _decide(
        request,
        lambda: adoption.propose_one(found, step=table, by=acting(request)),
        found.get_absolute_url(),
    )


def _decide(request: HttpRequest, propose: Callable[[], ConsentProcess], back: str) -> HttpResponse:
    """To the page of the decision just opened, or back with what refused it."""
    try:
        return redirect(propose())
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect(back)
