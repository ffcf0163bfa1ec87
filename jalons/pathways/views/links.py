"""Forms on links: relating, saying why, learning, revising, cutting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.pathways import forms
from jalons.pathways.access import get_link, get_pathway
from jalons.pathways.actions import links
from jalons.pathways.models import Link


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def connect(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One more arrow."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    form = forms.ConnectForm(
        request.POST or None, pathway=pathway, initial={"source": request.GET.get("de", "")}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            links.connect(
                pathway,
                given["source"],
                given["target"],
                because=given["because"],
                strength=given["strength"],
                by=acting(request),
            )
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            return redirect(f"{pathway.get_absolute_url()}#liste")
    context = {
        "initiative": pathway.change.initiative,
        "pathway": pathway,
        "change": pathway.change,
        "form": form,
    }
    return render(request, "pathways/connect_form.html", context)


def _context(link: Link, **more: Any) -> dict[str, Any]:
    return {
        "initiative": link.pathway.change.initiative,
        "pathway": link.pathway,
        "change": link.pathway.change,
        "link": link,
        "versions": link.versions.order_by("-number"),
    } | more


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """A link: its « parce que », its confidence. On a frozen chemin: what was learned, or a revision."""
    link = get_link(request, link_id, Permission.DRAFT)
    form = forms.LinkForm(request.POST or None, link=link)
    if request.method == "POST" and form.is_valid():
        try:
            links.edit(link, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            forms.refuse(form, refused)
            rows = Link.objects.select_related("source", "target", "pathway__change__initiative__mission")
            link = rows.filter(pk=link.pk).first() or link  # cut meanwhile: what was typed stays
            form.data = {**request.POST.dict(), "seen_at": link.updated_at.isoformat()}
        else:
            return redirect(f"{link.pathway.get_absolute_url()}#n-{link.source_id}")
    initial = {"status": link.status, "reason": link.status_reason}
    context = _context(link, form=form, learn_form=forms.LearnForm(initial=initial))
    return render(request, "pathways/link.html", context)


@require_POST
@requires(Permission.DRAFT)
def cut(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Take an arrow off; the page then offers to undo."""
    link = get_link(request, link_id, Permission.DRAFT)
    try:
        links.cut(link, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{link.pathway.get_absolute_url()}#liste")


@require_POST
@requires(Permission.STEER)
def learn(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """What experience says of a link."""
    link = get_link(request, link_id, Permission.STEER)
    form = forms.LearnForm(request.POST)
    if form.is_valid():
        try:
            links.learn(link, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, f"C’est noté : « {link.mark} ».")
            return redirect("pathways:link", link.id)
    context = _context(link, form=forms.LinkForm(link=link), learn_form=form)
    return render(request, "pathways/link.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def revise(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Reword a hypothesis after experience; its old version is kept."""
    link = get_link(request, link_id, Permission.STEER)
    form = forms.ReviseForm(request.POST or None, link=link)
    if request.method == "POST" and form.is_valid():
        try:
            links.revise(link, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, "L’hypothèse est révisée. L’ancienne reste lisible, avec sa leçon.")
            return redirect("pathways:link", link.id)
    return render(request, "pathways/revise.html", _context(link, form=form))
