"""Pages of missions, steps, team, signatories, competences: who opens them, what they keep."""

from datetime import date, time

import pytest
from django.core import mail

from jalons.accounts.enums import Role
from jalons.core import typography
from jalons.core.actors import Actor
from jalons.directory.enums import Competency
from jalons.directory.models import Competence, Organisation, Venue
from jalons.initiatives.actions import agreements, signatories, team, themes
from jalons.initiatives.actions.team import Seat
from jalons.initiatives.enums import SignatoryStatus, StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import Step, TeamMember, Theme
from jalons.journal.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")
OCTOBER = date(2026, 10, 6)


@pytest.fixture
def initiative():
    place = cast.initiative()
    cast.commune("Nedde", "87104", epci=place.territory)
    return place


@pytest.fixture
def officer(client, initiative):
    user = cast.role(initiative.mission)
    client.force_login(user)
    return user


def table(initiative, **fields):
    return cast.step(initiative, **{"starts_on": OCTOBER} | fields)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_mission_costs_the_same_whatever_its_steps(
    client, initiative, django_assert_num_queries, count
):
    for _ in range(count):
        table(initiative)
    with django_assert_num_queries(7):
        page = client.get(f"/missions/{initiative.mission.slug}/").content.decode()
    assert typography.euros(1350 * count) in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.TRAINING_BODY, 200),
        (Role.TRAINING_MANAGER, 200),
        (Role.TRAINER, 200),
        (Role.CAF_REFERENT, 200),
        (Role.TRAINEE, 200),
        (Role.DPO, 403),
        (None, 404),
    ],
)
def test_who_opens_the_page_of_a_mission(client, initiative, role, status):
    client.force_login(cast.role(initiative.mission, role) if role else cast.user())
    assert client.get(f"/missions/{initiative.mission.slug}/").status_code == status


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.DPO])
def test_who_may_not_change_a_mission(client, initiative, role):
    client.force_login(cast.role(initiative.mission, role))
    base = f"/missions/{initiative.mission.slug}/"
    for path in ("modifier/", "etapes/ajouter/", "inviter/", "themes/"):
        assert client.get(base + path).status_code == 403
    assert client.post(base + "convention/", {"signed_on": "2026-09-01"}).status_code == 403


@pytest.mark.usefixtures("officer")
def test_the_agreement_then_the_amendment_are_signed_from_the_page(client, initiative):
    step = table(initiative)
    base = f"/missions/{initiative.mission.slug}/"
    client.post(base + "convention/", {"signed_on": "2026-09-01"})
    client.post(f"/seances/{step.id}/retirer/", {"reason": "Plus tard."})
    page = client.get(base).content.decode()
    assert "Un avenant est dû." in page
    assert "Enregistrer l’avenant n° 1" in page
    client.post(base + "avenant/", {"signed_on": "2026-10-01", "reason": "Une table de moins."})
    assert "Le plan est celui qui a été signé" in client.get(base).content.decode()


@pytest.mark.usefixtures("officer")
def test_an_amendment_without_reason_keeps_its_date(client, initiative):
    step = table(initiative)
    agreements.sign(initiative.mission, signed_on=date(2026, 9, 1), by=CLAIRE)
    client.post(f"/seances/{step.id}/retirer/", {"reason": "Plus tard."})
    answer = client.post(
        f"/missions/{initiative.mission.slug}/avenant/", {"signed_on": "2026-10-01", "reason": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Écrivez le motif de l’avenant." in page
    assert 'value="2026-10-01"' in page


@pytest.mark.usefixtures("officer")
def test_a_step_is_added_and_its_form_keeps_what_was_typed(client, initiative):
    url = f"/missions/{initiative.mission.slug}/etapes/ajouter/"
    data = {
        "initiative": str(initiative.id),
        "kind": "preparation",
        "title": "",
        "starts_on": "2026-11-03",
        "provider_presence": "yes",
        "half_days": "1",
    }
    page = client.post(url, data).content.decode()
    assert "Donnez un titre à cette étape." in page
    assert 'value="2026-11-03"' in page
    client.post(url, data | {"title": "Rencontre au lycée"})
    assert Step.objects.get().title == "Rencontre au lycée"


@pytest.mark.usefixtures("officer")
def test_terms_are_changed_with_a_french_decimal(client, initiative):
    mission = initiative.mission
    url = f"/missions/{mission.slug}/modifier/"
    data = {"title": mission.title, "daily_rate": "1420,50", "hours_per_half_day": "3,5"}
    assert client.post(url, data).status_code == 302
    mission.refresh_from_db()
    assert str(mission.daily_rate) == "1420.50"
    assert "Écrivez un montant" in client.post(url, data | {"daily_rate": "cher"}).content.decode()


@pytest.mark.usefixtures("officer")
def test_somebody_is_invited_to_the_mission(client, initiative):
    client.post(
        f"/missions/{initiative.mission.slug}/inviter/",
        {"name": "Hélène Vauzelle", "email": "helene@exemple.example", "role": "trainer", "employer": ""},
    )
    assert [message.to for message in mail.outbox] == [["helene@exemple.example"]]


@pytest.mark.usefixtures("officer")
def test_the_calendar_of_a_mission_goes_into_an_agenda(client, initiative):
    venue = Venue.objects.create(name="Salle, grande", commune=None)
    table(initiative, starts_at=time(9), venue=venue, intentions="Écouter ; croiser\nretenir " + "é" * 60)
    table(initiative, status=StepStatus.CANCELLED)
    table(initiative, starts_on=None)
    answer = client.get(f"/missions/{initiative.mission.slug}/calendrier.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART:20261006T070000Z\r\nDTEND:20261006T150000Z\r\n" in text
    assert "LOCATION:Salle\\, grande\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("role", "on", "status"),
    [
        (Role.COOPERATION_OFFICER, "initiative", 200),
        (Role.SIGNATORY, "initiative", 200),
        (Role.TRAINING_BODY, "mission", 200),
        (Role.TRAINEE, "mission", 200),
        (Role.TABLE_SCRIBE, "step", 200),
        (None, None, 404),
    ],
)
def test_who_opens_the_page_of_a_step(client, initiative, role, on, status):
    step = table(initiative, minutes="Ce qui s’est dit.")
    places = {"initiative": initiative, "mission": initiative.mission, "step": step}
    client.force_login(cast.role(places[on], role) if role else cast.user())
    answer = client.get(f"/seances/{step.id}/")
    assert answer.status_code == status
    sees_minutes = role == Role.COOPERATION_OFFICER
    assert ("Ce qui s’est dit." in answer.content.decode()) is sees_minutes


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PROJECT_TEAM, 403), (Role.SIGNATORY, 403), (Role.TRAINER, 302)]
)
def test_who_opens_and_moves_a_step(client, initiative, role, status):
    step = table(initiative)
    client.force_login(cast.role(initiative, role))
    assert client.post(f"/seances/{step.id}/confirmer/").status_code == status
    expected = 200 if status == 302 else status
    assert client.get(f"/seances/{step.id}/modifier/").status_code == expected


@pytest.mark.usefixtures("officer")
def test_a_gate_is_shown_then_passed_with_a_reason(client, initiative):
    cast.step(initiative, kind=StepKind.PREPARATION, half_days=1, title="Préparation 1")
    step = table(initiative)
    assert "« Préparation 1 »" in client.get(f"/seances/{step.id}/").content.decode()
    refused = client.post(f"/seances/{step.id}/ouvrir/", {"reason": ""})
    assert refused.status_code == 422
    assert "écrivez pourquoi" in refused.content.decode()
    assert client.post(f"/seances/{step.id}/ouvrir/", {"reason": "La salle est prise."}).status_code == 302
    assert Entry.objects.filter(verb="step.held_despite").count() == 1


@pytest.mark.usefixtures("officer")
def test_a_refused_validation_shows_what_is_missing_and_a_closed_button(client, initiative):
    step = cast.step(initiative, kind=StepKind.VALIDATION, half_days=0)
    page = client.get(f"/seances/{step.id}/").content.decode()
    assert "Ajoutez la Caf parmi les signataires." in page
    assert 'aria-disabled="true"' in page


@pytest.mark.usefixtures("officer")
def test_a_date_out_of_order_is_kept_on_the_form_with_its_sentence(client, initiative):
    cast.step(initiative, kind=StepKind.PREPARATION, half_days=1, title="Préparation 1", starts_on=OCTOBER)
    step = table(initiative, starts_on=date(2026, 10, 20))
    data = {"starts_on": "2026-10-01", "provider_presence": "yes", "half_days": "2", "reason": ""}
    page = client.post(f"/seances/{step.id}/modifier/", data).content.decode()
    assert "ne serait plus dans l’ordre" in page
    assert 'value="2026-10-01"' in page


@pytest.mark.usefixtures("officer")
def test_every_move_of_a_step_has_its_button(client, initiative):
    step = table(initiative)
    base = f"/seances/{step.id}/"
    for move, data, status in (
        ("confirmer/", {}, StepStatus.CONFIRMED),
        ("retirer/", {"reason": "Plus de salle."}, StepStatus.CANCELLED),
        ("remettre/", {}, StepStatus.CONFIRMED),
        ("ouvrir/", {}, StepStatus.HELD),
        ("clore/", {}, StepStatus.CLOSED),
        ("rouvrir/", {"reason": "Des cartes sont arrivées."}, StepStatus.HELD),
    ):
        client.post(base + move, data)
        step.refresh_from_db()
        assert step.status == status
        assert client.get(base).status_code == 200


@pytest.mark.usefixtures("officer")
def test_the_minutes_of_a_preparation_are_written(client, initiative):
    step = cast.step(initiative, kind=StepKind.PREPARATION, half_days=1)
    client.post(f"/seances/{step.id}/compte-rendu/", {"minutes": "Relu.", "decisions": "Inviter."})
    assert "Inviter." in client.get(f"/seances/{step.id}/").content.decode()


@pytest.mark.usefixtures("officer")
def test_a_training_day_has_its_page_without_a_territory(client, initiative):
    step = cast.step(initiative, initiative=None, kind=StepKind.TRAINING_DAY, rank=1, title="Jour 1")
    assert "Jour 1" in client.get(f"/seances/{step.id}/").content.decode()
    assert client.get(f"/seances/{step.id}/modifier/").status_code == 200


def member(initiative, **fields):
    seat = Seat(
        function=TeamFunction.COOPERATION_OFFICER,
        employer=cast.organisation("Portes de Vassivière", "epci", territory=initiative.territory),
        starts_on=date(2026, 1, 1),
    )
    return team.join(initiative, person=cast.person(**fields), seat=seat, by=CLAIRE)


@pytest.mark.usefixtures("officer")
def test_somebody_joins_the_team_with_a_new_employer(client, initiative):
    data = {
        "name": "Thomas Lachaud",
        "function": "cooperation_officer",
        "new_organisation": "Syndicat du lac",
        "new_kind": "other",
        "starts_on": "2026-09-01",
    }
    url = f"/territoires/{initiative.slug}/equipe/ajouter/"
    assert "Écrivez le nom" in client.post(url, data | {"name": ""}).content.decode()
    assert client.post(url, data).status_code == 302
    joined = TeamMember.objects.get()
    assert (joined.person.name, joined.employer.name) == ("Thomas Lachaud", "Syndicat du lac")
    assert "La Caf" not in joined.employer.name
    page = client.get(f"/territoires/{initiative.slug}/equipe/").content.decode()
    assert "Il manque encore" in page


@pytest.mark.usefixtures("officer")
def test_a_refused_place_leaves_neither_a_person_nor_an_employer_behind(client, initiative):
    data = {
        "name": "Thomas Lachaud",
        "function": "cooperation_officer",
        "new_organisation": "Syndicat du lac",
        "new_kind": "other",
        "starts_on": "2026-09-01",
        "ends_on": "2026-08-01",
    }
    client.post(f"/territoires/{initiative.slug}/equipe/ajouter/", data)
    assert not Organisation.objects.filter(name="Syndicat du lac").exists()


@pytest.mark.usefixtures("officer")
def test_a_member_is_corrected_and_invited_to_sign_in(client, initiative):
    one = member(initiative, email="jeanne@exemple.example")
    url = f"/territoires/{initiative.slug}/equipe/{one.id}/"
    data = {
        "name": "Jeanne L.",
        "email": "jeanne@exemple.example",
        "function": "partner",
        "organisation": str(one.employer_id),
        "starts_on": "2026-01-01",
    }
    assert client.post(url, data).status_code == 302
    one.refresh_from_db()
    assert one.function == "partner"
    client.post(url + "inviter/")
    assert mail.outbox[0].to == ["jeanne@exemple.example"]


@pytest.mark.parametrize(
    ("role", "seen", "edited"),
    [
        (Role.COOPERATION_OFFICER, 200, 200),
        (Role.PROJECT_TEAM, 200, 403),
        (Role.SIGNATORY, 403, 403),
        (None, 404, 404),
    ],
)
def test_who_sees_the_team_and_who_changes_it(client, initiative, role, seen, edited):
    client.force_login(cast.role(initiative, role) if role else cast.user())
    base = f"/territoires/{initiative.slug}/equipe/"
    assert (client.get(base).status_code, client.get(base + "ajouter/").status_code) == (seen, edited)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("count", [1, 3])
def test_the_team_page_costs_the_same_whatever_its_size(client, initiative, django_assert_num_queries, count):
    employer = cast.organisation("CC", "epci")
    for _ in range(count):
        seat = Seat(function=TeamFunction.PARTNER, employer=employer, starts_on=date(2026, 1, 1))
        team.join(initiative, person=cast.person(), seat=seat, by=CLAIRE)
    with django_assert_num_queries(6):
        client.get(f"/territoires/{initiative.slug}/equipe/")


@pytest.mark.usefixtures("officer")
def test_signatories_are_proposed_then_deliberate_sign_or_withdraw(client, initiative):
    base = f"/territoires/{initiative.slug}/signataires/"
    assert "on peut aussi solliciter" in client.get(base).content.decode()
    client.post(base + "proposes/")
    epci = initiative.signatories.get(is_authority=True)
    early = client.post(f"{base}{epci.id}/signer/", {"signed_on": "2027-05-04"})
    assert early.status_code == 422
    assert "Une collectivité signe après sa délibération" in early.content.decode()
    client.post(
        f"{base}{epci.id}/deliberer/",
        {"deliberation_reference": "2027-12", "deliberated_on": "2027-04-02"},
    )
    client.post(f"{base}{epci.id}/signer/", {"signed_on": "2027-05-04"})
    epci.refresh_from_db()
    assert epci.status == SignatoryStatus.SIGNED
    page = client.get(base).content.decode()
    assert "Délibération 2027-12" in page


@pytest.mark.usefixtures("officer")
def test_a_withdrawal_wants_its_reason_and_can_be_undone(client, initiative):
    epci = signatories.invite(initiative, organisation=cast.organisation("CC", "epci"), by=CLAIRE)
    base = f"/territoires/{initiative.slug}/signataires/{epci.id}/"
    assert "Écrivez le motif du retrait." in client.post(base + "retirer/", {"reason": ""}).content.decode()
    client.post(base + "retirer/", {"reason": "Elle a transféré sa compétence."})
    assert "Elle s’est retirée" in client.get(base).content.decode()
    client.post(base + "revenir/")
    epci.refresh_from_db()
    assert epci.status == SignatoryStatus.INVITED
    assert client.post(base + "danser/").status_code == 404


@pytest.mark.usefixtures("officer")
def test_a_signatory_is_added_and_represented(client, initiative):
    base = f"/territoires/{initiative.slug}/signataires/"
    assert "Choisissez une organisation" in client.post(base + "ajouter/", {}).content.decode()
    client.post(
        base + "ajouter/",
        {
            "organisation": str(initiative.mission.client_id),
            "representative": "Sylvie Marsaud",
            "representative_function": "présidente",
        },
    )
    caf = initiative.signatories.get()
    assert (caf.is_authority, caf.representative) == (False, "Sylvie Marsaud")
    client.post(f"{base}{caf.id}/", {"representative": "Denis Roche"})
    caf.refresh_from_db()
    assert caf.representative == "Denis Roche"


@pytest.mark.usefixtures("officer")
def test_the_dates_of_the_ctg_are_proposed_for_five_years_and_typed_for_four(client, initiative):
    url = f"/territoires/{initiative.slug}/signataires/convention/"
    assert "-12-31" in client.get(url).content.decode()
    wrong = {"ctg_starts_on": "2027-01-01", "ctg_ends_on": "2026-01-01"}
    assert "finit après avoir commencé" in client.post(url, wrong).content.decode()
    client.post(url, {"ctg_starts_on": "2027-01-01", "ctg_ends_on": "2030-12-31", "is_renewal": "on"})
    initiative.refresh_from_db()
    assert initiative.ctg_ends_on == date(2030, 12, 31)


@pytest.mark.usefixtures("officer")
def test_a_commune_s_competences_are_edited_by_row_with_their_history(client, initiative):
    town = cast.organisation("Commune de Nedde", "commune", territory=initiative.territory)
    epci = cast.organisation("CC", "epci", territory=initiative.territory)
    url = f"/territoires/{initiative.slug}/competences/87104/"
    client.post(url, {"starts_on": "2018-01-01", Competency.CHILDHOOD.value: str(town.id)})
    client.post(url, {"starts_on": "2025-09-01", Competency.CHILDHOOD.value: str(epci.id)})
    assert Competence.objects.count() == 2
    page = client.get(url).content.decode()
    assert "Commune de Nedde" in page
    table_page = client.get(f"/territoires/{initiative.slug}/competences/").content.decode()
    assert "l’intercommunalité" in table_page
    assert client.get(f"/territoires/{initiative.slug}/competences/75056/").status_code == 404


@pytest.mark.usefixtures("officer")
def test_an_overlap_is_said_at_the_date(client, initiative):
    town = cast.organisation("Commune de Nedde", "commune", territory=initiative.territory)
    url = f"/territoires/{initiative.slug}/competences/87104/"
    client.post(url, {"starts_on": "2025-01-01", Competency.CHILDHOOD.value: str(town.id)})
    epci = cast.organisation("CC", "epci", territory=initiative.territory)
    page = client.post(url, {"starts_on": "2020-01-01", Competency.CHILDHOOD.value: str(epci.id)}).content
    assert "exerce déjà cette mission à Nedde" in page.decode()
    assert Competence.objects.count() == 1


@pytest.mark.usefixtures("officer")
def test_organisations_and_venues_are_added_and_corrected(client, initiative):
    base = f"/territoires/{initiative.slug}/annuaire/"
    wrong = {"name": "Foyer", "kind": "association", "siren": "123456789"}
    assert "Ce SIREN ne tient pas" in client.post(base + "organisations/ajouter/", wrong).content.decode()
    client.post(base + "organisations/ajouter/", wrong | {"siren": "732 829 320"})
    body = Organisation.objects.get(name="Foyer")
    assert (body.siren, body.territory) == ("732829320", initiative.territory)
    client.post(f"{base}organisations/{body.id}/", wrong | {"name": "Foyer rural", "siren": ""})
    nedde = initiative.territory.memberships.get().commune
    venue = {"name": "Salle des fêtes", "commune": str(nedde.id), "capacity": "120"}
    client.post(base + "lieux/ajouter/", venue)
    found = Venue.objects.get()
    client.post(
        f"{base}lieux/{found.id}/", venue | {"accessibility_sheet_url": "https://exemple.fr/registre"}
    )
    page = client.get(base).content.decode()
    assert "Foyer rural" in page
    assert "https://exemple.fr/registre" in page


@pytest.mark.usefixtures("officer")
def test_the_themes_of_the_caf_are_added_renamed_and_retired(client, initiative):
    themes.load_shipped()
    base = f"/missions/{initiative.mission.slug}/themes/"
    client.post(base, {"label": "Seniors"})
    client.post(f"{base}Seniors/", {"label": "Aînés", "retired": "0"})
    client.post(f"{base}Handicap/", {"retired": "1"})
    assert Theme.objects.filter(caf=initiative.mission.client, label="Aînés").exists()
    assert Theme.objects.get(caf=initiative.mission.client, label="Handicap").is_retired
    page = client.get(base).content.decode()
    assert "Aînés" in page
    assert "déjà dans la liste" in client.post(base, {"label": "Aînés"}).content.decode()
