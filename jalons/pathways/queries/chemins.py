"""Chemins: their content, their checklist, their versions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from jalons.changes.models import LastingChange
from jalons.changes.queries import steered_changes
from jalons.initiatives.models import Initiative
from jalons.pathways import content as plain
from jalons.pathways import phrases
from jalons.pathways.content import Branch, Content
from jalons.pathways.enums import NodeKind
from jalons.pathways.graph import Check, checklist
from jalons.pathways.models import Link, Pathway, PathwayEdit, PathwayVersion, Placement


@dataclass(slots=True)
class Chemin:
    """A chemin ready to be shown: its data, its list, its checklist."""

    content: Content
    checks: list[Check]
    root: Branch | None
    adrift: list[Branch]

    @property
    def is_sound(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def missing(self) -> int:
        return sum(not check.holds for check in self.checks)


@dataclass(slots=True)
class CheminCard:
    """One validated change on the list of chemins; `chemin` is None until its chemin is opened."""

    change: LastingChange
    pathway: Pathway | None
    chemin: Chemin | None
    counts: dict[str, int] = field(default_factory=dict)
    version_count: int = 0


@dataclass(frozen=True, slots=True)
class LearnedLink:
    """A hypothesis, or a contribution that taught something, with its mark, for a page of pilotage."""

    link: Link
    tone: str
    mark: str

    @property
    def source_text(self) -> str:
        return self.link.source.text

    @property
    def target_text(self) -> str:
        return self.link.target.text

    @property
    def said(self) -> str:
        """In words: « Si…, alors… »; for an action, what it was to serve."""
        source, target = self.link.source, self.link.target
        if not source.is_a_change:
            return f"{source.text} : sa contribution à «\u202f{phrases.inside(target.text)}\u202f»"
        return phrases.whole(source.text, target.text, "", then=self.link.then)


def validated_changes(initiative: Initiative) -> list[LastingChange]:
    """The changes that the signatories validated, in their order; even while another version is asked."""
    return steered_changes(initiative)


def pathways_of(initiative: Initiative) -> list[Pathway]:
    """The chemins of the validated changes, in their order."""
    changes = validated_changes(initiative)
    rows = Pathway.objects.filter(change__in=changes).select_related("change__initiative")
    found = {pathway.change_id: pathway for pathway in rows}
    return [found[change.id] for change in changes if change.id in found]


def contents_of(pathways: Iterable[Pathway]) -> dict[UUID, Content]:
    """The content of several chemins, in two queries."""
    wanted = {pathway.id: pathway for pathway in pathways}
    placements: dict[UUID, list[Placement]] = {key: [] for key in wanted}
    links: dict[UUID, list[Link]] = {key: [] for key in wanted}
    rows = (
        Placement.objects.filter(pathway__in=wanted)
        .select_related("node__sheet__pilot_organisation")
        .annotate(words=Count("node__contributions", distinct=True))
    )
    for placement in rows:
        placements[placement.pathway_id].append(placement)
    for link in Link.objects.filter(pathway__in=wanted):
        links[link.pathway_id].append(link)
    return {key: _content(pathway, placements[key], links[key]) for key, pathway in wanted.items()}


def _content(pathway: Pathway, placements: list[Placement], links: list[Link]) -> Content:
    known = [p for p in placements if p.position]
    return {
        "title": pathway.change.title,
        "statement": pathway.change.statement,
        "starting": pathway.change.starting_situation,
        "nodes": [_node(pathway, placement) for placement in placements],
        "links": [_link(link) for link in links],
        "order": [str(p.node_id) for p in sorted(known, key=lambda p: p.position)],
    }


def _node(pathway: Pathway, placement: Placement) -> dict[str, object]:
    node = placement.node
    sheet = getattr(node, "sheet", None) if node.kind == NodeKind.ACTION else None
    note = ", ".join(part for part in (sheet.pilot_name, sheet.calendar) if part) if sheet else ""
    is_goal = node.kind == NodeKind.CHANGE
    return {
        "id": str(node.id),
        "kind": node.kind,
        "kind_label": node.get_kind_display(),
        "text": (pathway.change.statement or pathway.change.title) if is_goal else node.text,
        "note": note or node.note,
        "state": node.get_state_display() if node.state else "",
        "words": getattr(placement, "words", 0),
        "sheet": str(sheet.id) if sheet else "",
    }


def _link(link: Link) -> dict[str, object]:
    return {
        "id": str(link.id),
        "source": str(link.source_id),
        "target": str(link.target_id),
        "kind": link.kind,
        "then": link.then,
        "because": link.because,
        "confidence": link.confidence,
        "evidence": link.evidence,
        "strength_label": link.get_strength_display() if link.strength else "",
        "tone": link.tone,
        "mark": link.mark,
        "status_reason": link.status_reason,
        "version": link.version,
    }


def chemin_of(content: Content) -> Chemin:
    """Ready to be shown, from today's content or from that of a version."""
    root, adrift = plain.outline(content)
    return Chemin(content, checklist(plain.graph_of(content)), root, adrift)


def as_it_stands(pathway: Pathway) -> Chemin:
    """The chemin of today; two queries."""
    return chemin_of(contents_of([pathway])[pathway.id])


def current_version(pathway: Pathway) -> PathwayVersion | None:
    """The last frozen version, if any."""
    return pathway.versions.order_by("number").last()


def last_edit(pathway: Pathway) -> PathwayEdit | None:
    """The last move that may be undone; none on a frozen chemin."""
    if not pathway.is_open:
        return None
    return pathway.edits.filter(undone_at__isnull=True).order_by("made_at", "id").last()


def chemin_cards(initiative: Initiative) -> list[CheminCard]:
    """One card a validated change; a constant number of queries."""
    changes = validated_changes(initiative)
    rows = Pathway.objects.filter(change__in=changes).select_related("change__initiative")
    pathways = {pathway.change_id: pathway for pathway in rows}
    contents = contents_of(pathways.values())
    versions: dict[UUID, int] = {}
    numbers = PathwayVersion.objects.filter(pathway__in=pathways.values())
    for pathway_id in numbers.values_list("pathway", flat=True):
        versions[pathway_id] = versions.get(pathway_id, 0) + 1
    return [_card(change, pathways.get(change.id), contents, versions) for change in changes]


def _card(
    change: LastingChange, pathway: Pathway | None, contents: dict[UUID, Content], versions: dict[UUID, int]
) -> CheminCard:
    if pathway is None:
        return CheminCard(change, None, None)
    chemin = chemin_of(contents[pathway.id])
    counts: dict[str, int] = {}
    for node in chemin.content["nodes"]:
        kind = "context" if node["kind"].startswith("context") else node["kind"]
        counts[kind] = counts.get(kind, 0) + 1
    return CheminCard(change, pathway, chemin, counts, versions.get(pathway.id, 0))


def learned_links(changes: Iterable[LastingChange]) -> dict[UUID, list[LearnedLink]]:
    """The hypotheses of each change's chemin with their mark; one query."""
    wanted = [change.id for change in changes]
    found: dict[UUID, list[LearnedLink]] = {key: [] for key in wanted}
    rows = Link.objects.filter(pathway__change__in=wanted).select_related("source", "target", "pathway")
    for link in rows:
        if link.source.is_a_change or link.tone != "unsaid":
            found[link.pathway.change_id].append(LearnedLink(link, link.tone, link.mark))
    return found
