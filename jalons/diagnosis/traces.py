"""From a word to what it led to: regroupement, croisements, urgences (architecture, principle 2)."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import ClusterMember, CrossReading, SocialUrgency
from jalons.rooms.traces import Trace


def of_words(words: Collection[UUID]) -> dict[UUID, list[Trace]]:
    """For each word of the list, its regroupement, the croisements that cite it, their urgences.

    Three queries, whatever the number of words.
    """
    members = ClusterMember.objects.filter(contribution__in=words).select_related("cluster__initiative")
    homes = {member.contribution_id: member.cluster for member in members}
    readings = _readings({cluster.id for cluster in homes.values()})
    found: dict[UUID, list[Trace]] = {}
    for word, cluster in homes.items():
        slug = cluster.initiative.slug
        address = reverse("diagnosis:cluster", args=[slug, cluster.id])
        found[word] = [Trace("Regroupement", cluster.title, address, 1)]
        found[word] += _traces(slug, readings[cluster.id])
    return found


def _readings(clusters: set[UUID]) -> dict[UUID, list[CrossReading]]:
    by_cluster: dict[UUID, list[CrossReading]] = defaultdict(list)
    current = CrossReading.objects.filter(clusters__in=clusters).distinct()
    for reading in current.prefetch_related("clusters", "urgencies"):
        for cluster in reading.clusters.all():
            by_cluster[cluster.id].append(reading)
    return by_cluster


def _traces(slug: str, readings: list[CrossReading]) -> list[Trace]:
    page = reverse("diagnosis:cross_readings", args=[slug])
    crossed = [
        Trace(
            "Croisement",
            f"{Relation(reading.relation).label} : {reading.analysis}",
            f"{page}#x{reading.id}",
            2,
        )
        for reading in readings
    ]
    urgencies: dict[UUID, SocialUrgency] = {
        urgency.id: urgency for reading in readings for urgency in reading.urgencies.all()
    }
    return crossed + [
        Trace("Urgence", urgency.title, reverse("diagnosis:urgency", args=[slug, urgency.id]), 3)
        for urgency in urgencies.values()
    ]
