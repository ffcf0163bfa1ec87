import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.rules import Decision, decision_problem, sides_problem

R = Relation
STANDS = [
    (R.CONFIRMS, 1, 1), (R.CONFIRMS, 3, 2), (R.CONTRADICTS, 1, 1), (R.CONTRADICTS, 2, 1),
    (R.FELT_SILENCE, 1, 0), (R.FELT_SILENCE, 2, 0), (R.FIGURES_BLIND, 0, 1), (R.FIGURES_BLIND, 0, 3),
    (R.NUANCE, 1, 0), (R.NUANCE, 0, 1), (R.NUANCE, 2, 2),
]  # fmt: skip
FALLS = [
    (R.CONFIRMS, 0, 0, "facts"), (R.CONFIRMS, 1, 0, "clusters"), (R.CONFIRMS, 0, 1, "facts"),
    (R.CONTRADICTS, 0, 0, "facts"), (R.CONTRADICTS, 1, 0, "clusters"), (R.CONTRADICTS, 0, 1, "facts"),
    (R.FELT_SILENCE, 0, 0, "facts"), (R.FELT_SILENCE, 1, 1, "clusters"), (R.FELT_SILENCE, 0, 1, "clusters"),
    (R.FIGURES_BLIND, 0, 0, "facts"), (R.FIGURES_BLIND, 1, 1, "facts"), (R.FIGURES_BLIND, 1, 0, "facts"),
    (R.NUANCE, 0, 0, "facts"),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "facts", "clusters"), STANDS)
def test_a_relation_stands_between_the_sides_it_needs(relation, facts, clusters):
    assert sides_problem(relation, facts=facts, clusters=clusters) is None


@pytest.mark.parametrize(("relation", "facts", "clusters", "field"), FALLS)
def test_a_relation_refuses_the_sides_it_cannot_have_and_says_which(relation, facts, clusters, field):
    problem = sides_problem(relation, facts=facts, clusters=clusters)
    assert problem is not None
    assert problem.field == field


@given(st.sampled_from(list(Relation)), st.integers(0, 6), st.integers(0, 6))
def test_only_presence_counts_never_how_many(relation, facts, clusters):
    few = sides_problem(relation, facts=min(facts, 1), clusters=min(clusters, 1))
    assert sides_problem(relation, facts=facts, clusters=clusters) == few


U = UrgencyStatus


@pytest.mark.parametrize(
    ("decision", "sources"),
    [
        (Decision(U.RETAINED, "Parce que."), 1),
        (Decision(U.RETAINED, "Parce que.", override_reason="Tout le monde l’a dit à voix haute."), 0),
        (Decision(U.PARKED, "Pas maintenant."), 0),
        (Decision(U.MERGED, "La même.", has_target=True), 0),
        (Decision(U.OUT_OF_SCOPE, "La Région."), 0),
    ],
)
def test_a_decision_with_its_reason_stands(decision, sources):
    assert decision_problem(decision, cross_readings=sources) is None


@pytest.mark.parametrize(
    ("decision", "sources", "field"),
    [
        (Decision(U.PROPOSED, "Parce que."), 1, "status"),
        (Decision(U.RATED, "Parce que."), 1, "status"),
        (Decision(U.RETAINED, "   "), 1, "reason"),
        (Decision(U.PARKED, ""), 1, "reason"),
        (Decision(U.MERGED, "La même."), 1, "merged_into"),
        (Decision(U.RETAINED, "Parce que."), 0, "override_reason"),
        (Decision(U.RETAINED, "Parce que.", override_reason="  "), 0, "override_reason"),
    ],
)
def test_a_decision_says_what_it_lacks(decision, sources, field):
    problem = decision_problem(decision, cross_readings=sources)
    assert problem is not None
    assert problem.field == field
