"""How often the wording advice is right on our own statements, tuned part and held-out part."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jalons.changes import wording

STATEMENTS = Path(__file__).with_name("wording_statements.txt")


@dataclass(frozen=True)
class Labelled:
    expected: str
    text: str

    @property
    def is_held_out(self) -> bool:
        """One in three, chosen by the statement itself: nobody picks, nobody moves it."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True)
class Measure:
    """Counts over statements: faulty ones warned, sound ones warned, and so on."""

    hits: int
    false_alarms: int
    missed: int
    let_through: int
    named: int

    @property
    def size(self) -> int:
        return self.hits + self.false_alarms + self.missed + self.let_through

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed)


def statements() -> list[Labelled]:
    lines = STATEMENTS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [Labelled(expected, text) for expected, text in pairs]


def measure(sample: Iterable[Labelled]) -> Measure:
    """A statement is warned when the verdict is « warn »; `named` counts those whose main fault is said."""
    hits = false_alarms = missed = let_through = named = 0
    for item in sample:
        advice = wording.check(item.text)
        warned = advice.verdict == "warn"
        if item.expected == "ok":
            false_alarms, let_through = false_alarms + warned, let_through + (not warned)
        else:
            hits, missed = hits + warned, missed + (not warned)
            named += item.expected in advice.codes
    return Measure(hits, false_alarms, missed, let_through, named)


def main() -> None:
    everything = statements()
    tuned = [s for s in everything if not s.is_held_out]
    for name, sample in (("tuned", tuned), ("held out", [s for s in everything if s.is_held_out])):
        m = measure(sample)
        print(f"{name}: {m} precision {m.precision:.3f} recall {m.recall:.3f}")
    for item in tuned:
        codes = wording.check(item.text).codes
        if (item.expected == "ok") != (not codes) or (item.expected != "ok" and item.expected not in codes):
            print(f"  {item.expected:12} {','.join(codes):24} {item.text}")


if __name__ == "__main__":
    main()
