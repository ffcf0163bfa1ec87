"""Fetching a chemin, an element, a link, a fiche is authorising: through its démarche, inside it only."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import authorise
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway, PathwayVersion


def get_pathway(request: HttpRequest, pathway_id: UUID, permission: Permission) -> Pathway:
    """The chemin with this id. Raises Http404 or PermissionDenied."""
    pathway = get_object_or_404(
        Pathway.objects.select_related("change__initiative__mission", "change__initiative__territory"),
        id=pathway_id,
    )
    authorise(request, pathway.scope(), permission)
    return pathway


def get_node(
    request: HttpRequest, pathway_id: UUID, node_id: UUID, permission: Permission
) -> tuple[Pathway, PathNode]:
    """An element placed on this chemin."""
    pathway = get_pathway(request, pathway_id, permission)
    return pathway, get_object_or_404(PathNode, id=node_id, placements__pathway=pathway)


def get_link(request: HttpRequest, link_id: UUID, permission: Permission) -> Link:
    """A link, with both its ends."""
    link = get_object_or_404(
        Link.objects.select_related("source", "target", "pathway__change__initiative__mission"), id=link_id
    )
    authorise(request, link.pathway.scope(), permission)
    return link


def get_version(
    request: HttpRequest, pathway_id: UUID, number: int, permission: Permission
) -> PathwayVersion:
    """A frozen version of this chemin."""
    pathway = get_pathway(request, pathway_id, permission)
    return get_object_or_404(PathwayVersion, pathway=pathway, number=number)


def get_sheet(request: HttpRequest, sheet_id: UUID, permission: Permission) -> ActionSheet:
    """A fiche action."""
    sheet = get_object_or_404(
        ActionSheet.objects.select_related("node__initiative__mission", "pilot_organisation"), id=sheet_id
    )
    authorise(request, sheet.scope(), permission)
    return sheet


def may_draft(request: HttpRequest, pathway: Pathway) -> bool:
    """Whether the person may draw, and so read what is not decided yet."""
    return may(request.user, Permission.DRAFT, pathway.scope())
