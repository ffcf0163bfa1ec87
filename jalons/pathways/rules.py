"""What a chemin accepts while people draw it (domain.md §2.8). Plain functions on codes."""

from jalons.pathways.enums import LinkKind, NodeKind

_CONTEXT = {NodeKind.CONTEXT_FAVOURABLE, NodeKind.CONTEXT_UNFAVOURABLE}
_CHANGES = {NodeKind.CHANGE, NodeKind.INTERMEDIATE}
_MAY_LEAD_TO: dict[str, set[str]] = {
    NodeKind.INTERMEDIATE: {*_CHANGES},
    NodeKind.ACTION: {*_CHANGES, NodeKind.CONDITION},
    NodeKind.CONDITION: {*_CHANGES, NodeKind.CONDITION, NodeKind.ACTION},
    NodeKind.CONTEXT_FAVOURABLE: {*_CHANGES, NodeKind.CONDITION, NodeKind.ACTION},
    NodeKind.CONTEXT_UNFAVOURABLE: {*_CHANGES, NodeKind.CONDITION, NodeKind.ACTION},
}


def link_kind(source: str, target: str) -> LinkKind | None:
    """What an arrow from one kind of element to another is; None when there is no such arrow."""
    if target not in _MAY_LEAD_TO.get(source, set()):
        return None
    if source == NodeKind.ACTION:
        return LinkKind.CONTRIBUTION
    return LinkKind.HYPOTHESIS if source == NodeKind.INTERMEDIATE else LinkKind.CONDITION


def kinds_before(target: str) -> list[NodeKind]:
    """The kinds of elements that may stand before this one, in the order people think of them."""
    order = [
        NodeKind.INTERMEDIATE,
        NodeKind.ACTION,
        NodeKind.CONDITION,
        NodeKind.CONTEXT_FAVOURABLE,
        NodeKind.CONTEXT_UNFAVOURABLE,
    ]
    return [kind for kind in order if link_kind(kind, target)]


def may_merge(one: str, two: str) -> bool:
    """Two elements of the same kind may be one; a lasting change is merged in its own area only."""
    return one == two and one != NodeKind.CHANGE
