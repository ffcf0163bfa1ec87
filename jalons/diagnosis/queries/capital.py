"""The readings of the capital stratégique, as pages and papers show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jalons.diagnosis import capital
from jalons.diagnosis.capital import COMPONENTS, FACTORS, PRECONDITIONS, FactorSheet, ItemSheet, Spread
from jalons.diagnosis.enums import Sign
from jalons.diagnosis.models import Cultivation, Finding, Level, Reading
from jalons.initiatives.models import Initiative
from jalons.rooms.models import Sequence as Asked

ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Situated:
    """An item as a group situated it, or not yet (`level` None)."""

    code: str
    label: str
    look_at: str
    level: Level | None
    spread: Spread
    findings: list[Finding]
    cultivations: list[Cultivation]


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One line of the matrix: a factor, its strengths, its fragilities, its spread."""

    sheet: FactorSheet
    strengths: list[Finding]
    fragilities: list[Finding]
    situated: Situated


@dataclass(frozen=True, slots=True)
class ReadingPage:
    reading: Reading
    factors: list[FactorRow]
    preconditions: list[Situated]
    components: list[Situated]


@dataclass(frozen=True, slots=True)
class Compared:
    """One item over the readings: the common answer of each, and what became of it in words."""

    label: str
    answers: list[Level | None]
    evolution: str


def readings_of(initiative: Initiative) -> QuerySet[Reading]:
    return Reading.objects.filter(initiative=initiative).prefetch_related(
        "findings", "levels", "cultivations"
    )


def page_of(reading: Reading) -> ReadingPage:
    """A reading as a matrix, then its preconditions and components; constant queries."""
    findings = list(Finding.objects.filter(reading=reading).select_related("fact"))
    levels = {level.item: level for level in Level.objects.filter(reading=reading)}
    decided = list(Cultivation.objects.filter(reading=reading))
    return ReadingPage(
        reading,
        [_factor(sheet, findings, levels) for sheet in FACTORS],
        [_situated(sheet, findings, levels, decided) for sheet in PRECONDITIONS],
        [_situated(sheet, [], levels, decided) for sheet in COMPONENTS],
    )


def _factor(sheet: FactorSheet, findings: Sequence[Finding], levels: dict[str, Level]) -> FactorRow:
    ours = [finding for finding in findings if finding.factor == sheet.code]
    return FactorRow(
        sheet,
        [finding for finding in ours if finding.sign == Sign.STRENGTH],
        [finding for finding in ours if finding.sign == Sign.FRAGILITY],
        _situated(ItemSheet(sheet.code, sheet.label, sheet.question), [], levels, []),
    )


def _situated(
    sheet: ItemSheet,
    findings: Sequence[Finding],
    levels: dict[str, Level],
    decided: Sequence[Cultivation],
) -> Situated:
    level = levels.get(sheet.code)
    lit_by = {factor.code for factor in FACTORS if sheet.code in factor.lights}
    return Situated(
        sheet.code,
        sheet.label,
        sheet.look_at,
        level,
        spread_of(level),
        [finding for finding in findings if finding.factor in lit_by],
        [one for one in decided if one.item == sheet.code],
    )


def spread_of(level: Level | None) -> Spread:
    if level is None:
        return Spread((0, 0, 0, 0), 0)
    return capital.spread_of({field: getattr(level, field) for field in capital.COUNTS})


def comparison(readings: Sequence[Reading]) -> list[tuple[str, list[Compared]]]:
    """Common answers over the readings, by family; families that nobody situated are left out."""
    families = (
        ("Les quatre facteurs", FACTORS),
        ("Les trois préconditions", PRECONDITIONS),
        ("Les cinq composantes", COMPONENTS),
    )
    by_reading = [{level.item: level for level in reading.levels.all()} for reading in readings]
    found = []
    for title, sheets in families:
        rows = []
        for sheet in sheets:
            answers = [levels.get(sheet.code) for levels in by_reading]
            became = capital.evolution([level.common if level else None for level in answers])
            rows.append(Compared(sheet.label, answers, became))
        if any(level and level.common for row in rows for level in row.answers):
            found.append((title, rows))
    return found


def assessments(initiative: Initiative) -> QuerySet[Asked]:
    """Self-assessments of this démarche's rooms and of its mission's training days, latest first."""
    return (
        Asked.objects.filter(kind=ASSESSMENT)
        .filter(
            Q(step__initiative=initiative)
            | Q(step__mission=initiative.mission_id, step__initiative__isnull=True)
        )
        .select_related("step")
        .order_by("-step__starts_on", "position")
    )
