"""Codes of tickets: easy to copy from paper, forgiving when typed, never mistaken. No database here."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jalons.workshops import rules


@given(st.text(max_size=20))
def test_a_typed_code_is_either_a_code_or_nothing(raw):
    found = rules.typed_code(raw)
    assert found == "" or (len(found) == 8 and set(found) <= set(rules.CODE_SIGNS))


@given(st.integers())
def test_a_drawn_code_is_read_back_however_it_is_typed(seed):
    code = rules.draw_code(Random(seed))
    assert rules.typed_code(f" {code[:4].lower()}-{code[4:]} ") == code
