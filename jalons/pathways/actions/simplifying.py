"""The afternoon: proposals of simplification, accepted or refused by somebody, and undone at will."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal.actions import record
from jalons.pathways import queries
from jalons.pathways.actions import links, nodes
from jalons.pathways.actions.moves import publish_change, short
from jalons.pathways.models import Link, PathNode, Pathway, SimplificationAnswer
from jalons.pathways.queries.simplifying import Offer

GONE = "Cette proposition ne vaut plus : le chemin a changé depuis. Relisez la liste, elle est à jour."


@transaction.atomic
def accept(pathway: Pathway, subject: str, *, by: Actor, now: datetime | None = None) -> SimplificationAnswer:
    """Make the move that was proposed. Raises DomainError when the chemin changed meanwhile."""
    Pathway.objects.select_for_update().get(pk=pathway.pk)
    offer = _offer(pathway, subject)
    move = _MOVES.get(offer.code)
    if move is None or offer.needs_words:
        raise DomainError("Ici il faut vos mots : suivez le lien de la proposition.")
    move(pathway, offer, by, now)
    return _answer(pathway, offer, by, now, is_accepted=True)


@transaction.atomic
def refuse(
    pathway: Pathway, subject: str, *, by: Actor, reason: str = "", now: datetime | None = None
) -> SimplificationAnswer:
    """Keep the chemin as it is: the same is not proposed again until somebody asks for it."""
    offer = _offer(pathway, subject)
    answer = _answer(pathway, offer, by, now, is_accepted=False, reason=reason)
    _note(pathway, "simplification.refused", answer, by, now)
    publish_change(pathway)
    return answer


@transaction.atomic
def reconsider(answer: SimplificationAnswer, *, by: Actor, now: datetime | None = None) -> None:
    """Put a refused proposal back on the list."""
    if answer.is_accepted:
        raise DomainError("Cette proposition a été acceptée : annulez plutôt le geste.")
    pathway = answer.pathway
    _note(pathway, "simplification.reconsidered", answer, by, now)
    answer.delete()
    publish_change(pathway)


def _offer(pathway: Pathway, subject: str) -> Offer:
    offers = queries.offers_for(pathway).waiting
    found = next((offer for offer in offers if offer.subject == subject), None)
    if found is None:
        raise DomainError(GONE)
    return found


def _answer(
    pathway: Pathway,
    offer: Offer,
    by: Actor,
    now: datetime | None,
    *,
    is_accepted: bool,
    reason: str = "",
) -> SimplificationAnswer:
    return SimplificationAnswer.objects.create(
        pathway=pathway,
        subject=offer.subject,
        message=offer.message,
        is_accepted=is_accepted,
        reason=reason.strip(),
        answered_at=now or clock.now(),
        answered_by=by.label,
        edit=queries.last_edit(pathway) if is_accepted else None,
    )


def _note(pathway: Pathway, verb: str, answer: SimplificationAnswer, by: Actor, now: datetime | None) -> None:
    title = short(pathway.change.title)
    record(
        verb,
        by=by,
        scope=pathway.scope(),
        on=pathway.id,
        label=title,
        now=now,
        message=short(answer.message),
    )


def _merge(pathway: Pathway, offer: Offer, by: Actor, now: datetime | None) -> None:
    kept, absorbed = (PathNode.objects.get(id=key) for key in offer.nodes)
    nodes.merge(pathway, kept, absorbed, text=kept.text, by=by, now=now)


def _cut(pathway: Pathway, offer: Offer, by: Actor, now: datetime | None) -> None:
    source, target = (UUID(end) for end in offer.links[0])
    row = Link.objects.select_related("source", "target", "pathway__change__initiative__mission")
    links.cut(row.get(pathway=pathway, source=source, target=target), by=by, now=now)


def _pass_over(pathway: Pathway, offer: Offer, by: Actor, now: datetime | None) -> None:
    nodes.pass_over(pathway, PathNode.objects.get(id=offer.nodes[0]), by=by, now=now)


def _remove(pathway: Pathway, offer: Offer, by: Actor, now: datetime | None) -> None:
    nodes.remove(pathway, PathNode.objects.get(id=offer.nodes[0]), by=by, now=now)


_MOVES: dict[str, Callable[[Pathway, Offer, Actor, datetime | None], None]] = {
    "double": _merge,
    "implied_link": _cut,
    "loop": _cut,
    "empty_step": _pass_over,
    "orphan": _remove,
    "action_without_change": _remove,
}
