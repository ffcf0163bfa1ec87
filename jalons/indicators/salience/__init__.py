"""Which figures deserve the team's attention, and how sure we are: a kernel without Django.

For each indicator three questions: does the territory stand apart from those that resemble it, is it farther
from its reference (its département without it) than such territories ordinarily are from each other, and did
it move otherwise than they did? Each distance is measured against chance, which is large in small places, and
against what ordinarily separates such territories (`spread`). Many questions find something by accident: an
indicator's questions are joined by Simes (1986), the indicators by Benjamini and Hochberg (1995), so that
among the facts proposed one in ten at most is expected to be an accident.

It proposes; the team chooses. No rank, no score: `score` and `p_value` only decide and order the reading.
Units: values in the indicator's unit, gaps in points for shares and rates, as ratios for amounts.
"""

from jalons.indicators.salience.assess import (
    LEVEL,
    SMALLEST,
    Assessment,
    Comparison,
    Question,
    Silence,
    Subject,
    assess,
    propose,
)
from jalons.indicators.salience.scale import Kind, Observation

__all__ = [
    "LEVEL",
    "SMALLEST",
    "Assessment",
    "Comparison",
    "Kind",
    "Observation",
    "Question",
    "Silence",
    "Subject",
    "assess",
    "propose",
]
