"""The list of chemins, one chemin drawn and listed, its poster, its versions."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import live
from jalons.core.errors import DomainError
from jalons.documents.pdf import picture
from jalons.initiatives.access import get_initiative
from jalons.pathways import content as plain
from jalons.pathways import forms, queries
from jalons.pathways.access import get_pathway, get_version, may_draft
from jalons.pathways.actions import versions
from jalons.pathways.enums import PathwayStatus
from jalons.pathways.graph import to_json as graph_to_json
from jalons.pathways.models import Pathway
from jalons.pathways.queries.chemins import Chemin, chemin_of

SHOWS_MARKS = {PathwayStatus.SIMPLIFIED, PathwayStatus.ADOPTED, PathwayStatus.REVISED}
_FICTITIOUS = "Exemple fictif"
SLIDE_MM = 330.0  # a 16:9 slide, 2,600 pixels wide


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """One card a validated change, with what its chemin still asks for."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    cards = queries.chemin_cards(initiative)
    context = {
        "initiative": initiative,
        "cards": cards,
        "can_draft": may(request.user, Permission.DRAFT, initiative.scope()),
        "unopened": sum(card.pathway is None for card in cards),
    }
    return render(request, "pathways/index.html", context)


@require_POST
@requires(Permission.DRAFT)
def open_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a chemin for each validated change that has none."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    opened = versions.create_for_validated_changes(initiative, by=acting(request))
    if opened:
        messages.success(request, "Les chemins sont ouverts : chacun attend son premier « il faut que ».")
    return redirect("pathways:index", slug)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def show(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """A chemin: the drawing, the same as a list, its checklist. Drafts are for those who draw them."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    is_drawing = may_draft(request, pathway)
    version = queries.current_version(pathway)
    if not is_drawing and version is None:
        return render(request, "pathways/not_yet.html", _base(pathway))
    chemin = queries.as_it_stands(pathway) if is_drawing or version is None else chemin_of(version.content)
    context = _base(pathway) | {
        "chemin": chemin,
        "drawing": _picture(pathway, chemin),
        "can_edit": is_drawing and pathway.is_open,
        "is_drawing": is_drawing,
        "words": queries.words_for(pathway) if is_drawing else [],
        "last_edit": queries.last_edit(pathway) if is_drawing else None,
        "version": version,
        "reason_form": forms.ReasonForm(),
        "cursor": live.cursor(),
    }
    return render(request, "pathways/pathway.html", context)


def _base(pathway: Pathway) -> dict[str, object]:
    return {"initiative": pathway.change.initiative, "pathway": pathway, "change": pathway.change}


def _picture(pathway: Pathway, chemin: Chemin, *, alone: bool = False) -> str:
    mention = _FICTITIOUS if alone and pathway.change.initiative.is_fictitious else ""
    heading = f"{pathway.change.initiative.short_name} : {pathway.change.title}" if alone else ""
    return plain.picture(
        chemin.content,
        with_marks=pathway.status in SHOWS_MARKS,
        heading=heading,
        mention=mention,
        is_on_page=not alone,
    )


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def poster(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The drawing alone on a sheet, A4, A3 or A0 landscape: to hold, or to stand in front of."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    chemin = _readable(request, pathway)
    wanted = request.GET.get("format", "")
    size = wanted if wanted in {"a4", "a0"} else "a3"
    context = _base(pathway) | {
        "drawing": _picture(pathway, chemin, alone=True),
        "size": size,
        "chemin": chemin,
    }
    return render(request, "pathways/poster.html", context)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def svg(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The drawing as a file, for a printer or a slide."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    drawing = _picture(pathway, _readable(request, pathway), alone=True)
    response = HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chemin-{pathway.change.position}.svg"'
    return response


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def png(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The drawing as a picture for a slide, at the width of a wide screen."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    drawing = _picture(pathway, _readable(request, pathway), alone=True)
    response = HttpResponse(picture(drawing, width_mm=SLIDE_MM), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="chemin-{pathway.change.position}.png"'
    return response


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def as_json(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The chemin as the file that `jalons pathway` reads."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    data = graph_to_json(plain.graph_of(_readable(request, pathway).content, with_marks=False))
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="chemin-{pathway.change.position}.json"'
    return response


def _readable(request: HttpRequest, pathway: Pathway) -> Chemin:
    """Today's chemin for who draws it, its last version for the others."""
    if may_draft(request, pathway):
        return queries.as_it_stands(pathway)
    version = queries.current_version(pathway)
    if version is None:
        raise Http404
    return chemin_of(version.content)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def version_list(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Every frozen version, the latest first."""
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    context = _base(pathway) | {"versions": pathway.versions.order_by("-number")}
    return render(request, "pathways/versions.html", context)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def version(request: HttpRequest, pathway_id: UUID, number: int) -> HttpResponse:
    """One frozen version, as it was."""
    frozen = get_version(request, pathway_id, number, Permission.VIEW_INITIATIVE)
    pathway = get_pathway(request, pathway_id, Permission.VIEW_INITIATIVE)
    chemin = chemin_of(frozen.content)
    context = _base(pathway) | {
        "version": frozen,
        "chemin": chemin,
        "drawing": plain.picture(chemin.content),
        "can_edit": False,
    }
    return render(request, "pathways/version.html", context)


@require_POST
@requires(Permission.DRAFT)
def freeze(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Say the chemin simplified."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    try:
        frozen = versions.freeze(pathway, by=acting(request), reason=request.POST.get("reason", ""))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Le chemin est simplifié : version {frozen.number} gardée telle quelle.")
    return redirect(pathway)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def reopen(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Take a frozen chemin up again, with a reason."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            versions.reopen(pathway, by=acting(request), reason=form.cleaned_data["reason"])
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, "Le chemin est ouvert de nouveau. La version figée reste gardée.")
            return redirect(pathway)
    return render(request, "pathways/reopen.html", _base(pathway) | {"form": form})


@require_POST
@requires(Permission.DRAFT)
def undo(request: HttpRequest, pathway_id: UUID, edit_id: UUID) -> HttpResponse:
    """Put back what the last move changed."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    edit = get_object_or_404(pathway.edits, id=edit_id)
    try:
        versions.undo(pathway, edit, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "C’est annulé : le chemin est comme avant.")
    if request.POST.get("next") == "simplify":
        return redirect("pathways:simplify", pathway.id)
    return redirect(pathway)


@require_POST
@requires(Permission.DRAFT)
def tidy(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Draw afresh."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    versions.tidy(pathway, by=acting(request))
    messages.success(request, "Le dessin est rangé.")
    return redirect(pathway)
