"""What was signed against what is planned."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jalons.initiatives import agreement
from jalons.initiatives.agreement import DifferenceKind, PlanLine

RATE, HOURS = Decimal(1350), Decimal("3.5")
LINE = PlanLine(
    key="a", title="Table 1", half_days=2, phase=2, territory="Élan", with_provider=True, on="2026-10-06"
)
PLANS = st.lists(
    st.builds(
        PlanLine,
        key=st.uuids().map(str),
        title=st.just("Table"),
        half_days=st.integers(0, 2),
        phase=st.just(2),
        territory=st.sampled_from([None, "Élan"]),
        with_provider=st.booleans(),
        on=st.sampled_from([None, "2026-10-06", "2026-12-08"]),
    ),
    unique_by=lambda line: line.key,
    max_size=8,
)


def signed(*lines, rate=RATE, hours=HOURS):
    return agreement.snapshot(lines, rate=rate, hours_per_half_day=hours)


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(plan):
    assert agreement.differences(signed(*plan), signed(*plan)) == []


@given(PLANS)
def test_the_order_of_the_lines_changes_nothing(plan):
    assert agreement.differences(signed(*plan), signed(*reversed(plan))) == []


@given(PLANS, PLANS)
def test_a_difference_in_price_always_calls_for_an_amendment(before, after):
    one, other = signed(*before), signed(*after)
    if one["totals"] != other["totals"]:
        assert agreement.is_amendment_due(one, other)


@given(PLANS)
def test_a_billed_step_more_calls_for_an_amendment_and_is_named(plan):
    more = replace(LINE, key="new")
    found = agreement.differences(signed(*plan), signed(*plan, more))
    assert [(d.kind, d.label, d.after) for d in found] == [(DifferenceKind.ADDED, "Table 1", "une journée")]
    assert agreement.is_amendment_due(signed(*plan), signed(*plan, more))


@given(PLANS)
def test_a_step_without_half_day_added_calls_for_nothing(plan):
    more = replace(LINE, key="new", half_days=0)
    assert not agreement.is_amendment_due(signed(*plan), signed(*plan, more))


def test_a_date_moves_freely_and_is_said():
    moved = replace(LINE, on="2026-10-13")
    found = agreement.differences(signed(LINE), signed(moved))
    assert [(d.kind, d.before, d.after) for d in found] == [
        (DifferenceKind.MOVED, "2026-10-06", "2026-10-13")
    ]
    assert not agreement.is_amendment_due(signed(LINE), signed(moved))


def test_a_step_without_the_provider_is_not_billed_any_more():
    alone = replace(LINE, with_provider=False)
    found = agreement.differences(signed(LINE), signed(alone))
    assert [(d.before, d.after) for d in found] == [("une journée", "sans le prestataire")]


def test_a_removed_step_is_named_with_its_territory():
    found = agreement.differences(signed(LINE), signed())
    assert [(d.kind, d.territory, d.after) for d in found] == [(DifferenceKind.REMOVED, "Élan", "retirée")]


def test_a_new_rate_calls_for_an_amendment():
    found = agreement.differences(signed(LINE), signed(LINE, rate=Decimal(1500)))
    assert [(d.kind, d.before, d.after) for d in found] == [(DifferenceKind.RATE, "1 350 €", "1 500 €")]


@given(PLANS)
def test_the_fingerprint_ignores_the_order_of_keys_and_sees_every_change(plan):
    content = signed(*plan)
    same = dict(reversed(list(content.items())))
    assert agreement.fingerprint(content) == agreement.fingerprint(same)
    assert agreement.fingerprint(content) != agreement.fingerprint(signed(*plan, replace(LINE, key="x")))
