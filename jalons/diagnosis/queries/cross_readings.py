"""Croisements: facts on one side, regroupements on the other, and what is not crossed yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import Cluster, CrossReading
from jalons.diagnosis.queries.wall import clusters_with_counts
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from jalons.rooms.models import Contribution


def cross_readings_of(initiative: Initiative, relation: Relation | None = None) -> QuerySet[CrossReading]:
    """Croisements of the démarche in their chosen order, both sides at hand; constant queries."""
    found = CrossReading.objects.filter(initiative=initiative)
    if relation:
        found = found.filter(relation=relation)
    return found.prefetch_related(
        "facts", Prefetch("clusters", queryset=clusters_with_counts(initiative))
    ).annotate(urgency_count=Count("urgencies", distinct=True))


def relation_counts(initiative: Initiative) -> list[tuple[Relation, int]]:
    """How many croisements of each relation, in the order of the method, zeros included."""
    counted = dict(
        CrossReading.objects.filter(initiative=initiative)
        .order_by("relation")
        .values_list("relation")
        .annotate(count=Count("id"))
    )
    return [(relation, counted.get(relation.value, 0)) for relation in Relation]


@dataclass(frozen=True, slots=True)
class Uncrossed:
    """Retained facts and regroupements that no croisement uses yet."""

    facts: list[SalientFact]
    clusters: list[Cluster]


def retained_facts(initiative: Initiative) -> QuerySet[SalientFact]:
    return SalientFact.objects.filter(initiative=initiative, status=FactStatus.RETAINED)


def uncrossed(initiative: Initiative) -> Uncrossed:
    """What nobody has read in the light of the other side."""
    current = CrossReading.objects.filter(initiative=initiative)
    return Uncrossed(
        facts=list(retained_facts(initiative).exclude(cross_readings__in=current)),
        clusters=list(clusters_with_counts(initiative).exclude(cross_readings__in=current)),
    )


def cards_of_cross_readings(cross_readings: Iterable[CrossReading]) -> QuerySet[Contribution]:
    """The very cards behind these croisements, through their regroupements."""
    return (
        Contribution.objects.filter(
            cluster_membership__cluster__cross_readings__in=list(cross_readings),
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("table", "cluster_membership__cluster")
        .distinct()
        .order_by("number")
    )


def first_words(clusters: Iterable[Cluster]) -> dict[UUID, Contribution]:
    """One verbatim a regroupement, to hear it: the shortest that still says a full thing; one query."""
    chosen: dict[UUID, Contribution] = {}
    said = Contribution.objects.filter(
        cluster_membership__cluster__in=list(clusters), masked_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("cluster_membership")
    for card in said.order_by("number"):
        cluster_id = card.cluster_membership.cluster_id
        held = chosen.get(cluster_id)
        if held is None or _hearing(card.text) < _hearing(held.text):
            chosen[cluster_id] = card
    return chosen


GOOD_LENGTH = 90


def _hearing(text: str) -> int:
    return abs(len(text) - GOOD_LENGTH)


@dataclass(frozen=True, slots=True)
class Voice:
    """A regroupement with one of its verbatims, to hear it."""

    cluster: Cluster
    verbatim: Contribution | None

    @property
    def cards(self) -> int:
        """How many cards it holds, as `clusters_with_counts` counted them."""
        return int(getattr(self.cluster, "cards", 0))


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A croisement as the page draws it: facts, relation, voices."""

    reading: CrossReading
    relation: Relation
    facts: list[SalientFact]
    voices: list[Voice]


def voices_of(clusters: Iterable[Cluster]) -> list[Voice]:
    """Each regroupement with the verbatim chosen to hear it; one query."""
    listed = list(clusters)
    words = first_words(listed)
    return [Voice(cluster, words.get(cluster.id)) for cluster in listed]


def reading_rows(initiative: Initiative, relation: Relation | None = None) -> list[ReadingRow]:
    """Croisements with their facts and voices; constant queries."""
    readings = list(cross_readings_of(initiative, relation))
    words = first_words({cluster for reading in readings for cluster in reading.clusters.all()})
    return [
        ReadingRow(
            reading,
            Relation(reading.relation),
            list(reading.facts.all()),
            [Voice(cluster, words.get(cluster.id)) for cluster in reading.clusters.all()],
        )
        for reading in readings
    ]
