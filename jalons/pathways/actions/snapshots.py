"""A chemin as rows, to put it back exactly as it stood."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway, Placement
from jalons.rooms.models import Contribution

Snapshot = dict[str, Any]
_LINK_FIELDS = (
    "kind",
    "then",
    "because",
    "confidence",
    "evidence",
    "status",
    "status_reason",
    "strength",
    "version",
)
_NODE_FIELDS = ("kind", "text", "who", "horizon", "state")


def take(pathway: Pathway) -> Snapshot:
    """Everything that a move may change, as JSON."""
    placements = list(
        pathway.placements.select_related("node__sheet").prefetch_related("node__contributions")
    )
    return {
        "status": pathway.status,
        "placements": [
            {
                "id": str(p.id),
                "node": str(p.node_id),
                "position": p.position,
                "since": p.created_at.isoformat(),
            }
            for p in placements
        ],
        "nodes": {str(p.node_id): _node(p.node) for p in placements},
        "links": [_link(link) for link in pathway.links.all()],
    }


def _node(node: PathNode) -> dict[str, Any]:
    sheet: ActionSheet | None = getattr(node, "sheet", None)
    return {name: getattr(node, name) for name in _NODE_FIELDS} | {
        "merged_into": str(node.merged_into_id) if node.merged_into_id else None,
        "contributions": sorted(str(card.id) for card in node.contributions.all()),
        "off_path": [sheet.is_off_path, sheet.off_path_reason] if sheet else None,
    }


def _link(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in _LINK_FIELDS} | {
        "id": str(link.id),
        "source": str(link.source_id),
        "target": str(link.target_id),
        "since": link.created_at.isoformat(),
    }


def put_back(pathway: Pathway, snapshot: Snapshot, *, made_at: datetime) -> None:
    """Make the chemin what it was. Elements born of the move and standing nowhere else disappear."""
    kept_nodes = {UUID(item["node"]) for item in snapshot["placements"]}
    kept_links = {UUID(item["id"]) for item in snapshot["links"]}
    pathway.links.exclude(id__in=kept_links).delete()
    newcomers = list(pathway.placements.exclude(node__in=kept_nodes).values_list("node_id", flat=True))
    pathway.placements.exclude(node__in=kept_nodes).delete()
    born = PathNode.objects.filter(id__in=newcomers, created_at__gte=made_at, placements__isnull=True)
    born.delete()
    for key, item in snapshot["nodes"].items():
        _put_back_node(UUID(key), item)
    for item in snapshot["placements"]:
        _put_back_placement(pathway, item)
    for item in snapshot["links"]:
        _put_back_link(pathway, item)
    pathway.status = snapshot["status"]
    pathway.save(update_fields=["status", "updated_at"])


def _put_back_node(node_id: UUID, item: dict[str, Any]) -> None:
    node = PathNode.objects.get(id=node_id)
    for name in _NODE_FIELDS:
        setattr(node, name, item[name])
    node.merged_into_id = UUID(item["merged_into"]) if item["merged_into"] else None
    node.save()
    node.contributions.set(Contribution.objects.filter(id__in=item["contributions"]))
    if item["off_path"] is not None:
        is_off_path, reason = item["off_path"]
        ActionSheet.objects.filter(node=node).update(is_off_path=is_off_path, off_path_reason=reason)


def _put_back_placement(pathway: Pathway, item: dict[str, Any]) -> None:
    row = Placement.objects.filter(id=UUID(item["id"]))
    if not row.update(position=item["position"]):
        Placement.objects.create(
            id=UUID(item["id"]), pathway=pathway, node_id=UUID(item["node"]), position=item["position"]
        )
        row.update(created_at=datetime.fromisoformat(item["since"]))  # order is part of what stood


def _put_back_link(pathway: Pathway, item: dict[str, Any]) -> None:
    ends = {"source_id": UUID(item["source"]), "target_id": UUID(item["target"])}
    fields = {name: item[name] for name in _LINK_FIELDS} | ends
    row = Link.objects.filter(id=UUID(item["id"]))
    if not row.update(**fields):
        Link.objects.create(id=UUID(item["id"]), pathway=pathway, **fields)
        row.update(created_at=datetime.fromisoformat(item["since"]))
