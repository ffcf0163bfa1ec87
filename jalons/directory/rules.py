"""Rules of the directory (domain.md §9.1). Pure: no Django here."""

from datetime import date

SIREN_LENGTH = 9
TEN = 10


def is_siren(text: str) -> bool:
    """Nine digits that pass the Luhn check: every second one, from the right, is doubled."""
    if len(text) != SIREN_LENGTH or not text.isascii() or not text.isdigit():
        return False
    total = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit) * (1 + place % 2)
        total += value if value < TEN else value - 9
    return total % TEN == 0


def periods_overlap(one_start: date, one_end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day. An end of None means: still running; ends are included."""
    return (one_end is None or other_start <= one_end) and (other_end is None or one_start <= other_end)
