"""The proposals of the afternoon, with what people already answered."""

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from jalons.pathways import content as plain
from jalons.pathways.content import Content
from jalons.pathways.graph import Graph
from jalons.pathways.models import Pathway, SimplificationAnswer
from jalons.pathways.queries.chemins import contents_of
from jalons.pathways.simplify import Proposal, proposals

TITLES = {
    "loop": "Une boucle",
    "double": "Deux fois la même chose",
    "implied_link": "Un lien déjà dit autrement",
    "empty_step": "Une étape qui n’ajoute rien",
    "orphan": "Un élément seul",
    "action_without_change": "Une action sans changement",
    "level_jump": "Une étape sautée",
    "change_without_action": "Un changement sans action",
    "no_because": "Un lien sans « parce que »",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal as it is shown. `subject` names it; `to_say` is the page where people's words go."""

    proposal: Proposal
    subject: str
    to_say: str

    @property
    def code(self) -> str:
        return self.proposal.code

    @property
    def title(self) -> str:
        return TITLES[self.proposal.code]

    @property
    def message(self) -> str:
        return self.proposal.message

    @property
    def nodes(self) -> tuple[str, ...]:
        return self.proposal.nodes

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return self.proposal.links

    @property
    def needs_words(self) -> bool:
        return self.proposal.needs_words


@dataclass(slots=True)
class Offers:
    """What waits for an answer, and what was refused and may be looked at again."""

    content: Content
    graph: Graph
    waiting: list[Offer] = field(default_factory=list)
    refused: list[SimplificationAnswer] = field(default_factory=list)


def offers_for(pathway: Pathway) -> Offers:
    """The proposals on the chemin of today, less those that were refused; three queries."""
    content = contents_of([pathway])[pathway.id]
    graph = plain.graph_of(content, with_marks=False)
    found = Offers(content, graph)
    found.refused = list(pathway.answers.filter(is_accepted=False).order_by("-answered_at"))
    refused = {answer.subject for answer in found.refused}
    for proposal in proposals(graph):
        subject = subject_of(proposal)
        if subject not in refused:
            found.waiting.append(Offer(proposal, subject, _to_say(pathway.id, proposal, content)))
    return found


def subject_of(proposal: Proposal) -> str:
    """The name of a proposal: its kind and what it is about, whatever its words."""
    parts = [proposal.code, *proposal.nodes, *(f"{source}>{target}" for source, target in proposal.links)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:40]


def _to_say(pathway_id: UUID, proposal: Proposal, content: Content) -> str:
    """Where words are asked for: the link for its « parce que », a new element before another."""
    if not proposal.needs_words:
        return ""
    if proposal.code == "change_without_action":
        address = reverse("pathways:add", args=[pathway_id])
        return f"{address}?pour={proposal.nodes[0]}&genre=action"
    pair = proposal.links[0]
    link = next(item for item in content["links"] if (item["source"], item["target"]) == pair)
    if proposal.code == "level_jump":
        return f"{reverse('pathways:add', args=[pathway_id])}?pour={pair[1]}"
    return reverse("pathways:link", args=[link["id"]])
