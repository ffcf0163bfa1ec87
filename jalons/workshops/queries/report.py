"""What happened at a table: what came in and by which way, what each sequence brought."""

from collections import Counter
from collections.abc import Sequence as Many
from dataclasses import dataclass

from django.utils import timezone

from jalons.initiatives.models import Step
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind
from jalons.rooms.kinds.results import votes_by_option
from jalons.rooms.models import Contribution, Sequence
from jalons.rooms.queries.votes import OptionTally, vote_tally, voters


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every word received is in one of these: published, put apart (by reason), taken back."""

    received: int
    published: int
    withdrawn: int
    late: int
    by_channel: Many[tuple[str, int]]
    apart: Many[tuple[str, int]]

    @property
    def put_apart(self) -> int:
        return sum(count for _, count in self.apart)


@dataclass(frozen=True, slots=True)
class Held:
    """A sequence that was held: its words in order, its votes, how many per table."""

    sequence: Sequence
    kind: Kind
    words: Many[Contribution]
    tallies: Many[OptionTally]
    voters: int

    @property
    def by_table(self) -> list[tuple[str, int]]:
        """Words per table, in the order of the tables; those without a table come last."""
        counted = Counter(word.table.number if word.table else 0 for word in self.words)
        numbers = sorted(number for number in counted if number)
        found = [(f"Table {number}", counted[number]) for number in numbers]
        return found + ([("Sans table", counted[0])] if counted[0] and numbers else [])


def coverage(step: Step) -> Coverage:
    """The words of a session, counted once each: a correction replaces what it corrects. One query."""
    rows = list(Contribution.objects.filter(room__step=step, replaced_by__isnull=True))
    kept = [row for row in rows if row.is_published]
    channels = Counter(row.channel for row in kept)
    apart = Counter(row.masked_reason for row in rows if row.masked_at and not row.withdrawn_at)
    return Coverage(
        received=len(rows),
        published=len(kept),
        withdrawn=sum(1 for row in rows if row.withdrawn_at),
        late=sum(1 for row in rows if row.is_late_entry),
        by_channel=[(str(one.label), channels[one.value]) for one in Channel if channels[one.value]],
        apart=apart.most_common(),
    )


def held(step: Step) -> list[Held]:
    """The sequences that were opened, in their order. A session has about ten of them."""
    sequences = (
        step.sequences.exclude(state__in=[SequenceState.PLANNED, SequenceState.SKIPPED])
        .prefetch_related("options")
        .order_by("position")
    )
    return [_held(sequence, registry.get(sequence.kind)) for sequence in sequences]


def _held(sequence: Sequence, kind: Kind) -> Held:
    words = Contribution.objects.filter(
        sequence=sequence, masked_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("table")
    return Held(
        sequence=sequence,
        kind=kind,
        words=list(words.order_by("number")),
        tallies=vote_tally(sequence) if kind.result is votes_by_option else [],
        voters=voters(sequence) if kind.takes_votes else 0,
    )


def real_minutes(sequence: Sequence) -> int | None:
    """How long a sequence really lasted; None while it is not closed."""
    if sequence.opened_at is None or sequence.closed_at is None:
        return None
    seconds = (timezone.localtime(sequence.closed_at) - sequence.opened_at).total_seconds()
    return max(1, round(seconds / 60))
