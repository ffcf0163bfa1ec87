"""What a room's ratings say, with their spread. No Django.

No score: medians and quartiles of what people answered, and how many they are. Under five people
nothing is drawn (domain.md §10, rule 17). No urgency is ranked by this module.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

LOWEST, HIGHEST = 1, 4
FEWEST = 5
URGENCY_CRITERIA = ("gravity", "reach", "worsening", "equity")
WILL_CRITERION = "will"


@dataclass(frozen=True, slots=True)
class Answer:
    """One ticket's last word on one criterion of one urgency, 1 to 4."""

    subject: str
    ticket: str
    criterion: str
    value: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Where answers gather, on the 1 to 4 scale: mean, median, and the middle half (`low` to `high`)."""

    n: int
    low: float
    middle: float
    high: float
    mean: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a small drawing of answers, 104 by 56 units, with its count written above it."""

    value: int
    count: int
    x: int
    middle: int
    y: float
    height: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Levels:
    """How many people answered 1, 2, 3, 4 on one criterion. None: too few to be shown."""

    n: int
    counts: tuple[int, int, int, int] | None
    spread: Spread | None

    @property
    def bars(self) -> list[Bar]:
        """The counts as bars, on one scale for all: a full bar is everybody."""
        return [self._bar(value, count) for value, count in enumerate(self.counts or (), start=LOWEST)]

    def _bar(self, value: int, count: int) -> Bar:
        x = (value - LOWEST) * 27
        height = max(1.5, 40 * count / self.n)
        return Bar(value, count, x, x + 10, 56 - height, height, 52 - height)


def quantile(ordered: list[float], share: float) -> float:
    """The value below which `share` of the ordered values lie, between neighbours when it falls there."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def spread(values: Iterable[float]) -> Spread | None:
    """Quartiles of the values; None when fewer than five people answered."""
    ordered = sorted(values)
    if len(ordered) < FEWEST:
        return None
    low, middle, high = (round(quantile(ordered, share), 2) for share in (0.25, 0.5, 0.75))
    return Spread(len(ordered), low, middle, high, round(fmean(ordered), 2))


def levels(values: Iterable[int]) -> Levels:
    """The count of each answer, hidden when fewer than five people answered."""
    counted = Counter(values)
    n = sum(counted.values())
    if n < FEWEST:
        return Levels(n, None, None)
    return Levels(n, (counted[1], counted[2], counted[3], counted[4]), spread(list(counted.elements())))


@dataclass(frozen=True, slots=True)
class Position:
    """Where an urgency stands for those who rated it: across, how urgent; up, the wish to act."""

    urgency: Spread | None
    will: Spread | None
    voters: int

    @property
    def is_drawable(self) -> bool:
        return self.urgency is not None and self.will is not None


def positions(answers: Iterable[Answer]) -> dict[str, Position]:
    """By subject: the spread, between people, of each person's own urgency and of their wish to act.

    A person's urgency is the mean of what this person answered on gravity, number of people,
    worsening and fragility. Capacity to act is shown apart and enters neither axis.
    """
    by_subject: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for answer in answers:
        by_subject[answer.subject][answer.ticket][answer.criterion] = answer.value
    return {subject: _position(people) for subject, people in by_subject.items()}


def _position(people: Mapping[str, Mapping[str, int]]) -> Position:
    urgencies = []
    wills = []
    for words in people.values():
        said = [words[criterion] for criterion in URGENCY_CRITERIA if criterion in words]
        if said:
            urgencies.append(fmean(said))
        if WILL_CRITERION in words:
            wills.append(float(words[WILL_CRITERION]))
    return Position(spread(urgencies), spread(wills), len(people))
