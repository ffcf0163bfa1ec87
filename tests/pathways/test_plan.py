"""The plan d'actions as a spreadsheet: out, in, and what is refused."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jalons.accounts.enums import Role
from jalons.initiatives.models import Initiative
from jalons.pathways import plan, queries
from jalons.pathways.actions import plan as plans
from jalons.pathways.actions import sheets
from jalons.pathways.models import ActionSheet
from jalons.pathways.queries.plan import compare, plan_rows
from tests.pathways.build import CLAIRE, sound
from tests.pathways.test_pages import signed_in

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).map(str.strip)


def xlsx(*lines: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(WORDS.filter(plan.plain), WORDS, WORDS), max_size=6, unique_by=lambda r: plan.plain(r[0])
    )
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    written = [plan.PlanRow(title, pilot=pilot, budget=budget) for title, pilot, budget in rows]
    reading = plan.read(plan.write(written, title="Plan"))
    assert reading.refused == []
    assert [(row.title, row.pilot, row.budget) for row in reading.rows] == rows


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+33 5 55", "-1"])
def test_words_never_become_formulas(text: str) -> None:
    book = load_workbook(BytesIO(plan.write([plan.PlanRow(text)], title="Plan")))
    cell = book.worksheets[0]["C4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_file_that_is_not_ours_is_read() -> None:
    data = xlsx(
        ["Plan d’action CTG 2026", None],
        [],
        ["Intitulé de l’action", "Porteur", "Coût prévisionnel", "AXE"],
        ["Recensement", "Communauté de communes", 1350.0, "Petite enfance"],
        [None, None, None, None],
        ["", "Mairie", "", ""],
        ["recensement ", "", "", ""],
        ["x" * 2001, "", "", ""],
    )
    reading = plan.read(data)
    row = reading.rows[0]
    assert (row.title, row.pilot, row.budget, row.axis) == (
        "Recensement",
        "Communauté de communes",
        "1350",
        "Petite enfance",
    )
    assert [(refusal.line, refusal.reason.split(" ", maxsplit=1)[0]) for refusal in reading.refused] == [
        (6, "Il"),
        (7, "Le"),
        (8, "Titre"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"titre;pilote\n", xlsx(), xlsx(["Nom", "Valeur"], ["a", 1])]
)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(plan.UnreadablePlan):
        plan.read(data)


@pytest.fixture
def home(db: None) -> Initiative:
    return sound().change.initiative


def changed(rows: list[plan.PlanRow], **cells: str) -> bytes:
    values = {name: getattr(rows[0], name) for name in plan.COLUMNS} | cells
    return plan.write([plan.row_from(values), *rows[1:]], title="Plan")


def test_a_plan_taken_back_as_it_left_changes_nothing(home: Initiative) -> None:
    found = compare(home, plan.read(plan.write(plan_rows(home), title="Plan")))
    assert (found.is_empty, found.same, found.refused, found.absent) == (True, 1, [], [])


def test_a_change_is_seen_then_done_and_the_title_is_known_by_its_reference(home: Initiative) -> None:
    data = changed(plan_rows(home), title="Rencontres chaque mois", pilot="Relais", funders="Caf")
    found = compare(home, plan.read(data))
    assert [(cell.name, cell.before, cell.after) for cell in found.changed[0].cells] == [
        ("Titre", "Rencontres mensuelles", "Rencontres chaque mois"),
        ("Pilote", "", "Relais"),
        ("Financeurs", "", "Caf"),
    ]
    assert plans.take(home, plan.read(data), file_name="plan.xlsx", by=CLAIRE) == 1
    sheet = ActionSheet.objects.get()
    assert (sheet.node.text, sheet.pilot, sheet.funders) == ("Rencontres chaque mois", "Relais", "Caf")


def test_a_column_that_the_file_has_not_is_left_alone(home: Initiative) -> None:
    sheets.edit(ActionSheet.objects.get(), pilot="Relais", budget="1 350 €", by=CLAIRE)
    data = xlsx(["Titre", "Pilote"], ["Rencontres mensuelles", "Mairie"])
    plans.take(home, plan.read(data), file_name="a.xlsx", by=CLAIRE)
    sheet = ActionSheet.objects.get()
    assert (sheet.pilot, sheet.budget) == ("Mairie", "1 350 €")


def test_a_new_action_waits_off_path_and_nothing_is_removed(home: Initiative) -> None:
    data = xlsx(["Titre", "Pilote"], ["Garde partagée", "Mairie"])
    plans.take(home, plan.read(data), file_name="a.xlsx", by=CLAIRE)
    assert [(row.sheet.node.text, row.sheet.is_off_path) for row in queries.action_rows(home)] == [
        ("Rencontres mensuelles", False),
        ("Garde partagée", True),
    ]


def test_a_reference_from_elsewhere_and_a_second_line_are_refused(home: Initiative) -> None:
    mine = plan_rows(home)[0].reference
    data = xlsx(
        ["Titre", "Référence"],
        ["Ailleurs", "0190c0de-0000-7000-8000-000000000000"],
        ["Rencontres mensuelles", mine],
        ["Autrement", mine],
    )
    found = compare(home, plan.read(data))
    assert [refusal.line for refusal in found.refused] == [2, 4]


def test_the_page_shows_then_takes(home: Initiative) -> None:
    client = signed_in(sound_pathway(home))
    data = plan.write([plan.PlanRow("Garde partagée", pilot="Mairie")], title="Plan")
    address = reverse("pathways:plan_import", args=[home.slug])
    shown = client.post(address, {"file": SimpleUploadedFile("plan.xlsx", data)})
    assert "nouvelle" in shown.content.decode()
    assert ActionSheet.objects.count() == 1
    sealed = shown.context["sealed"]
    take = reverse("pathways:plan_take", args=[home.slug])
    client.post(take, {"sealed": sealed + "x"})
    assert ActionSheet.objects.count() == 1
    client.post(take, {"sealed": sealed})
    assert ActionSheet.objects.count() == 2
    wrong = client.post(address, {"file": SimpleUploadedFile("plan.xlsx", b"non")})
    assert "n’est pas un classeur" in wrong.content.decode()


def sound_pathway(home: Initiative) -> Any:
    return queries.pathways_of(home)[0]


def test_a_signatory_reads_the_plan_and_takes_none(home: Initiative) -> None:
    client = signed_in(sound_pathway(home), Role.SIGNATORY)
    assert client.get(reverse("pathways:plan", args=[home.slug])).status_code == 200
    assert client.get(reverse("pathways:plan_import", args=[home.slug])).status_code == 403
