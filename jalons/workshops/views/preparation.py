"""The workspace of a preparation day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_step
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.workshops import runsheets
from jalons.workshops.actions import preparation as actions
from jalons.workshops.exports import preparation as papers
from jalons.workshops.forms.preparation import SheetForm, TaskForm
from jalons.workshops.queries import preparation as queries
from jalons.workshops.views.files import paper


def _get(request: HttpRequest, step_id: UUID, permission: Permission) -> Step:
    """A preparation of a territory. Raises Http404 for any other step."""
    step = get_step(request, step_id, permission)
    if step.kind != StepKind.PREPARATION or step.initiative is None:
        raise Http404
    return step


def _page(
    request: HttpRequest, step: Step, *, sheet: SheetForm | None = None, task: TaskForm | None = None
) -> HttpResponse:
    assert step.initiative is not None  # noqa: S101 - `_get` saw to it
    work, scope = queries.workspace(step), step.scope()
    initial = {"feelings": work.sheet.feelings, "meeting_url": work.sheet.meeting_url}
    context = {
        "step": step,
        "initiative": step.initiative,
        "work": work,
        "late": queries.late(work.tasks, clock.today()),
        "sheet_form": sheet or SheetForm(None, initial=initial),
        "task_form": task or TaskForm(None, initiative=step.initiative),
        "can_draft": may(request.user, Permission.DRAFT, scope),
        "can_facilitate": may(request.user, Permission.FACILITATE, scope),
        "ready_run": runsheets.fitting(step.kind, step.rank),
    }
    is_refused = any(form is not None and form.errors for form in (sheet, task))
    return render(request, "workshops/preparation.html", context, status=422 if is_refused else 200)


@requires(Permission.VIEW_DRAFTS)
@require_safe
def preparation(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Agenda, tasks, what is ready, minutes and decisions."""
    return _page(request, _get(request, step_id, Permission.VIEW_DRAFTS))


@requires(Permission.VIEW_DRAFTS)
@require_safe
def sheet(request: HttpRequest, step_id: UUID, form: str) -> HttpResponse:
    """The same on paper."""
    step = _get(request, step_id, Permission.VIEW_DRAFTS)
    return paper(papers.sheet_of(queries.workspace(step)), form, step.title)


@requires(Permission.DRAFT)
@require_POST
def settle(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = _get(request, step_id, Permission.DRAFT)
    form = SheetForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.settle(step, **form.cleaned_data, by=acting(request))
            messages.success(request, "C’est enregistré.")
            return redirect("workshops:preparation", step.pk)
    return _page(request, step, sheet=form)


@requires(Permission.DRAFT)
@require_POST
def add_task(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = _get(request, step_id, Permission.DRAFT)
    assert step.initiative is not None  # noqa: S101 - `_get` saw to it
    form = TaskForm(request.POST, initiative=step.initiative)
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.add_task(
                step, title=data["title"], person=form.chosen, who=data["who"], due_on=data["due_on"],
                by=acting(request),
            )  # fmt: skip
            messages.success(request, f"« {data['title']} » est noté.")
            return redirect("workshops:preparation", step.pk)
    return _page(request, step, task=form)


@requires(Permission.DRAFT)
@require_POST
def task(request: HttpRequest, step_id: UUID, task_id: UUID) -> HttpResponse:
    """Done, not done, taken back."""
    step = _get(request, step_id, Permission.DRAFT)
    found = get_object_or_404(step.tasks.select_related("step"), pk=task_id)
    wish = request.POST.get("geste", "")
    if wish == "retirer":
        actions.remove_task(found, by=acting(request))
    else:
        actions.set_done(found, is_done=wish == "fait", by=acting(request))
    return redirect("workshops:preparation", step.pk)


@requires(Permission.DRAFT)
@require_POST
def check(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = _get(request, step_id, Permission.DRAFT)
    key, is_done = request.POST.get("ligne", ""), request.POST.get("geste") == "cocher"
    try:
        actions.check(step, key=key, is_done=is_done, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("workshops:preparation", step.pk)
