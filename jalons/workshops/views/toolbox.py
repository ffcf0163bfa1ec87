"""The toolbox: read, print, adapt, change, put away; take a tool into a run, keep one from it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import account, acting, requires, signed_in
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives.access import get_initiative, get_step
from jalons.initiatives.models import Step
from jalons.rooms.models import Sequence
from jalons.workshops import runsheets
from jalons.workshops.access import get_tool, read_tool
from jalons.workshops.actions import toolbox as actions
from jalons.workshops.enums import ToolShape
from jalons.workshops.exports import guide as guides
from jalons.workshops.forms.toolbox import ChangeToolForm, ToolForm
from jalons.workshops.queries import runs, toolbox
from jalons.workshops.views.files import paper

OWN = "ne montre que les outils que les rôles de la personne lui ouvrent"


@signed_in(OWN)
@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """Every tool that this person may take, and the runs that come with Jalons."""
    user = account(request)
    rows = toolbox.rows(user, toolbox.tools_for(user))
    context = {
        "whole_runs": [row for row in rows if row.tool.shape == ToolShape.RUN],
        "sequences": [row for row in rows if row.tool.shape == ToolShape.SEQUENCE],
        "shipped": runsheets.catalogue().values(),
    }
    return render(request, "workshops/toolbox.html", context)


@signed_in(OWN)
@require_safe
def tool(request: HttpRequest, tool_id: UUID) -> HttpResponse:
    """A tool and its guide."""
    found, user = read_tool(request, tool_id), account(request)
    context = {
        "tool": found,
        "place": toolbox.place_of(found),
        "run": runs.of_tool(found),
        "is_ours": may(user, Permission.FACILITATE, found.scope()),
        "homes": toolbox.places_to_adapt(user),
    }
    return render(request, "workshops/tool.html", context)


@signed_in(OWN)
@require_safe
def tool_guide(request: HttpRequest, tool_id: UUID, form: str) -> HttpResponse:
    """The guide of a tool, to print."""
    found = read_tool(request, tool_id)
    return paper(guides.of_tool(found), form, f"outil-{found.title}")


@signed_in("un déroulé livré avec Jalons n’appartient à personne")
@require_safe
def shipped(request: HttpRequest, key: str) -> HttpResponse:
    """A run that comes with Jalons."""
    run = runs.shipped(key)
    return render(request, "workshops/shipped.html", {"run": run, "key": key})


@signed_in("un déroulé livré avec Jalons n’appartient à personne")
@require_safe
def shipped_guide(request: HttpRequest, key: str, form: str) -> HttpResponse:
    return paper(guides.of_run(runs.shipped(key)), form, f"deroule-{key}")


@requires(Permission.FACILITATE)
@require_POST
def adapt(request: HttpRequest, slug: str, tool_id: UUID) -> HttpResponse:
    """Copy a tool of one's toolbox for a territory, then change the copy."""
    home = get_initiative(request, slug, Permission.FACILITATE)
    copy = actions.adapt(read_tool(request, tool_id), home=home, by=acting(request))
    messages.success(request, f"Une copie est dans la caisse à outils de {home.name} : adaptez-la.")
    return redirect("workshops:change_tool", copy.pk)


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, tool_id: UUID) -> HttpResponse:
    found = get_tool(request, tool_id, Permission.FACILITATE)
    form = ChangeToolForm(posted(request), tool=found)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "purpose", "guide", "reach")}
        with refusals_on(form):
            actions.change(found, **data, parts=form.wishes, by=acting(request))
            messages.success(request, "L’outil est à jour.")
            return redirect("workshops:tool", found.pk)
    context = {"tool": found, "form": form}
    return render(request, "workshops/change_tool.html", context, status=422 if form.errors else 200)


@requires(Permission.FACILITATE)
@require_POST
def retire(request: HttpRequest, tool_id: UUID) -> HttpResponse:
    found = get_tool(request, tool_id, Permission.FACILITATE)
    actions.retire(found, by=acting(request), now=clock.now())
    messages.success(request, f"« {found.title} » est rangé. Les déroulés qui l’ont pris le gardent.")
    return redirect("workshops:toolbox")


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Choose a tool and put it at the end of this run."""
    step = get_step(request, step_id, Permission.FACILITATE)
    user, refusal = account(request), ""
    if request.method == "POST":
        try:
            made = _take(request, step)
            messages.success(request, f"{len(made)} séquences de plus, à ajuster à votre façon.")
            return redirect("rooms:runsheet", step.pk)
        except DomainError as refused:
            refusal = refused.message
    context = _of_step(step) | {"rows": toolbox.rows(user, toolbox.tools_for(user)), "refusal": refusal}
    context["shipped"] = runsheets.catalogue().values()
    return render(request, "workshops/take_tool.html", context, status=422 if refusal else 200)


def _take(request: HttpRequest, step: Step) -> list[Sequence]:
    ready = runsheets.catalogue().get(request.POST.get("livre", ""))
    if ready is not None:
        return actions.put(step, ready.parts, by=acting(request))
    try:
        tool_id = UUID(request.POST.get("outil", ""))
    except ValueError as nonsense:
        raise DomainError("Choisissez un outil dans la liste.") from nonsense
    return actions.use(read_tool(request, tool_id), step=step, by=acting(request))


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Keep this run, or one of its sequences, in the toolbox."""
    step = get_step(request, step_id, Permission.FACILITATE)
    part = _part(request, step)
    form = ToolForm(posted(request), initial={"title": part.title if part else step.title})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            kept = actions.keep(
                step,
                sequences=[part] if part else step.sequences.order_by("position"),
                shape=ToolShape.SEQUENCE if part else ToolShape.RUN,
                by=acting(request),
                **form.cleaned_data,
            )
            messages.success(request, f"« {kept.title} » est dans la caisse à outils.")
            return redirect("workshops:tool", kept.pk)
    context = _of_step(step) | {"form": form, "part": part, "count": step.sequences.count()}
    return render(request, "workshops/keep_tool.html", context, status=422 if form.errors else 200)


def _part(request: HttpRequest, step: Step) -> Sequence | None:
    asked = request.GET.get("partie") or request.POST.get("partie")
    if not asked:
        return None
    try:
        return get_object_or_404(step.sequences.all(), pk=UUID(asked))
    except ValueError:
        return None


def _of_step(step: Step) -> dict[str, object]:
    base = "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html"
    return {"step": step, "initiative": step.initiative, "mission": step.mission, "base": base}
