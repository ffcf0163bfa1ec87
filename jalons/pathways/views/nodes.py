"""Forms on elements: adding, placing, rewriting, merging, taking off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.pathways import forms
from jalons.pathways.access import get_node, get_pathway
from jalons.pathways.actions import importing, nodes
from jalons.pathways.enums import NodeKind
from jalons.pathways.models import Pathway
from jalons.pathways.queries import words_for
from jalons.rooms.models import Contribution


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def add(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """« Pour que…, il faut que… ». The address may say before what (?pour=), which kind, from which card."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    form = forms.NodeForm(request.POST or None, pathway=pathway, initial=_initial(request, pathway))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        given["kind"] = NodeKind(given["kind"])
        try:
            node = nodes.add(pathway, by=acting(request), **given)
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            return redirect(f"{pathway.get_absolute_url()}#n-{node.id}")
    sources = Contribution.objects.filter(id__in=form["cards"].value() or []).select_related("table")
    return render(request, "pathways/node_form.html", _context(pathway, form) | {"sources": sources})


def _context(pathway: Pathway, form: Any) -> dict[str, object]:
    return {
        "initiative": pathway.change.initiative,
        "pathway": pathway,
        "change": pathway.change,
        "form": form,
    }


def _initial(request: HttpRequest, pathway: Pathway) -> dict[str, Any]:
    goal = pathway.change.node
    initial: dict[str, Any] = {
        "before": request.GET.get("pour", str(goal.id)),
        "kind": request.GET.get("genre", NodeKind.INTERMEDIATE),
    }
    wanted = request.GET.get("parole", "")
    word = next((word for word in words_for(pathway) if str(word.card.id) == wanted), None)
    if word:
        said = word.card.reworded or word.card.text
        initial |= {"cards": [word.card.id], "text": said, "kind": word.kind}
    return initial


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def place(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Place here an element that already stands elsewhere."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    initial = {"before": request.GET.get("pour", str(pathway.change.node.id))}
    form = forms.PlaceForm(request.POST or None, pathway=pathway, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            nodes.place(
                pathway,
                given["node"],
                before=given["before"],
                because=given["because"],
                strength=given["strength"],
                by=acting(request),
            )
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            return redirect(f"{pathway.get_absolute_url()}#n-{given['node'].id}")
    return render(request, "pathways/place_form.html", _context(pathway, form))


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, pathway_id: UUID, node_id: UUID) -> HttpResponse:
    """Rewrite an element; somebody else's later words are never overwritten."""
    pathway, node = get_node(request, pathway_id, node_id, Permission.DRAFT)
    form = forms.EditNodeForm(request.POST or None, node=node)
    if request.method == "POST" and form.is_valid():
        try:
            nodes.edit(pathway, node, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            node.refresh_from_db()
            forms.refuse(form, refused)
            form.data = {**request.POST.dict(), "seen_at": node.updated_at.isoformat()}
        else:
            return redirect(f"{pathway.get_absolute_url()}#n-{node.id}")
    places = node.placements.exclude(pathway=pathway).select_related("pathway__change")
    context = _context(pathway, form) | {
        "node": node,
        "elsewhere": places,
        "sources": node.contributions.select_related("table"),
        "merge_form": forms.MergeForm(pathway=pathway, node=node),
        "loose": [word for word in words_for(pathway) if node.id not in word.node_ids],
        "merged": node.merged_from.prefetch_related("contributions__table"),
    }
    return render(request, "pathways/node_edit.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def import_json(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Add what a JSON file holds; the page then offers to undo it as one move."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    form = forms.JsonFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count, left = importing.add_graph(pathway, form.cleaned_data["file"], by=acting(request))
        except DomainError as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, f"Éléments repris du fichier : {count}.")
            for reason in left[:8]:
                messages.warning(request, reason)
            return redirect(pathway)
    return render(request, "pathways/json_import.html", _context(pathway, form))


@require_POST
@requires(Permission.DRAFT)
def remove(request: HttpRequest, pathway_id: UUID, node_id: UUID) -> HttpResponse:
    """Take an element off; the page then offers to undo."""
    pathway, node = get_node(request, pathway_id, node_id, Permission.DRAFT)
    try:
        nodes.remove(pathway, node, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{pathway.get_absolute_url()}#liste")


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def merge(request: HttpRequest, pathway_id: UUID, node_id: UUID) -> HttpResponse:
    """Make one element of two that say the same."""
    pathway, node = get_node(request, pathway_id, node_id, Permission.DRAFT)
    form = forms.MergeForm(request.POST or None, pathway=pathway, node=node)
    if request.method == "POST" and form.is_valid():
        absorbed, text = form.cleaned_data["absorbed"], form.cleaned_data["text"]
        try:
            nodes.merge(pathway, node, absorbed, text=text, by=acting(request))
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            return redirect(f"{pathway.get_absolute_url()}#n-{node.id}")
    return render(request, "pathways/merge_form.html", _context(pathway, form) | {"node": node})


@require_POST
@requires(Permission.DRAFT)
def attach(request: HttpRequest, pathway_id: UUID, node_id: UUID) -> HttpResponse:
    """Say that a card stands behind an element that is already there."""
    pathway, node = get_node(request, pathway_id, node_id, Permission.DRAFT)
    wanted = request.POST.get("parole", "")
    cards = [word.card for word in words_for(pathway) if str(word.card.id) == wanted]
    try:
        nodes.attach_words(pathway, node, cards=cards, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{reverse('pathways:node', args=[pathway.id, node.id])}#paroles")
