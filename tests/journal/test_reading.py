"""Reading the journal: by day, filtered, in pages, at a constant cost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jalons.core.actors import PARTICIPANT, Actor
from jalons.core.ids import new_id
from jalons.core.scope import INSTALLATION, Scope
from jalons.journal import actions, kinds, queries, verbs
from jalons.journal.forms import FilterForm
from jalons.journal.queries import Filters

pytestmark = pytest.mark.django_db
ANNE, PAUL = Actor("Anne Peyrat", new_id()), Actor("Paul Mazaud", new_id())
HERE = Scope(initiative=new_id(), mission=new_id())
NOON = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sentences() -> None:
    verbs.register({"essay.written": "a écrit {label}", "letter.sent": "a envoyé {label}"})


def write(
    label: str, *, by: Actor = ANNE, verb: str = "essay.written", at: datetime = NOON, scope: Scope = HERE
):
    return actions.record(verb, by=by, scope=scope, label=label, now=at)


def labels(filters: Filters = Filters(), scope: Scope = HERE) -> list[str]:  # noqa: B008 - frozen
    return [e.label for day in queries.read(scope, filters, page=1).days for e in day.entries]


def test_lines_are_grouped_by_day_of_paris_last_first():
    write("matin", at=datetime(2026, 5, 20, 6, 0, tzinfo=UTC))
    write("tard", at=datetime(2026, 5, 20, 22, 30, tzinfo=UTC))  # 0 h 30 on the 21st in Paris
    days = queries.read(HERE, Filters(), page=1).days
    assert [(d.date, [e.label for e in d.entries]) for d in days] == [
        (date(2026, 5, 21), ["tard"]),
        (date(2026, 5, 20), ["matin"]),
    ]


def test_each_scope_reads_its_own_lines():
    elsewhere = Scope(initiative=new_id(), mission=HERE.mission)
    write("ici")
    write("à côté", scope=elsewhere)
    write("installation", scope=INSTALLATION)
    assert labels(scope=HERE) == ["ici"]
    assert sorted(labels(scope=Scope(mission=HERE.mission))) == ["ici", "à côté"]
    assert labels(scope=INSTALLATION) == ["installation"]


def test_filters_by_person_kind_and_period_add_up():
    write("anne", at=NOON)
    write("anne hier", at=NOON - timedelta(days=1))
    write("paul", by=PAUL, at=NOON)
    write("lettre", verb="letter.sent", at=NOON)
    assert sorted(labels(Filters(actor=ANNE.id))) == ["anne", "anne hier", "lettre"]
    assert labels(Filters(kind="letter")) == ["lettre"]
    assert labels(Filters(actor=ANNE.id, kind="essay", since=date(2026, 5, 20))) == ["anne"]
    assert labels(Filters(until=date(2026, 5, 19))) == ["anne hier"]


def test_the_filter_offers_who_wrote_and_what_happened_here():
    write("un", by=PAUL)
    write("deux", verb="letter.sent")
    write("trois", by=PARTICIPANT)
    write("ailleurs", scope=INSTALLATION, by=Actor("Zoé", new_id()))
    assert queries.actors(HERE) == [(ANNE.id, "Anne Peyrat"), (PAUL.id, "Paul Mazaud")]
    assert queries.kinds(HERE) == ["essay", "letter"]


def test_a_person_who_changed_name_is_offered_once():
    write("avant", by=Actor("Anne Peyrat", ANNE.id), at=NOON - timedelta(days=9))
    write("après", by=Actor("Anne Peyrat-Roux", ANNE.id))
    assert queries.actors(HERE) == [(ANNE.id, "Anne Peyrat-Roux")]


def test_a_kind_is_said_in_french():
    kinds.register({"essay": "Essais"})
    assert kinds.label("essay") == "Essais"
    assert kinds.label("invitation") == "Invitations"
    assert kinds.label("nobody_knows") == "Nobody knows"


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_two_queries_whatever_its_length(django_assert_num_queries, count):
    for number in range(count):
        write(str(number))
    with django_assert_num_queries(2):
        labels()


def test_pages_follow_each_other_without_gap_or_double():
    for number in range(queries.PAGE + 2):
        write(str(number), at=NOON + timedelta(seconds=number))
    first, second = (queries.read(HERE, Filters(), page=n) for n in (1, 2))
    read = [e.label for page in (first, second) for day in page.days for e in day.entries]
    assert read == [str(n) for n in reversed(range(queries.PAGE + 2))]
    assert queries.read(HERE, Filters(), page=99).page.number == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"depuis": "31/02/2026"}, "Cette date n’existe pas"),
        ({"depuis": "20/05/2026", "jusque": "19/05/2026"}, "vient avant son début"),
    ],
)
def test_a_filter_that_makes_no_sense_says_so_and_hides_nothing(typed, said):
    write("un")
    form = FilterForm(typed, scope=HERE)
    assert form.filters() == Filters()
    assert said in str(form.errors)


def test_a_filter_is_kept_from_page_to_page():
    write("un")
    form = FilterForm({"quoi": "essay", "qui": "", "page": "2"}, scope=HERE)
    assert (form.page(), form.kept_query()) == (2, "quoi=essay&")
    assert FilterForm({"page": "deux"}, scope=HERE).page() == 1
