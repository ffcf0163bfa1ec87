"""Working days in France: pure functions, no clock.

Public holidays are those of the Code du travail, L. 3133-1 (mainland; Alsace-Moselle and overseas
have others: a date proposed here can always be moved).
"""

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
TUESDAY = 1
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension Thursday, Whit Monday


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (anonymous algorithm of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of a year."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in _AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def working_day_from(day: date) -> date:
    """The first working day on or after this one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    """The first working day strictly after this one."""
    return working_day_from(day + timedelta(days=1))


def years_later(day: date, years: int) -> date:
    """The eve of the same day, that many years later: five years from 1 January end on 31 December."""
    try:
        same_day = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        same_day = date(day.year + years, 3, 1)
    return same_day - timedelta(days=1)
