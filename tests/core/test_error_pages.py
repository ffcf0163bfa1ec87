import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from jalons.accounts.access import public
from jalons.config.urls import urlpatterns as pages

pytestmark = pytest.mark.django_db


@public("a page of the tests")
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Demandez à la personne chargée de coopération.")


@public("a page of the tests")
def refused_without_a_word(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@public("a page of the tests")
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@public("a page of the tests")
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("too many fields")


urlpatterns = [
    *pages,
    path("t/refus/", refused),
    path("t/refus-muet/", refused_without_a_word),
    path("t/panne/", broken),
    path("t/louche/", suspicious),
]
handler400 = "jalons.core.views.bad_request"
handler403 = "jalons.core.views.permission_denied"
handler404 = "jalons.core.views.not_found"
handler500 = "jalons.core.views.server_error"

with_failing_pages = override_settings(ROOT_URLCONF=__name__)


@with_failing_pages
def test_a_refusal_shows_its_sentence(client: Client) -> None:
    response = client.get("/t/refus/")
    assert response.status_code == 403
    assert "Demandez à la personne chargée de coopération." in response.content.decode()
    assert "Votre rôle ne permet pas" in client.get("/t/refus-muet/").content.decode()


def test_an_unknown_page_leads_back(client: Client) -> None:
    response = client.get("/cette-page-n-existe-pas/")
    assert response.status_code == 404
    assert "Le chemin s’arrête ici" in response.content.decode()
    assert "Revenir à l’accueil" in response.content.decode()


@with_failing_pages
def test_a_failure_is_said_without_any_detail_and_without_a_template(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/t/panne/")
    assert response.status_code == 500
    assert "Une panne, de notre côté" in response.content.decode()
    assert "ZeroDivision" not in response.content.decode()


@with_failing_pages
def test_a_damaged_request_is_said_in_french(client: Client) -> None:
    response = client.get("/t/louche/")
    assert response.status_code == 400
    assert "Jalons n’a pas compris" in response.content.decode()
    assert "too many fields" not in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_too(client: Client) -> None:
    response = client.get("/", headers={"host": "ailleurs.example"})
    assert response.status_code == 400
    assert "Jalons n’a pas compris" in response.content.decode()


def test_an_expired_form_says_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/apparence/", {"theme": "sombre"})
    assert response.status_code == 403
    assert "Ce formulaire n’est plus valable" in response.content.decode()
