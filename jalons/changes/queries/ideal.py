"""The futur idéal and the fragments that it can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from jalons.changes.models import IdealFuture
from jalons.initiatives.models import Initiative
from jalons.rooms.models import Contribution


def ideal_future_of(initiative: Initiative) -> IdealFuture | None:
    """The futur idéal of a démarche, None while nobody began it."""
    return (
        IdealFuture.objects.select_related("initiative", "adopted_by").filter(initiative=initiative).first()
    )


def fragments_of(initiative: Initiative) -> QuerySet[Contribution]:
    """What people said in the « fragments » sequences of the tables, masked and withdrawn ones out."""
    return (
        Contribution.objects.filter(
            sequence__step__initiative=initiative,
            sequence__kind="fragments",
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("table", "sequence")
        .order_by("number")
    )


@dataclass(frozen=True, slots=True)
class FragmentGroup:
    """Fragments that say something close (a regroupement of the wall), or those of one table."""

    title: str
    fragments: Sequence[Contribution]
    is_cluster: bool

    @property
    def tables(self) -> list[int]:
        """Where their authors sat."""
        return sorted({f.table.number for f in self.fragments if f.table})


def grouped_fragments(initiative: Initiative) -> list[FragmentGroup]:
    """Every fragment once: by regroupement, then by table for those not grouped yet; one query."""
    clusters: dict[tuple[int, str], list[Contribution]] = {}
    tables: dict[int, list[Contribution]] = {}
    for fragment in fragments_of(initiative).select_related("cluster_membership__cluster"):
        member = getattr(fragment, "cluster_membership", None)
        if member is not None and member.cluster.retired_at is None:
            clusters.setdefault((member.cluster.position, member.cluster.title), []).append(fragment)
        else:
            tables.setdefault(fragment.table.number if fragment.table else 0, []).append(fragment)
    grouped = [FragmentGroup(title, rows, is_cluster=True) for (_, title), rows in sorted(clusters.items())]
    return grouped + [
        FragmentGroup(f"Table {number}" if number else "Sans table", rows, is_cluster=False)
        for number, rows in sorted(tables.items())
    ]
