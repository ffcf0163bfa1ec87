"""From a change to the very words that led to it, and back (architecture, principle 2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q

from jalons.changes.enums import ChangeStatus
from jalons.changes.models import IdealFuture, LastingChange
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.indicators.models import SalientFact
from jalons.rooms.models import Contribution
from jalons.rooms.traces import Trace


@dataclass(frozen=True, slots=True)
class ClusterSource:
    cluster: Cluster
    cards: Sequence[Contribution]


@dataclass(frozen=True, slots=True)
class CrossReadingSource:
    cross_reading: CrossReading
    facts: Sequence[SalientFact]
    clusters: Sequence[ClusterSource]


@dataclass(frozen=True, slots=True)
class UrgencySource:
    urgency: SocialUrgency
    cross_readings: Sequence[CrossReadingSource]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everything that led to a change: urgency → croisement → regroupement → cards, and fragments."""

    urgencies: Sequence[UrgencySource]
    fragments: Sequence[Contribution]
    merged: Sequence[LastingChange]

    @property
    def cards(self) -> list[Contribution]:
        """The very cards, each once, in their order."""
        found = {
            card.id: card
            for urgency in self.urgencies
            for reading in urgency.cross_readings
            for cluster in reading.clusters
            for card in cluster.cards
        }
        return sorted(found.values(), key=lambda card: card.number)


def sources_of(change: LastingChange) -> Lineage:
    """The whole lineage of a change, in a constant number of queries. Masked words are left out."""
    members = ClusterMember.objects.filter(
        contribution__masked_at__isnull=True, contribution__withdrawn_at__isnull=True
    ).select_related("contribution__table")
    clusters = Cluster.objects.prefetch_related(Prefetch("members", queryset=members, to_attr="shown"))
    readings = CrossReading.objects.prefetch_related("facts", Prefetch("clusters", queryset=clusters))
    urgencies = change.urgencies.prefetch_related(Prefetch("cross_readings", queryset=readings))
    fragments = change.fragments.filter(masked_at__isnull=True, withdrawn_at__isnull=True)
    return Lineage(
        urgencies=[
            UrgencySource(urgency, [_reading(reading) for reading in urgency.cross_readings.all()])
            for urgency in urgencies
        ],
        fragments=list(fragments.select_related("table").order_by("number")),
        merged=list(change.merged_from.all()),
    )


def _reading(reading: CrossReading) -> CrossReadingSource:
    sources = [
        ClusterSource(
            cluster,
            sorted((m.contribution for m in cluster.shown), key=lambda c: c.number),  # type: ignore[attr-defined]
        )
        for cluster in reading.clusters.all()
    ]
    return CrossReadingSource(reading, list(reading.facts.all()), sources)


def changes_from(words: Collection[UUID]) -> dict[UUID, list[LastingChange]]:
    """The way back: by word, the changes that it led to, through urgencies or as a fragment; two queries."""
    found: dict[UUID, dict[UUID, LastingChange]] = {}
    living = LastingChange.objects.exclude(status=ChangeStatus.ABANDONED)
    paths = (
        "fragments",
        "urgencies__cross_readings__clusters__members__contribution",
    )
    pairs: set[tuple[UUID, UUID]] = set()
    for path in paths:
        # a croisement put aside leads nowhere any more
        current = Q(urgencies__cross_readings__in=CrossReading.objects.all()) if path != "fragments" else Q()
        pairs |= set(living.filter(Q(**{f"{path}__in": list(words)}) & current).values_list(path, "id"))
    rows = {c.id: c for c in living.filter(id__in={change for _, change in pairs})}
    for word, change_id in pairs:
        if word in words and change_id in rows:
            found.setdefault(word, {})[change_id] = rows[change_id]
    return {word: sorted(c.values(), key=lambda x: x.position) for word, c in found.items()}


def trace_words(words: Collection[UUID]) -> dict[UUID, list[Trace]]:
    """For `rooms.traces`: the changes and the futur idéal that words led to."""
    traces: dict[UUID, list[Trace]] = {}
    for word, changes in changes_from(words).items():
        traces[word] = [
            Trace("Changement", c.title, c.get_absolute_url(), rank=4, said=_change_said(c)) for c in changes
        ]
    ideals = IdealFuture.objects.filter(fragments__in=list(words)).select_related("initiative")
    for ideal in ideals.prefetch_related("fragments").distinct():
        for fragment in ideal.fragments.all():
            if fragment.id in words:
                label = "le texte adopté" if ideal.adopted_text else "le projet de texte"
                said = f"Elle a nourri {label} du futur idéal de ce territoire."
                traces.setdefault(fragment.id, []).append(
                    Trace("Futur idéal", label, ideal.get_absolute_url(), rank=4, said=said)
                )
    return traces


def _change_said(change: LastingChange) -> str:
    """For whoever said the word: the words of a change only once it was validated or retained."""
    match change.status:
        case ChangeStatus.VALIDATED:
            return f"Devenue, avec d’autres, un changement validé par les collectivités : « {change.title} »."
        case ChangeStatus.RETAINED:
            return f"Retenue dans le changement « {change.title} », que les collectivités doivent valider."
        case _:
            return "Elle nourrit un changement encore en cours d’écriture."
