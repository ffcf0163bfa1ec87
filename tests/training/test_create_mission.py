"""A mission is created from the programme, with its territories, its steps, its price."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import RoleAssignment
from jalons.core import typography
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.initiatives import agreement, plan_queries, planning
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.models import Entry
from jalons.training.actions import missions, programmes
from jalons.training.models import Programme, ProgrammeDay
from tests import cast

pytestmark = pytest.mark.django_db
URL = "/missions/nouvelle/"


@pytest.fixture
def programme():
    return programmes.load_catalogue()[0]


def purchase(**fields):
    defaults = {
        "title": "Territoires d’impact collectif",
        "client": cast.organisation(),
        "provider": cast.organisation("Prestataire fictif", "training_body"),
        "is_member_rate": True,
        "daily_rate": None,
        "starts_on": date(2026, 9, 1),
    }
    return missions.Purchase(**defaults | fields)


def typed(programme, *territories, **fields):
    data = {
        "title": "Territoires d’impact collectif",
        "programme": str(programme.pk),
        "new_client": "Caf de la Haute-Vienne",
        "new_provider": "Prestataire fictif",
        "membership": "yes",
        "daily_rate": "",
        "month": "2026-09",
        "rows": "2",
    }
    for number, territory in enumerate(territories, start=1):
        data[f"territory_{number}"] = territory
    return data | fields


def test_loading_the_catalogue_twice_changes_nothing(programme):
    again = programmes.load_catalogue()
    assert again == [programme]
    assert (Programme.objects.count(), ProgrammeDay.objects.count()) == (1, 14)


def test_a_published_programme_needs_all_its_heads():
    content = {"code": "vide", "version": 1, "is_published": True, "heads": {"audience": "Tous"}, "days": []}
    with pytest.raises(DomainError, match="Prérequis"):
        programmes.load(content, by=SOFTWARE)


def test_a_mission_comes_with_its_initiatives_its_steps_and_its_price(programme):
    places = [cast.epci("Élan Limousin Avenir Nature"), cast.epci("Portes de Vassivière")]
    mission = missions.create(
        programme=programme, purchase=purchase(), territories=places, by=SOFTWARE, creator=cast.user()
    )
    assert [one.name for one in mission.initiatives.order_by("created_at")] == [
        "Élan Limousin Avenir Nature",
        "Portes de Vassivière",
    ]
    assert mission.steps.filter(kind=StepKind.TRAINING_DAY).count() == 3
    assert mission.steps.count() == 3 + 2 * 11
    sums = plan_queries.mission_plan(mission).totals
    assert (sums.days, sums.hours, sums.price) == (12, Decimal("84.0"), Decimal("16200.00"))


def test_the_ctg_is_proposed_for_the_length_that_the_programme_says(programme):
    mission = missions.create(
        programme=programme, purchase=purchase(), territories=[cast.epci()], by=SOFTWARE
    )
    (initiative,) = mission.initiatives.all()
    assert (initiative.ctg_starts_on, initiative.ctg_ends_on) == (date(2027, 1, 1), date(2031, 12, 31))


def test_a_rate_nobody_typed_is_refused_and_nothing_is_left_behind(programme):
    with pytest.raises(DomainError) as refusal:
        missions.create(
            programme=programme,
            purchase=purchase(is_member_rate=False),
            territories=[cast.epci()],
            by=SOFTWARE,
        )
    assert refusal.value.field == "daily_rate"
    assert (Mission.objects.count(), Initiative.objects.count(), Step.objects.count()) == (0, 0, 0)


def test_the_person_who_creates_it_gets_their_role_on_the_mission(client, programme):
    place = cast.epci("Portes de Vassivière", "248719353")
    user = cast.role(None, Role.CAF_REFERENT)
    client.force_login(user)
    answer = client.post(URL, typed(programme, "248719353"))
    mission = Mission.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/missions/{mission.slug}/"
    assert mission.initiatives.get().territory == place
    assert list(
        RoleAssignment.objects.filter(user=user, scope_kind=ScopeKind.MISSION).values_list("role", "scope_id")
    ) == [(Role.CAF_REFERENT, mission.id)]
    assert Entry.objects.filter(verb="mission.created", actor_id=user.id).count() == 1


def test_the_page_of_the_new_mission_opens_and_shows_its_sums(client, programme):
    cast.epci("Portes de Vassivière", "248719353")
    client.force_login(cast.role(None, Role.COOPERATION_OFFICER))
    page = client.post(URL, typed(programme, "248719353"), follow=True).content.decode()
    assert "7,5" in page
    assert typography.euros(10125) in page


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(client, programme):
    client.force_login(cast.role(None, Role.TRAINER))
    answer = client.post(URL, typed(programme, title="Ma mission", new_client="", membership=""))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choisissez la Caf cliente, ou écrivez son nom." in page
    assert "Dites si la Caf est adhérente" in page
    assert 'value="Ma mission"' in page
    assert Mission.objects.count() == 0


def test_an_unknown_territory_is_named_and_kept(client, programme):
    client.force_login(cast.role(None, Role.TRAINER))
    page = client.post(URL, typed(programme, "Nulle part")).content.decode()
    assert "Nous ne trouvons pas cette intercommunalité." in page
    assert 'value="Nulle part"' in page


def test_the_same_territory_twice_is_refused(client, programme):
    cast.epci("Portes de Vassivière", "248719353")
    client.force_login(cast.role(None, Role.TRAINER))
    page = client.post(URL, typed(programme, "248719353", "248719353")).content.decode()
    assert "est déjà choisi plus haut" in page


def test_one_more_row_keeps_what_was_typed(client, programme):
    client.force_login(cast.role(None, Role.TRAINER))
    page = client.post(URL, typed(programme, "Vassivière", one_more="1")).content.decode()
    assert 'name="territory_3"' in page
    assert 'value="Vassivière"' in page
    assert "est à reprendre" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.TRAINER, 200),
        (Role.CAF_REFERENT, 200),
        (Role.COOPERATION_OFFICER, 200),
        (Role.TRAINING_MANAGER, 200),
        (Role.ADMINISTRATOR, 403),
        (Role.DPO, 403),
    ],
)
def test_who_may_create_a_mission(client, programme, role, status):
    client.force_login(cast.role(None, role))
    assert client.get(URL).status_code == status


def test_nobody_without_a_role_creates_a_mission(client, programme):
    client.force_login(cast.user())
    assert client.get(URL).status_code == 404


def test_the_sheet_of_the_programme_is_public_and_says_it_is_new(client, programme):
    page = client.get(reverse("training:programme", args=[programme.code])).content.decode()
    assert "Nouveau programme" in page
    assert typography.euros(16200) in page


def test_the_snapshot_of_a_new_mission_is_its_own_agreement(programme):
    mission = missions.create(
        programme=programme, purchase=purchase(), territories=[cast.epci()], by=SOFTWARE
    )
    content = planning.snapshot(mission)
    assert agreement.differences(content, planning.snapshot(mission)) == []
