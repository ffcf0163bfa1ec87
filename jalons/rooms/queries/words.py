"""Words for others: published ones, with what may be said of who spoke (rule 17)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative
from jalons.rooms.confidentiality import Disclosure, K, disclose
from jalons.rooms.enums import Channel
from jalons.rooms.models import Contribution, Sequence

_PUBLISHED = Q(masked_at__isnull=True, withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A published word. `place` is empty unless five people at least share its category and place."""

    id: UUID
    number: int
    text: str
    reworded: str
    sequence_id: UUID
    sequence: str
    step_id: UUID
    step: str
    category: str
    place: str
    table: int | None
    channel: str
    facet: str
    option_id: UUID | None
    happened_on: date
    entered_at: datetime
    is_late_entry: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many words and by which way; breakdowns hold only what may be shown."""

    total: int
    apart: int
    by_channel: dict[str, int]
    by_sequence: dict[UUID, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)


def published(initiative: Initiative) -> QuerySet[Contribution]:
    """Words of a démarche that are neither withdrawn nor put apart, in their order."""
    return (
        Contribution.objects.filter(_PUBLISHED, sequence__step__initiative=initiative)
        .select_related("sequence__step", "table", "commune")
        .order_by("sequence__step__position", "number")
    )


def words(initiative: Initiative, *, among: QuerySet[Contribution] | None = None) -> list[Word]:
    """Published words with category and place where they may stand together. Two queries.

    `among` narrows which are returned (a page, a sequence); confidentiality always counts them all.
    """
    shown = disclosure(initiative)
    return [_word(row, shown) for row in (published(initiative) if among is None else among)]


def disclosure(initiative: Initiative) -> Disclosure:
    """Which (category, commune) pairs at least five people share, none to be deduced."""
    people: dict[tuple[str, UUID], set[object]] = defaultdict(set)
    rows = (
        Contribution.objects.filter(_PUBLISHED, sequence__step__initiative=initiative, commune__isnull=False)
        .exclude(category="")
        .values_list("category", "commune_id", "ticket_id", "room_id", "table_id")
    )
    for category, commune_id, ticket_id, room_id, table_id in rows:
        # A card bears no ticket: all the cards of a table count as one person, at the least.
        person = ("ticket", ticket_id) if ticket_id else ("cards", room_id, table_id)
        people[category, commune_id].add(person)
    return disclose({pair: len(who) for pair, who in people.items()})


def counts(initiative: Initiative) -> Counts:
    """Totals of a démarche. A category under five words is folded away with the rest. Three queries."""
    everything = Contribution.objects.filter(sequence__step__initiative=initiative, withdrawn_at__isnull=True)
    rows = list(
        everything.order_by()
        .values("sequence_id", "channel", "category")
        .annotate(kept=Count("id", filter=_PUBLISHED), apart=Count("id", filter=Q(masked_at__isnull=False)))
    )
    by_channel, by_sequence, by_category = Counter[str](), Counter[UUID](), Counter[str]()
    for row in rows:
        by_channel[row["channel"]] += row["kept"]
        by_sequence[row["sequence_id"]] += row["kept"]
        by_category[row["category"]] += row["kept"]
    return Counts(
        total=sum(by_channel.values()),
        apart=sum(row["apart"] for row in rows),
        by_channel={channel.value: by_channel[channel.value] for channel in Channel},
        by_sequence=dict(by_sequence),
        by_category={c.value: by_category[c.value] for c in Category if by_category[c.value] >= K},
    )


def sequences_with_words(initiative: Initiative) -> list[Sequence]:
    """Sequences that brought words in, for the filter."""
    with_words = Q(contributions__masked_at__isnull=True, contributions__withdrawn_at__isnull=True)
    return list(
        Sequence.objects.filter(step__initiative=initiative)
        .annotate(words=Count("contributions", filter=with_words))
        .filter(words__gt=0)
        .select_related("step")
        .order_by("step__position", "position")
    )


def one(word: Contribution) -> Word:
    """One word as the others are shown."""
    initiative = word.sequence.step.initiative
    shown = disclosure(initiative) if initiative else disclose({})
    return _word(word, shown)


def _word(row: Contribution, shown: Disclosure) -> Word:
    has_place = row.commune is not None and shown.shows(row.category, row.commune_id)
    return Word(
        id=row.id,
        number=row.number,
        text=row.text,
        reworded=row.reworded,
        sequence_id=row.sequence_id,
        sequence=row.sequence.title,
        step_id=row.sequence.step_id,
        step=row.sequence.step.title,
        category=row.get_category_display() if row.category else "",
        place=row.commune.name if has_place and row.commune else "",
        table=row.table.number if row.table else None,
        channel=row.channel,
        facet=row.facet,
        option_id=row.option_id,
        happened_on=row.happened_on,
        entered_at=row.entered_at,
        is_late_entry=row.is_late_entry,
    )
