"""Days, hours and price come out of the lines."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jalons.initiatives import totals
from jalons.initiatives.totals import Line

HOURS = Decimal("3.5")
LINES = st.lists(
    st.builds(
        Line,
        half_days=st.integers(0, 2),
        phase=st.sampled_from([1, 2]),
        territory=st.sampled_from([None, "Élan", "Vassivière"]),
        is_billed=st.booleans(),
    )
)
RATES = st.decimals(min_value=1, max_value=5000, places=2)


def test_a_day_is_two_half_days_and_seven_hours():
    found = totals.of([Line(2), Line(1)], rate=Decimal(1350), hours_per_half_day=HOURS)
    assert found == totals.Totals(
        half_days=3, days=Decimal("1.5"), hours=Decimal("10.5"), price=Decimal("2025.00")
    )


def test_what_is_not_billed_does_not_count():
    found = totals.of([Line(2), Line(2, is_billed=False)], rate=Decimal(1350), hours_per_half_day=HOURS)
    assert found.price == Decimal("1350.00")


@given(LINES, RATES)
def test_phases_add_up_to_the_whole(lines, rate):
    whole = totals.of(lines, rate=rate, hours_per_half_day=HOURS)
    parts = totals.by_phase(lines, rate=rate, hours_per_half_day=HOURS).values()
    assert sum(part.half_days for part in parts) == whole.half_days
    assert sum(part.hours for part in parts) == whole.hours


@given(LINES, RATES)
def test_price_is_days_times_rate(lines, rate):
    found = totals.of(lines, rate=rate, hours_per_half_day=HOURS)
    assert abs(found.price - found.days * rate) <= Decimal("0.005")


@given(LINES, RATES)
def test_territories_and_the_shared_part_add_up_to_the_whole(lines, rate):
    whole = totals.of(lines, rate=rate, hours_per_half_day=HOURS)
    shared = totals.of(
        [line for line in lines if line.territory is None], rate=rate, hours_per_half_day=HOURS
    )
    parts = totals.by_territory(lines, rate=rate, hours_per_half_day=HOURS).values()
    assert shared.half_days + sum(part.half_days for part in parts) == whole.half_days
