"""The afternoon's screen: what could be simpler, seen before it is done, accepted or refused."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core import live
from jalons.core.errors import DomainError
from jalons.pathways import queries
from jalons.pathways.access import get_pathway
from jalons.pathways.actions import simplifying
from jalons.pathways.drawing import Caption, describe, draw
from jalons.pathways.layout import lay_out
from jalons.pathways.queries.simplifying import Offer


@require_GET
@requires(Permission.DRAFT)
def show(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Rule 21 as a checklist, the proposals, the one being looked at (?voir=), the refused ones."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    offers = queries.offers_for(pathway)
    wanted = request.GET.get("voir", "")
    seen = next((offer for offer in offers.waiting if offer.subject == wanted), None)
    context = {
        "initiative": pathway.change.initiative,
        "pathway": pathway,
        "change": pathway.change,
        "chemin": queries.chemin_of(offers.content),
        "offers": offers,
        "seen": seen,
        "drawing": _preview(seen, offers.content["order"]) if seen and not seen.needs_words else "",
        "last_edit": queries.last_edit(pathway),
        "cursor": live.cursor(),
    }
    return render(request, "pathways/simplify.html", context)


def _preview(offer: Offer, order: list[str]) -> str:
    after = offer.proposal.after
    caption = Caption("Le chemin, si vous acceptez", describe(after), prefix="apercu", is_on_page=True)
    return draw(after, lay_out(after, order), caption)


@require_POST
@requires(Permission.DRAFT)
def accept(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Make the proposed move; the page then offers to undo it."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    try:
        simplifying.accept(pathway, request.POST.get("subject", ""), by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "C’est fait. Vous pouvez annuler ce geste quand vous voulez.")
    return redirect("pathways:simplify", pathway.id)


@require_POST
@requires(Permission.DRAFT)
def refuse(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Keep the chemin as it is."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    given = request.POST
    try:
        simplifying.refuse(
            pathway, given.get("subject", ""), reason=given.get("reason", ""), by=acting(request)
        )
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("pathways:simplify", pathway.id)


@require_POST
@requires(Permission.DRAFT)
def reconsider(request: HttpRequest, pathway_id: UUID, answer_id: UUID) -> HttpResponse:
    """Look at a refused proposal again."""
    pathway = get_pathway(request, pathway_id, Permission.DRAFT)
    answer = get_object_or_404(pathway.answers.select_related("pathway__change"), id=answer_id)
    try:
        simplifying.reconsider(answer, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{reverse('pathways:simplify', args=[pathway.id])}#propositions")
