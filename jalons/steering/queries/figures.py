"""The figures under a change: whether they can already tell anything of this CTG."""

from dataclasses import dataclass
from datetime import date

from jalons.changes.models import LastingChange
from jalons.indicators.models import SalientFact
from jalons.indicators.queries import calendar
from jalons.indicators.queries.calendar import Ripening


@dataclass(frozen=True, slots=True)
class FigureUnder:
    """A fact that the change answers, and when its figure comes of age, where a calendar is known."""

    fact: SalientFact
    ripening: Ripening | None

    @property
    def sentence(self) -> str:
        return self.ripening.sentence if self.ripening else "Aucun calendrier connu pour ce chiffre."


def figures_of(change: LastingChange, *, today: date | None = None) -> list[FigureUnder]:
    """Facts linked to a change, in their order, each with its calendar; a constant number of queries."""
    facts = list(change.facts.select_related("indicator"))
    codes = {fact.indicator.code for fact in facts if fact.indicator}
    ripe = {
        each.indicator.code: each for each in calendar.of_indicators(change.initiative, codes, today=today)
    }
    return [FigureUnder(fact, ripe.get(fact.indicator.code) if fact.indicator else None) for fact in facts]
