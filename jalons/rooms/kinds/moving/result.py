"""Who moved between before and after, counted on those who answered both; arguments beside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from jalons.rooms.models import Contribution, Option, Sequence

ON_SCREEN = 3
ORDER = ("against", "river", "for")


@dataclass(frozen=True, slots=True)
class Move:
    """The moves on one statement. `flows` counts (before, after) among those who answered both."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    flows: Mapping[tuple[str, str], int]

    @property
    def both(self) -> int:
        return sum(self.flows.values())

    @property
    def moved(self) -> int:
        return sum(n for (start, end), n in self.flows.items() if start != end)


@dataclass(frozen=True, slots=True)
class Debate:
    """One statement, its moves and its arguments."""

    option: "Option"
    move: Move
    pros: list["Contribution"]
    cons: list["Contribution"]

    @property
    def last_pros(self) -> list["Contribution"]:
        return self.pros[-ON_SCREEN:]

    @property
    def last_cons(self) -> list["Contribution"]:
        return self.cons[-ON_SCREEN:]

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """Label, before, after, from « d’accord » down."""
        labels = {"for": "D’accord", "river": "Au milieu", "against": "Pas d’accord"}
        return [(labels[p], self.move.before[p], self.move.after[p]) for p in reversed(ORDER)]


def count(positions: Iterable[tuple[str | None, str | None]]) -> Move:
    """Count one pair (before, after) a person; None where they did not answer."""
    before, after, flows = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for start, end in positions:
        if start:
            before[start] += 1
        if end:
            after[end] += 1
        if start and end:
            flows[start, end] += 1
    return Move({p: before[p] for p in ORDER}, {p: after[p] for p in ORDER}, dict(flows))


def moves(sequence: "Sequence") -> list[Debate]:
    """Each statement of the debate. Three queries, whatever was said."""
    from jalons.rooms.models import Option, Vote

    given: dict[UUID, dict[UUID, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    rows = Vote.objects.filter(option__sequence=sequence)
    for option_id, ticket_id, criterion, value in rows.values_list(
        "option_id", "ticket_id", "criterion", "value"
    ):
        given[option_id][ticket_id][criterion] = value
    said = list(
        sequence.contributions.filter(masked_at__isnull=True, withdrawn_at__isnull=True).order_by("number")
    )
    options = list(Option.objects.filter(sequence=sequence))
    return [
        Debate(
            option,
            count((one.get("before"), one.get("after")) for one in given[option.id].values()),
            [w for w in said if w.facet == "for" and _is_about(w, option, options)],
            [w for w in said if w.facet == "against" and _is_about(w, option, options)],
        )
        for option in options
    ]


def _is_about(word: "Contribution", option: "Option", options: list["Option"]) -> bool:
    return word.option_id == option.id or (word.option_id is None and len(options) == 1)
