"""How often the wording advice is right on our own statements: `python -m tests.changes.measure_wording`.

Three parts, each a file: « tuned » served to set the rules; « held out » was written before the rules were
tuned a second time and nobody mended a rule on its lines; « fresh » was written after, and measured once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jalons.changes import wording

HERE = Path(__file__).parent
PARTS = {
    "réglage": HERE / "wording_statements.txt",
    "réservé": HERE / "wording_held_out.txt",
    "à neuf": HERE / "wording_fresh.txt",
}


@dataclass(frozen=True)
class Labelled:
    expected: str
    text: str


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


def statements(part: str) -> list[Labelled]:
    """The statements of one part, in the order of its file."""
    lines = PARTS[part].read_text(encoding="utf-8").splitlines()
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


def row(part: str) -> str:
    """The line of the table that docs/formulation.md publishes."""
    m = measure(statements(part))
    faulty = m.hits + m.missed
    return (
        f"| {part} | {m.size} | {faulty} | {percent(m.precision)} | {percent(m.recall)} "
        f"| {m.named} sur {faulty} |"
    )


def percent(share: float) -> str:
    return f"{share * 100:.1f}\u202f%".replace(".", ",")


def main() -> None:
    """Print the table, then the mistakes on the tuned part (the other parts are kept unseen)."""
    for part in PARTS:
        print(row(part))
    for item in statements("réglage"):
        codes = wording.check(item.text).codes
        if (item.expected == "ok") != (not codes) or (item.expected != "ok" and item.expected not in codes):
            print(f"  {item.expected:12} {','.join(codes):24} {item.text}")


if __name__ == "__main__":
    main()
