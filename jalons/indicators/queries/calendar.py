"""The calendar of maturity: what comes next, and when an effect of this CTG could first show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from jalons.core import clock
from jalons.indicators.maturity import Maturity, calendar_of, maturity
from jalons.indicators.models import Indicator, IndicatorValue
from jalons.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Ripening:
    """One indicator and its calendar for this CTG. `is_too_early`: nothing can be concluded from it today."""

    indicator: Indicator
    maturity: Maturity
    is_too_early: bool

    @property
    def sentence(self) -> str:
        """« Trop tôt pour conclure », and until when."""
        found = self.maturity
        if not self.is_too_early:
            return f"Le millésime {found.first} décrit une année de la CTG : il peut dire quelque chose."
        return (
            f"Trop tôt pour conclure : le premier millésime qui décrit la CTG est {found.first}, "
            f"attendu vers {found.first_on.year}."
        )


def ripenings(initiative: Initiative, *, today: date | None = None) -> list[Ripening]:
    """Each indicator with a calendar, for the CTG of this démarche; empty while its start is not known."""
    starts_on = initiative.ctg_starts_on
    if starts_on is None:
        return []
    latest = dict(
        IndicatorValue.objects.filter(territory_id=initiative.territory_id, value__isnull=False)
        .order_by()
        .values_list("indicator_id")
        .annotate(last=Max("vintage"))
    )
    now = today or clock.today()
    found = []
    for indicator in Indicator.objects.all():
        calendar = calendar_of(indicator.calendar)
        if calendar is None:
            continue
        held = latest.get(indicator.pk)
        known = int(held[-4:]) if held and held[-4:].isdigit() else None
        ripe = maturity(calendar, starts_on=starts_on, known=known)
        found.append(Ripening(indicator, ripe, ripe.is_too_early(now)))
    return found


def of_indicators(initiative: Initiative, codes: set[str], *, today: date | None = None) -> list[Ripening]:
    """The same for some indicators only: what steering asks of the facts under a change."""
    if not codes:
        return []
    return [each for each in ripenings(initiative, today=today) if each.indicator.code in codes]
