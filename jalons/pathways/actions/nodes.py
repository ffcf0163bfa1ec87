"""Elements: adding before another, rewriting, placing elsewhere, merging, taking off."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.pathways import rules
from jalons.pathways.actions.moves import moving, note, short
from jalons.pathways.enums import ConditionState, LinkKind, NodeKind
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway, Placement
from jalons.rooms.models import Contribution

CHANGED_MEANWHILE = (
    "Quelqu’un a réécrit cet élément pendant que vous écriviez. Rien n’a été écrasé : relisez le texte "
    "actuel, puis enregistrez de nouveau si vous le souhaitez."
)
_NOUNS = {
    NodeKind.INTERMEDIATE: "le changement intermédiaire",
    NodeKind.CONDITION: "la condition",
    NodeKind.CONTEXT_FAVOURABLE: "le facteur favorable",
    NodeKind.CONTEXT_UNFAVOURABLE: "le facteur défavorable",
    NodeKind.ACTION: "l’action",
}


@transaction.atomic
def add(
    pathway: Pathway,
    *,
    kind: NodeKind,
    text: str,
    before: PathNode,
    by: Actor,
    who: str = "",
    horizon: str = "",
    because: str = "",
    then: str = "",
    strength: str = "",
    cards: Collection[Contribution] = (),
    now: datetime | None = None,
) -> PathNode:
    """Place a new element before another: « pour que…, il faut que… ». Raises DomainError.

    `cards` are the words it comes from; `because` and `strength` go on the link between the two.
    """
    text = text.strip()
    if not text:
        raise DomainError("Écrivez cet élément en une phrase.", field="text")
    arrow = rules.link_kind(kind, before.kind)
    if arrow is None:
        raise DomainError("Cet élément ne peut pas se placer là : choisissez un autre endroit.")
    _check_placed(pathway, before)
    with moving(pathway, sentence=f"{_NOUNS[kind]} « {short(text)} » ajouté", by=by, now=now) as move:
        node = PathNode.objects.create(
            initiative=pathway.change.initiative,
            kind=kind,
            text=text,
            who=who.strip(),
            horizon=horizon.strip(),
            state=ConditionState.AWAITED if kind == NodeKind.CONDITION else "",
        )
        if kind == NodeKind.ACTION:
            ActionSheet.objects.create(node=node, pilot=who.strip()[:160], calendar=horizon.strip())
        node.contributions.set(cards)
        Placement.objects.create(pathway=pathway, node=node)
        Link.objects.create(
            pathway=pathway,
            source=node,
            target=before,
            kind=arrow,
            because=because.strip(),
            then=then.strip(),
            strength=strength if arrow == LinkKind.CONTRIBUTION else "",
        )
        note(move, "path_node.added", on=node.id, label=text)
    return node


@transaction.atomic
def edit(
    pathway: Pathway,
    node: PathNode,
    *,
    text: str,
    by: Actor,
    who: str = "",
    horizon: str = "",
    state: str = "",
    seen_at: datetime | None = None,
    now: datetime | None = None,
) -> PathNode:
    """Rewrite an element, here and in every chemin where it stands.

    `seen_at`: when the writer's page was drawn; a later change by somebody else is not overwritten.
    """
    if node.kind == NodeKind.CHANGE:
        raise DomainError(
            "Le changement durable se réécrit dans la page des changements, avec sa validation."
        )
    text = text.strip()
    if not text:
        raise DomainError("Écrivez cet élément en une phrase.", field="text")
    _check_placed(pathway, node)
    locked = PathNode.objects.select_for_update().get(pk=node.pk)
    if seen_at is not None and locked.updated_at > seen_at:
        raise DomainError(CHANGED_MEANWHILE)
    with moving(pathway, sentence=f"« {short(locked.text)} » réécrit", by=by, now=now) as move:
        locked.text, locked.who, locked.horizon = text, who.strip(), horizon.strip()
        locked.state = state if node.kind == NodeKind.CONDITION else ""
        locked.save()
        note(move, "path_node.edited", on=locked.id, label=text)
    return locked


@transaction.atomic
def remove(pathway: Pathway, node: PathNode, *, by: Actor, now: datetime | None = None) -> None:
    """Take an element off this chemin, with its links. It keeps its words; undo puts it back.

    An action that stands nowhere any more is kept « hors chemin » (rule 22).
    """
    if node.kind == NodeKind.CHANGE:
        raise DomainError("Le changement durable est le bout du chemin : il ne se retire pas.")
    _check_placed(pathway, node)
    with moving(pathway, sentence=f"« {short(node.text)} » retiré", by=by, now=now) as move:
        Link.objects.filter(pathway=pathway, source=node).delete()
        Link.objects.filter(pathway=pathway, target=node).delete()
        Placement.objects.filter(pathway=pathway, node=node).delete()
        if node.kind == NodeKind.ACTION and not node.placements.exists():
            reason = f"Retirée du chemin « {pathway.change.title} »."
            ActionSheet.objects.filter(node=node).update(is_off_path=True, off_path_reason=reason)
        note(move, "path_node.removed", on=node.id, label=node.text)


@transaction.atomic
def place(
    pathway: Pathway,
    node: PathNode,
    *,
    before: PathNode,
    by: Actor,
    because: str = "",
    strength: str = "",
    now: datetime | None = None,
) -> Link:
    """Place here an element that stands elsewhere or was put aside: one more place for one meaning."""
    if node.initiative_id != pathway.change.initiative_id or node.merged_into_id:
        raise DomainError("Cet élément n’existe plus ici : choisissez-en un autre.")
    arrow = rules.link_kind(node.kind, before.kind)
    if arrow is None or node.pk == before.pk:
        raise DomainError("Cet élément ne peut pas se placer là : choisissez un autre endroit.")
    _check_placed(pathway, before)
    if Link.objects.filter(pathway=pathway, source=node, target=before).exists():
        raise DomainError("Ces deux éléments sont déjà reliés.")
    with moving(pathway, sentence=f"« {short(node.text)} » placé", by=by, now=now) as move:
        Placement.objects.get_or_create(pathway=pathway, node=node)
        link = Link.objects.create(
            pathway=pathway,
            source=node,
            target=before,
            kind=arrow,
            because=because.strip(),
            strength=strength if arrow == LinkKind.CONTRIBUTION else "",
        )
        ActionSheet.objects.filter(node=node).update(is_off_path=False, off_path_reason="")
        note(move, "path_node.placed", on=node.id, label=node.text)
    return link


@transaction.atomic
def attach_words(
    pathway: Pathway,
    node: PathNode,
    *,
    cards: Collection[Contribution],
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say that these words stand behind an element that is already there."""
    _check_placed(pathway, node)
    if not cards:
        raise DomainError("Choisissez au moins une parole.")
    with moving(pathway, sentence=f"paroles rattachées à « {short(node.text)} »", by=by, now=now) as move:
        node.contributions.add(*cards)
        note(move, "path_node.sourced", on=node.id, label=node.text)


@transaction.atomic
def merge(
    pathway: Pathway, kept: PathNode, absorbed: PathNode, *, text: str, by: Actor, now: datetime | None = None
) -> PathNode:
    """Make one element of two that say the same thing: links and words of both are kept.

    When the other one also stands in another chemin, it stays there as it is.
    """
    if kept.pk == absorbed.pk or not rules.may_merge(kept.kind, absorbed.kind):
        raise DomainError("Seuls deux éléments de même type peuvent n’en faire qu’un.")
    _check_placed(pathway, kept)
    _check_placed(pathway, absorbed)
    text = text.strip() or kept.text
    with moving(
        pathway, sentence=f"« {short(absorbed.text)} » fondu dans « {short(kept.text)} »", by=by, now=now
    ) as move:
        kept.contributions.add(*absorbed.contributions.all())
        _take_over_links(pathway, kept, absorbed)
        Placement.objects.filter(pathway=pathway, node=absorbed).delete()
        if not absorbed.placements.exists():
            absorbed.merged_into = kept
            absorbed.save(update_fields=["merged_into", "updated_at"])
        kept.text = text
        kept.save()
        note(move, "path_node.merged", on=kept.id, label=text)
    return kept


@transaction.atomic
def pass_over(pathway: Pathway, node: PathNode, *, by: Actor, now: datetime | None = None) -> None:
    """Take an intermediate change off, and lead what came before it straight to what followed."""
    _check_placed(pathway, node)
    if node.kind != NodeKind.INTERMEDIATE:
        raise DomainError("Seule une étape intermédiaire se saute.")
    with moving(pathway, sentence=f"« {short(node.text)} » sauté", by=by, now=now) as move:
        after = list(pathway.links.filter(source=node).select_related("target"))
        for first in pathway.links.filter(target=node).select_related("source"):
            for last in after:
                _lead(pathway, first, last)
        pathway.links.filter(source=node).delete()
        pathway.links.filter(target=node).delete()
        Placement.objects.filter(pathway=pathway, node=node).delete()
        note(move, "path_node.passed_over", on=node.id, label=node.text)


def _lead(pathway: Pathway, first: Link, last: Link) -> None:
    """One link instead of two; what was said on both stays."""
    kind = rules.link_kind(first.source.kind, last.target.kind)
    if kind is None or first.source_id == last.target_id:
        return
    known = pathway.links.filter(source=first.source, target=last.target).first()
    said = [part.strip() for part in (known.because if known else "", first.because, last.because)]
    because = " ; ".join(dict.fromkeys(part for part in said if part))
    if known:
        known.because = because
        known.save()
        return
    strength = first.strength if kind == LinkKind.CONTRIBUTION else ""
    Link.objects.create(
        pathway=pathway,
        source=first.source,
        target=last.target,
        kind=kind,
        because=because,
        then=last.then,
        strength=strength,
    )


def _take_over_links(pathway: Pathway, kept: PathNode, absorbed: PathNode) -> None:
    ends: dict[tuple[UUID, UUID], Link] = {
        (link.source_id, link.target_id): link for link in pathway.links.all()
    }
    for (source, target), link in list(ends.items()):
        if absorbed.pk not in {source, target}:
            continue
        pair = (
            kept.pk if source == absorbed.pk else source,
            kept.pk if target == absorbed.pk else target,
        )
        if pair[0] == pair[1]:
            link.delete()
        elif pair in ends:
            _join(ends[pair], link)
        else:
            link.source_id, link.target_id = pair
            link.save()
            ends[pair] = link


def _join(stays: Link, goes: Link) -> None:
    """Two links become one: both « parce que » are kept when they differ."""
    for name in ("because", "then", "evidence"):
        said = [getattr(stays, name).strip(), getattr(goes, name).strip()]
        setattr(stays, name, " ; ".join(dict.fromkeys(part for part in said if part)))
    stays.strength = stays.strength or goes.strength
    goes.delete()
    stays.save()


def _check_placed(pathway: Pathway, node: PathNode) -> None:
    if not Placement.objects.filter(pathway=pathway, node=node).exists():
        raise DomainError("Cet élément n’est plus sur ce chemin : rechargez la page.")
