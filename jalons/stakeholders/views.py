"""The actors of a territory: who is known, who is called to which table, who is missing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.directory.enums import Category
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative
from jalons.stakeholders import queries, reasons
from jalons.stakeholders.actions import actors as actions
from jalons.stakeholders.actions import mobilisations
from jalons.stakeholders.actions.actors import PasteError
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.forms import ActorForm, CallForm, FilterForm, PasteForm
from jalons.stakeholders.models import Actor
from jalons.stakeholders.paste import Fault

CELL = "cellule"


@requires(Permission.VIEW_PEOPLE)
@require_safe
def actors(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_PEOPLE)
    form = FilterForm(request.GET, initiative=initiative)
    steps = queries.tables(initiative)
    listed = queries.filtered(initiative, form.cleaned_data if form.is_valid() else {})
    context = {
        "initiative": initiative,
        "filter": form,
        "query": request.GET.urlencode(),
        "steps": steps,
        "rows": queries.matrix(listed, steps),
        "statuses": MobilisationStatus.choices,
        "missing": queries.missing_actors(initiative),
        "archived": queries.archived(initiative),
        "call": CallForm(steps=steps, reasons=reasons.reasons_for(initiative)),
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "stakeholders/actors.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    form = ActorForm(posted(request), initiative=initiative, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            added = actions.add(initiative, sheet=form.sheet, by=acting(request))
            messages.success(request, f"« {added.label} » est dans la liste.")
            return redirect("stakeholders:actors", initiative.slug)
    context = {"initiative": initiative, "form": form, "actor": None}
    return render(request, "stakeholders/actor_form.html", context)


def _actor(initiative: Initiative, actor_id: UUID) -> Actor:
    return get_object_or_404(initiative.actors.select_related("initiative"), pk=actor_id)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def actor(request: HttpRequest, slug: str, actor_id: UUID) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = _actor(initiative, actor_id)
    form = ActorForm(posted(request), initiative=initiative, actor=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change(found, sheet=form.sheet, by=acting(request))
            messages.success(request, f"La fiche de « {form.sheet.label} » est à jour.")
            return redirect("stakeholders:actors", initiative.slug)
    context = {"initiative": initiative, "form": form, "actor": found}
    return render(request, "stakeholders/actor_form.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def archive(request: HttpRequest, slug: str, actor_id: UUID) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = actions.archive(_actor(initiative, actor_id), by=acting(request))
    messages.success(request, f"« {found.label} » est retiré ; vous pouvez le remettre au bas de la liste.")
    return redirect("stakeholders:actors", initiative.slug)


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def restore(request: HttpRequest, slug: str, actor_id: UUID) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    try:
        found = actions.restore(_actor(initiative, actor_id), by=acting(request))
        messages.success(request, f"« {found.label} » est de nouveau dans la liste.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("stakeholders:actors", initiative.slug)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Many lines at once: all of them or none, with what to mend line by line."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    form = PasteForm(posted(request))
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                added = actions.paste_lines(initiative, text=form.cleaned_data["lines"], by=acting(request))
            except PasteError as refusal:
                faults = refusal.faults
                raise
            messages.success(request, f"{len(added)} acteurs sont dans la liste.")
            return redirect("stakeholders:actors", initiative.slug)
    context = {"initiative": initiative, "form": form, "faults": faults, "categories": Category.labels}
    return render(request, "stakeholders/paste.html", context)


def cells_of(data: QueryDict) -> dict[mobilisations.Cell, str]:
    """The matrix as it was posted: « cellule:acteur:table » = state. Raises DomainError on nonsense."""
    found = {}
    for name, state in data.items():
        if name.startswith(f"{CELL}:"):
            try:
                _, actor_id, step_id = name.split(":")
                found[UUID(actor_id), UUID(step_id)] = str(state)
            except ValueError as nonsense:
                raise DomainError("Cette page a vieilli : rechargez-la et recommencez.") from nonsense
    return found


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def mobilise(request: HttpRequest, slug: str) -> HttpResponse:
    """Save the matrix as it was changed."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    try:
        changed = mobilisations.set_states(initiative, states=cells_of(request.POST), by=acting(request))
        messages.success(request, f"{changed} case(s) changée(s)." if changed else "Rien n’a changé.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return _back(request, initiative)


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call every actor that the list shows to one table, because of something if one says so."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    steps = queries.tables(initiative)
    form = CallForm(request.POST, steps=steps, reasons=reasons.reasons_for(initiative))
    if form.is_valid():
        step = next(one for one in steps if str(one.pk) == form.cleaned_data["step"])
        shown = FilterForm(QueryDict(request.POST.get("query", "")), initiative=initiative)
        called = mobilisations.call(
            step,
            actors=queries.filtered(initiative, shown.cleaned_data if shown.is_valid() else {}),
            status=MobilisationStatus(form.cleaned_data["status"]),
            reason=form.because,
            by=acting(request),
        )
        messages.success(request, f"{len(called)} acteurs de plus pour « {step.title} ».")
    else:
        messages.error(request, "Choisissez une table dans la liste.")
    return _back(request, initiative)


def _back(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    answer = redirect("stakeholders:actors", initiative.slug)
    query = QueryDict(request.POST.get("query", ""))
    if query:
        answer["Location"] += f"?{query.urlencode()}"
    return answer


@requires(Permission.VIEW_PEOPLE)
@require_safe
def letters(request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
    """Who is called to a table, the letter to send, and who has no address."""
    initiative = get_initiative(request, slug, Permission.VIEW_PEOPLE)
    step = get_object_or_404(initiative.steps.select_related("venue__commune"), pk=step_id)
    called = list(queries.called_to(step))
    context = {
        "initiative": initiative,
        "step": step,
        "called": called,
        "waiting": [one for one in called if one.status == MobilisationStatus.IDENTIFIED],
        "counts": queries.status_counts(step),
        "missing": queries.missing_at(step),
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "stakeholders/letters.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def mark_invited(request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
    """The letters left."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    step = get_object_or_404(initiative.steps.all(), pk=step_id)
    count = mobilisations.mark_invited(step, by=acting(request))
    messages.success(request, f"{count} acteurs passent de « repéré » à « invité ».")
    return redirect("stakeholders:letters", initiative.slug, step.pk)
