"""The catalogue: sheets are complete before they are public, versions never change, requests have a clock."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jalons.accounts.enums import Role
from jalons.core import typography
from jalons.core.errors import DomainError
from jalons.documents import pdf
from jalons.initiatives import calendar
from jalons.training import rules
from jalons.training.actions import programmes, requests
from jalons.training.actions.programmes import SheetContent
from jalons.training.actions.requests import Asked
from jalons.training.enums import AccessPath, AccessStatus
from jalons.training.models import AccessRequest, Programme
from jalons.training.papers import programme as papers
from jalons.training.queries import catalogue
from tests import cast
from tests.training.build import BY, moment

pytestmark = pytest.mark.django_db
ASKED = Asked("Caf fictive", "Claire Aubert", "claire@exemple.example")


@pytest.fixture
def programme():
    return programmes.load_catalogue()[0]


def test_the_programme_in_hand_gives_every_head_and_comes_to_84_hours_12_days_16_200_euros(programme):
    sheet = catalogue.sheet(programme)
    assert rules.missing_heads(programme.heads) == []
    assert (sheet.whole.days, sheet.whole.hours, sheet.whole.price) == (12, 84, 16_200)
    assert [len(sheet.shared), len([d for d in sheet.per_territory if d.half_days])] == [3, 7]


def test_a_new_version_is_a_draft_that_leaves_the_published_one_alone(programme):
    draft = programmes.new_version(programme, by=BY)
    assert (draft.version, draft.is_draft, draft.days.count()) == (3, True, programme.days.count())
    assert programmes.new_version(programme, by=BY) == draft
    with pytest.raises(DomainError, match="ne change plus"):
        programmes.write(programme, content=SheetContent("Autre", "", [], Decimal(1), None, {}), by=BY)


def test_a_draft_is_published_only_once_every_head_is_written(programme):
    draft = programmes.new_version(programme, by=BY)
    heads = draft.heads | {"accessibility": " "}
    programmes.write(
        draft, content=SheetContent(draft.title, draft.objective, [], Decimal(1400), None, heads), by=BY
    )
    with pytest.raises(DomainError, match="Accessibilité, Objectifs évaluables"):
        programmes.publish(draft, by=BY)
    programmes.write(
        draft,
        content=SheetContent(draft.title, draft.objective, ["Savoir"], Decimal(1400), None, programme.heads),
        by=BY,
    )
    published = programmes.publish(draft, by=BY, now=moment(date(2026, 11, 24)))
    assert published.updated_on == date(2026, 11, 24)
    assert list(catalogue.published()) == [published]
    assert Programme.objects.get(pk=programme.pk).is_published  # the missions that follow it still read it


def test_the_public_page_reads_without_account_and_says_what_the_sheet_says(client, programme):
    page = client.get(reverse("training:programme", args=[programme.code])).content.decode()
    for label in (
        *rules.HEADS.values(),
        "Phase 1",
        "Phase 2",
        "Nouveau programme",
        typography.day(date(2026, 5, 20)),
    ):
        assert label in page
    assert client.get(reverse("training:catalogue")).status_code == 200


def test_the_sheet_in_pdf_is_tagged_and_in_french(client, programme):
    from io import BytesIO

    from pypdf import PdfReader

    response = client.get(reverse("training:programme_pdf", args=[programme.code]))
    root = PdfReader(BytesIO(response.content)).trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "fr-FR")
    assert "StructTreeRoot" in str(list(root))


def test_the_paper_sheet_has_the_heads_of_the_page(programme):
    text = str(papers.sheet(catalogue.sheet(programme)))
    for label in rules.HEADS.values():
        assert label in text
    assert pdf.render(papers.sheet(catalogue.sheet(programme)), now=moment(date(2026, 5, 20)))[:4] == b"%PDF"


def test_a_direct_request_is_due_in_fifteen_calendar_days(programme):
    request = requests.receive(programme, asked=ASKED, received_on=date(2026, 11, 2))
    assert request.due_on == date(2026, 11, 17)


def test_worked_days_count_when_the_installation_says_so(programme, settings):
    settings.ACCESS_DELAY_COUNTS_WORKING_DAYS = True
    request = requests.receive(programme, asked=ASKED, received_on=date(2026, 11, 2))
    assert request.due_on == date(2026, 11, 24)  # the 11th is a public holiday


def test_an_inter_session_has_a_month_and_a_procurement_its_own_date(programme):
    inter = Asked("Caf", "C", "c@exemple.example", path=AccessPath.INTER)
    assert requests.receive(programme, asked=inter, received_on=date(2026, 11, 2)).due_on == date(2026, 12, 2)
    market = Asked("Caf", "C", "c@exemple.example", path=AccessPath.PROCUREMENT, agreed_on=date(2027, 2, 1))
    assert requests.receive(programme, asked=market, received_on=date(2026, 11, 2)).due_on == date(2027, 2, 1)
    unknown = Asked("Caf", "C", "c@exemple.example", path=AccessPath.PROCUREMENT)
    with pytest.raises(DomainError, match="la procédure fixe"):
        requests.receive(programme, asked=unknown, received_on=date(2026, 11, 2))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 40))
def test_counting_worked_days_never_ends_sooner_than_calendar_ones(day, days):
    by_calendar = rules.answer_due(day, path="direct", days=days)
    worked = rules.answer_due(
        day, path="direct", days=days, counts_working_days=True, next_working_day=calendar.next_working_day
    )
    assert worked >= by_calendar


def test_an_answer_stops_the_clock_once(programme):
    request = requests.receive(programme, asked=ASKED, received_on=date(2026, 11, 2))
    answered = requests.answer(request, text="Oui, avec plaisir.", by=BY, answered_on=date(2026, 11, 5))
    assert answered.status == AccessStatus.ANSWERED
    with pytest.raises(DomainError, match="déjà sa réponse"):
        requests.answer(request, text="Encore", by=BY)


def test_anybody_asks_from_the_public_page_and_reads_when_the_answer_comes(client, programme):
    address = reverse("training:ask", args=[programme.code])
    refused = client.post(address, {"organisation_name": "Caf"})
    assert refused.status_code == 422
    received = client.post(
        address, {"organisation_name": "Caf", "contact_name": "C", "email": "c@exemple.example"}
    )
    request = AccessRequest.objects.get()
    assert received.status_code == 201
    assert str(request.due_on.day) in received.content.decode()


def test_late_requests_are_seen_by_the_training_body_alone(client, programme):
    requests.receive(programme, asked=ASKED, received_on=date(2026, 1, 2))
    client.force_login(cast.role(None, Role.TRAINING_MANAGER))
    assert "En retard" in client.get(reverse("training:requests")).content.decode()
    client.force_login(cast.role(None, Role.CAF_REFERENT))
    assert client.get(reverse("training:requests")).status_code == 403
    client.force_login(cast.user("Personne"))
    assert client.get(reverse("training:manage_catalogue")).status_code == 404


def test_a_sheet_is_written_and_published_from_the_pages(client, programme):
    client.force_login(cast.role(None, Role.TRAINING_BODY))
    client.post(reverse("training:new_version", args=[programme.code]))
    draft = Programme.objects.get(version=3)
    typed = {
        "title": "Titre neuf",
        "objective": "Un objectif",
        "objectives": "A\nB",
        "member_daily_rate": "1400",
    }
    response = client.post(reverse("training:edit_programme", args=[draft.id]), typed | draft.heads)
    assert response.status_code == 302
    day = draft.days.first()
    client.post(
        reverse("training:edit_day", args=[draft.id, day.id]),
        {"title": day.title, "intentions": "Une intention", "half_days": "1"},
    )
    assert client.get(reverse("training:edit_programme", args=[draft.id])).status_code == 200
    client.post(reverse("training:publish_programme", args=[draft.id]))
    draft.refresh_from_db()
    assert (draft.is_published, draft.title, draft.objectives) == (True, "Titre neuf", ["A", "B"])
    assert draft.days.first().half_days == 1


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([], (0, None)), ([4, 4, 4, 4], (4, None)), ([4, 3, 2, 4, 1], (5, 60)), ([1, 1, 1, 1, 1], (5, 0))],
)
def test_satisfaction_has_no_rate_under_five_answers(answers, expected):
    found = rules.satisfaction(answers)
    assert (found.n, found.percent) == expected
