"""From a word to what it led to: regroupement, croisements, urgences (architecture, principle 2)."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.rooms.traces import Trace

SAID_OF_FIGURES = {
    Relation.CONFIRMS: "Comparée aux chiffres du territoire : ils disent la même chose.",
    Relation.CONTRADICTS: "Comparée aux chiffres du territoire : ils disent autre chose.",
    Relation.FIGURES_BLIND: "Aucun chiffre n’en parle : votre parole le fait voir.",
    Relation.NUANCE: "Comparée aux chiffres du territoire : elle les nuance.",
}
"""A croisement for whoever said the word: the relation alone, never the team's working analysis."""


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
        found[word] = [Trace("Regroupement", cluster.title, address, 1, said=_cluster_said(cluster))]
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
            said=SAID_OF_FIGURES.get(Relation(reading.relation), ""),
        )
        for reading in readings
    ]
    urgencies: dict[UUID, SocialUrgency] = {
        urgency.id: urgency for reading in readings for urgency in reading.urgencies.all()
    }
    return crossed + [
        Trace(
            "Urgence",
            urgency.title,
            reverse("diagnosis:urgency", args=[slug, urgency.id]),
            3,
            said=_urgency_said(urgency),
        )
        for urgency in urgencies.values()
    ]


def _cluster_said(cluster: Cluster) -> str:
    if not cluster.is_validated:
        return "L’équipe est en train de la rapprocher d’autres paroles."
    return f"Rapprochée d’autres paroles, sous le titre « {cluster.title} »."


def _urgency_said(urgency: SocialUrgency) -> str:
    reason = f" Voici pourquoi : {urgency.reason}" if urgency.reason else ""
    match urgency.status:
        case UrgencyStatus.RETAINED:
            return f"Retenue dans l’urgence « {urgency.title} ».{reason}"
        case UrgencyStatus.PARKED:
            return f"L’urgence « {urgency.title} » est mise en attente.{reason}"
        case UrgencyStatus.OUT_OF_SCOPE:
            return f"L’urgence « {urgency.title} » est hors du champ de la convention.{reason}"
        case UrgencyStatus.MERGED:
            return f"L’urgence « {urgency.title} » a rejoint une autre urgence.{reason}"
        case _:
            return "Elle nourrit une urgence qui n’est pas encore décidée."
