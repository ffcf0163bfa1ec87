"""Devis, convention, avenants: computed from the plan, numbered, immutable, replaced and never edited."""

import csv
import io
import json
from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.documents.models import ImmutableDocumentError
from jalons.initiatives.actions import plan
from jalons.initiatives.actions.plan import Placing
from jalons.initiatives.enums import MissionStatus, ProviderPresence, StepKind
from jalons.training import exports
from jalons.training.actions import papers
from jalons.training.enums import AmendmentStatus, PaperKind, PaperStatus
from jalons.training.papers import common
from jalons.training.queries import contracts, due
from tests import cast
from tests.training import build

pytestmark = pytest.mark.django_db
WHEN = build.moment(date(2026, 7, 1))
SIGNED = date(2026, 7, 10)


@pytest.fixture
def mission():
    made = build.mission()
    build.with_file(made)
    return made


def said(paper):
    return json.dumps(paper.document.tree, ensure_ascii=False).replace("\u202f", " ").replace("\u00a0", " ")


def signed(mission):
    return papers.sign_agreement(
        papers.issue_agreement(mission, by=build.BY, now=WHEN), signed_on=SIGNED, by=build.BY, now=WHEN
    )


def one_more_half_day(mission):
    initiative = mission.initiatives.first()
    return plan.add(
        mission,
        initiative=initiative,
        kind=StepKind.PREPARATION,
        title="Rencontre avec les jeunes",
        after=None,
        placing=Placing(
            starts_on=date(2027, 3, 2),
            starts_at=time(14),
            provider_presence=ProviderPresence.YES,
            half_days=1,
        ),
        by=build.BY,
    )


def test_the_programme_in_hand_comes_to_84_hours_12_days_16_200_euros_on_paper(mission):
    quote = said(papers.issue_quote(mission, by=build.BY, now=WHEN))
    for words in ("12 jours", "84 h", "16 200 €", "1 350 €", "4 050 €", "6 075 €", "30 août 2026"):
        assert words in quote


@pytest.mark.parametrize(
    ("bought", "expected"),
    [
        ({"territories": 1}, ("7.5", "52.5", "10125.00")),
        ({"territories": 2}, ("12", "84", "16200.00")),
        (
            {"territories": 3, "is_member_rate": False, "daily_rate": Decimal("1500.50")},
            ("16.5", "115.5", "24758.25"),
        ),
    ],
)
def test_other_programmes_come_out_right_too(bought, expected):
    found = contracts.contract(build.mission(**bought))
    assert (found.days, found.hours, found.money.net) == tuple(map(Decimal, expected))
    lines = common.billed(found)
    assert sum(amount for _, _, amount in lines) == found.money.net
    assert sum(count for _, count, _ in lines) == found.days


def test_a_price_for_a_non_member_is_typed_and_never_guessed():
    with pytest.raises(DomainError, match="écrivez le prix convenu"):
        build.mission(is_member_rate=False)


def test_the_agreement_says_what_the_labour_code_asks(mission):
    text = said(papers.issue_agreement(mission, by=build.BY, now=WHEN))
    for words in (
        "Intitulé", "Objectif", "Article 2. Contenu", "Moyens et modalités de déroulement",
        "Durée, période",
        "Suivi, évaluation et sanction", "Prix et règlement", "À trente jours.", "L. 6353-1",
        "D. 6353-1",
        "Action de formation", "1er septembre 2026", "Signatures",
        "Caf de la Haute-Vienne", "Organisme fictif",
        "On reporte ensemble.", "On se parle d’abord.", "12345678900012",
    ):  # fmt: skip
        assert words in text


def test_tax_is_computed_only_when_a_rate_is_known(mission):
    assert contracts.contract(mission).money.tax is None
    body = mission.training_file.body
    body.vat_rate = Decimal(20)
    body.save()
    found = contracts.contract(mission).money
    assert (found.tax, found.gross) == (Decimal("3240.00"), Decimal("19440.00"))


def test_numbers_have_no_gap_and_a_new_paper_replaces_the_former(mission):
    first = papers.issue_quote(mission, by=build.BY, now=WHEN)
    second = papers.issue_quote(mission, by=build.BY, now=WHEN)
    first.refresh_from_db()
    assert [str(paper.document) for paper in (first, second)] == ["DEVIS 2026-001", "DEVIS 2026-002"]
    assert (first.status, second.document.supersedes_id) == (PaperStatus.REPLACED, first.document_id)
    with pytest.raises(ImmutableDocumentError):
        first.document.save()
    mission.refresh_from_db()
    assert mission.status == MissionStatus.QUOTED


def test_a_plan_that_moved_since_the_paper_is_not_signed_by_mistake(mission):
    paper = papers.issue_agreement(mission, by=build.BY, now=WHEN)
    one_more_half_day(mission)
    with pytest.raises(DomainError, match="Le plan a changé"):
        papers.sign_agreement(paper, signed_on=SIGNED, by=build.BY)
    assert signed(mission).status == PaperStatus.SIGNED
    with pytest.raises(DomainError, match="un avenant la modifie"):
        papers.issue_agreement(mission, by=build.BY)
    with pytest.raises(DomainError, match="avenant"):
        papers.issue_quote(mission, by=build.BY)


def test_an_avenant_says_what_changed_and_is_frozen_under_the_next_number(mission):
    with pytest.raises(DomainError, match="convention signée"):
        papers.propose_amendment(mission, reason="Jour 3", by=build.BY)
    base = signed(mission)
    with pytest.raises(DomainError, match="Rien ne diffère"):
        papers.propose_amendment(mission, reason="Jour 3", by=build.BY)
    one_more_half_day(mission)
    draft = papers.propose_amendment(
        mission,
        reason="Jour 3 : des jeunes manquent.",
        clauses=[{"label": "Instance", "before": "Comité", "after": "Équipe projet"}],
        origin="le canevas du jour 3",
        by=build.BY,
    )
    paper = papers.issue_amendment(draft, by=build.BY, now=WHEN)
    for words in ("Avenant n° 1", "Rencontre avec les jeunes", "12,5 jours", "16 875 €", "Équipe projet"):
        assert words in said(paper)
    papers.sign_amendment(paper, signed_on=date(2026, 9, 30), by=build.BY)
    draft.refresh_from_db()
    assert (draft.status, draft.agreed_plan.number) == (AmendmentStatus.SIGNED, 1)
    read = contracts.consolidated(mission)
    assert (read.contract.money.net, read.clauses[0][0]) == (Decimal("16875.00"), 1)
    base.document.refresh_from_db()
    assert "16 200" in said(base)  # the base document is never edited


def test_an_avenant_may_change_only_who_decides_what(mission):
    signed(mission)
    clause = {"label": "Rôle", "before": "", "after": "Le chargé anime"}
    draft = papers.propose_amendment(mission, reason="Jour 3", clauses=[clause], by=build.BY)
    paper = papers.issue_amendment(draft, by=build.BY, now=WHEN)
    papers.sign_amendment(paper, signed_on=date(2026, 9, 30), by=build.BY)
    assert [plan.number for plan in mission.agreed_plans.all()] == [0, 1]


def test_one_avenant_at_a_time_rewritten_while_it_is_a_draft_or_given_up(mission):
    signed(mission)
    one_more_half_day(mission)
    draft = papers.propose_amendment(mission, reason="Un", by=build.BY)
    assert papers.propose_amendment(mission, reason="Deux", by=build.BY) == draft
    papers.issue_amendment(draft, by=build.BY, now=WHEN)
    with pytest.raises(DomainError, match="attend déjà sa signature"):
        papers.propose_amendment(mission, reason="Trois", by=build.BY)
    papers.drop_amendment(draft, reason="On garde le plan", by=build.BY)
    assert mission.papers.get(kind=PaperKind.AMENDMENT).status == PaperStatus.CANCELLED


def test_after_day_three_the_page_of_what_is_due_proposes_an_avenant(mission):
    signed(mission)
    day = build.training_day(mission, 3)
    day.held_at = day.closed_at = build.moment(day.starts_on)
    day.status = "closed"
    day.save()
    one_more_half_day(mission)
    found = {one.what: one.hint for one in due.of_mission(mission, today=day.starts_on)}
    assert "La troisième journée est passée" in found["Proposer un avenant"]


def test_invoice_data_adds_up_and_no_cell_is_a_formula(client, mission):
    signed(mission)
    mission.title = "=2+3"
    mission.save()
    client.force_login(cast.role(mission, Role.TRAINING_MANAGER))
    response = client.get(reverse("training:invoice", args=[mission.slug, "csv"]))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["designation"] for row in rows] == [
        "Phase 1",
        "Phase 2, Territoire 1",
        "Phase 2, Territoire 2",
    ]
    assert sum(Decimal(row["montant_ht"].replace(",", ".")) for row in rows) == 16_200
    assert {row["mission"] for row in rows} == {"'=2+3"}
    book = load_workbook(
        io.BytesIO(client.get(reverse("training:invoice", args=[mission.slug, "xlsx"])).content)
    )
    assert sum(row[11] for row in book.active.iter_rows(min_row=2, values_only=True)) == 16_200


def test_every_paper_is_tagged_and_in_french(mission):
    lucie = build.trainee(mission)
    signed(mission)
    papers.convoke(mission, by=build.BY, now=build.moment(date(2026, 8, 20)))
    build.countersigned(build.slots(build.training_day(mission))[0], [lucie])
    for kind in (PaperKind.ATTESTATION, PaperKind.CERTIFICATE):
        papers.issue_completion(mission, kind=kind, by=build.BY, now=WHEN)
    for paper in mission.papers.select_related("document"):
        root = PdfReader(io.BytesIO(bytes(paper.document.pdf))).trailer["/Root"]
        assert (root["/MarkInfo"]["/Marked"], root["/Lang"], "/StructTreeRoot" in root) == (
            True,
            "fr-FR",
            True,
        )


def test_papers_are_issued_signed_and_read_from_the_pages(client, mission):
    client.force_login(cast.role(mission, Role.TRAINING_MANAGER))
    page = reverse("training:papers", args=[mission.slug])
    for what in ("devis", "convention"):
        client.post(reverse("training:issue", args=[mission.slug, what]))
    paper = mission.papers.get(kind=PaperKind.AGREEMENT)
    assert client.get(reverse("training:paper", args=[mission.slug, paper.id])).content[:4] == b"%PDF"
    client.post(reverse("training:sign_paper", args=[mission.slug, paper.id]), {"signed_on": "2026-07-10"})
    one_more_half_day(mission)
    assert "n’est plus celui qui a été signé" in client.get(page).content.decode()
    propose = reverse("training:propose_amendment", args=[mission.slug])
    assert client.post(propose, {"reason": ""}).status_code == 422
    client.post(propose, {"reason": "Une demi-journée de plus"})
    amendment = mission.amendments.get()
    client.post(reverse("training:move_amendment", args=[mission.slug, amendment.id, "emettre"]))
    paper = mission.papers.get(kind=PaperKind.AMENDMENT)
    client.post(reverse("training:sign_paper", args=[mission.slug, paper.id]), {"signed_on": "2026-09-30"})
    assert "Avenant n° 1 signé" in client.get(page).content.decode()
    assert client.get(reverse("training:consolidated", args=[mission.slug])).content[:4] == b"%PDF"


def test_the_file_of_the_training_is_written_from_its_page(client):
    made = build.mission(territories=1)
    client.force_login(cast.role(made, Role.TRAINING_MANAGER))
    address = reverse("training:file", args=[made.slug])
    assert client.get(address).status_code == 200
    typed = {
        "organisation": str(made.provider_id), "trainer_name": "Hélène Vauzelle", "quote_valid_days": "30",
        "group_size": "Douze agents", "siret": "123",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 422
    client.post(address, typed | {"siret": "12345678900012", "rules_url": "reglement.example"})
    file = contracts.file_of(made)
    assert (file.trainer.name, file.body.siret, file.body.rules_url) == (
        "Hélène Vauzelle", "12345678900012", "https://reglement.example",
    )  # fmt: skip


def test_a_coordinator_reads_the_papers_and_issues_none(client, mission):
    client.force_login(cast.role(mission, Role.COOPERATION_OFFICER))
    assert client.get(reverse("training:papers", args=[mission.slug])).status_code == 200
    assert client.post(reverse("training:issue", args=[mission.slug, "devis"])).status_code == 403


def test_a_file_name_holds_only_letters_digits_and_dashes(mission):
    one = build.trainee(mission, "Zoé O’Brien / ../é")
    (paper,) = papers.convoke(mission, by=build.BY, now=build.moment(date(2026, 8, 20)))
    assert exports.file_name(replace_person(paper, one)) == "convocation-2026-001-zoe-obrien-e.pdf"


def replace_person(paper, enrolment):
    paper.enrolment = enrolment
    return paper
