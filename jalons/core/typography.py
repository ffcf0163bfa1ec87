"""French numbers, dates and spaces, as pure functions: pages, documents and charts share them.

Spaces: U+202F (narrow, unbreakable) inside numbers and before ; ! ? %, U+00A0 before : and units.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

Number = int | float | Decimal


def number(value: Number, decimals: int | None = None) -> str:
    """« 27 459 », « 8,5 », « −12 ». By default keeps the value's own decimals (2 at most)."""
    exact = Decimal(str(value))
    if decimals is None:
        decimals = _own_decimals(value)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    text = f"{int(whole):,}".replace(",", NARROW)
    if fraction:
        text += f",{fraction}"
    return f"{MINUS}{text}" if rounded < 0 else text


def _own_decimals(value: Number) -> int:
    if isinstance(value, int):
        return 0
    kept = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    exponent = kept.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def euros(value: Number) -> str:
    """« 1 350 € », « 12,50 € »: cents only when there are some."""
    cents = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{number(cents, 0 if cents == cents.to_integral_value() else 2)}{NBSP}€"


def percent(value: Number, decimals: int = 1) -> str:
    """« 12,0 % ». The value is already in percent: 12 and not 0.12."""
    return f"{number(value, decimals)}{NARROW}%"


def points(value: Number, decimals: int = 1) -> str:
    """« +1,2 point », « −3,0 points »: a difference of two percentages, its sign always written."""
    text = number(value, decimals)
    shown = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "+" if shown > 0 else ""
    return f"{sign}{text}{NBSP}{'points' if abs(shown) >= FRENCH_PLURAL else 'point'}"


FRENCH_PLURAL = 2
"""In French, 0 and 1,9 are singular; the plural starts at two."""


def plural(count: Number, forms: str = "s") -> str:
    """The ending that goes with `count`: « s », or the one of « al,aux » that fits. 0 and 1 are singular."""
    singular, _, many = forms.rpartition(",")
    return many if abs(float(count)) >= FRENCH_PLURAL else singular


_WORDS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def in_words(count: int) -> str:
    """« cinq » up to ten, digits above: how a sentence counts."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count)


def _local(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) and value.tzinfo else value


def _day_number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def day(value: date | datetime) -> str:
    """« 20 mai 2026 », « 1er mai 2026 », in the installation's time zone."""
    local = _local(value)
    return f"{_day_number(local)}{NBSP}{MONTHS[local.month - 1]} {local.year}"


def short_day(value: date | datetime) -> str:
    """« 10 sept. 2026 »."""
    local = _local(value)
    return f"{_day_number(local)}{NBSP}{SHORT_MONTHS[local.month - 1]} {local.year}"


def sentence_day(value: date | datetime, *, with_year: bool = True) -> str:
    """« mardi 8 décembre 2026 », for the middle of a sentence."""
    local = _local(value)
    start = f"{WEEKDAYS[local.weekday()]} {_day_number(local)}{NBSP}{MONTHS[local.month - 1]}"
    return f"{start} {local.year}" if with_year else start


def clock_time(value: datetime) -> str:
    """« 14 h », « 7 h 10 », in the installation's time zone when the moment knows one."""
    local = timezone.localtime(value) if value.tzinfo else value
    hour = f"{local.hour}{NBSP}h"
    return f"{hour}{NBSP}{local.minute:02d}" if local.minute else hour


def joined(words: list[str], *, last: str = "et") -> str:
    """« Nedde, Rempnat et Eymoutiers »."""
    if len(words) < FRENCH_PLURAL:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
