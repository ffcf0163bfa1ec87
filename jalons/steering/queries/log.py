"""The journal des changements: filtered, and counted."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jalons.initiatives.models import Initiative
from jalons.steering.enums import LogStatus
from jalons.steering.models import ChangeLogEntry


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What a reader asks to see. `change`: an id, « aucun » for notes about none, or empty."""

    change: str = ""
    sign: str = ""  # favorable | defavorable
    expected: str = ""  # attendu | inattendu
    verified: str = ""  # oui | non
    words: str = ""


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How many notes, of which kinds."""

    total: int
    negative: int
    unexpected: int
    verified: int
    one_source: int

    @property
    def is_one_sided(self) -> bool:
        """Many notes and none unfavourable: people may have looked on one side only."""
        return self.total >= 5 and self.negative == 0  # noqa: PLR2004 - a handful


_VERIFIED = [LogStatus.SUBSTANTIATED, LogStatus.PUBLISHED]


def entries_of(initiative: Initiative, wanted: LogFilter = LogFilter()) -> QuerySet[ChangeLogEntry]:
    """The notes that answer the filter, the latest first; drafts and discarded ones apart."""
    rows = (
        initiative.change_log.exclude(status__in=[LogStatus.DRAFT])
        .select_related("change", "commune")
        .annotate(answers=Count("substantiations", filter=~Q(substantiations__answer="")))
        .order_by("-observed_on", "-created_at")  # counting drops the model's own order
    )
    if wanted.change == "aucun":
        rows = rows.filter(change__isnull=True)
    elif wanted.change:
        rows = rows.filter(change_id=_uuid(wanted.change))
    if wanted.sign:
        rows = rows.filter(is_positive=wanted.sign == "favorable")
    if wanted.expected:
        rows = rows.filter(is_expected=wanted.expected == "attendu")
    if wanted.verified:
        verified = Q(status__in=_VERIFIED)
        rows = rows.filter(verified if wanted.verified == "oui" else ~verified)
    if wanted.words:
        rows = rows.filter(Q(statement__icontains=wanted.words) | Q(who_changed__icontains=wanted.words))
    return rows


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def log_counts(initiative: Initiative) -> LogCounts:
    """Counts over every note that stands; one query."""
    kept = initiative.change_log.exclude(status__in=[LogStatus.DRAFT, LogStatus.REJECTED])
    return LogCounts(
        **kept.aggregate(
            total=Count("id"),
            negative=Count("id", filter=Q(is_positive=False)),
            unexpected=Count("id", filter=Q(is_expected=False)),
            verified=Count("id", filter=Q(status__in=_VERIFIED)),
            one_source=Count("id", filter=Q(second_evidence="")),
        )
    )
