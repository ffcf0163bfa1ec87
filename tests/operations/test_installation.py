"""The first person and the first organisation; what `jalons check --deploy` says; the seeding."""

from datetime import UTC, datetime

import pytest

from jalons.accounts.enums import Permission, Role
from jalons.accounts.models import User
from jalons.accounts.permissions import may, roles_on
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.operations import checks, installation
from jalons.operations.demo import seed
from jalons.operations.demo.accounts import CAST, DOMAIN, seed_accounts
from jalons.operations.installation import Beginning


def beginning(**fields) -> Beginning:
    usual = {
        "name": "Anne Peyrat",
        "email": "Anne@Exemple.example ",
        "organisation": "Caf fictive",
        "kind": OrganisationKind.CAF.value,
        "is_leading": False,
    }
    return Beginning(**usual | fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.CAF, Role.CAF_REFERENT),
        (OrganisationKind.TRAINING_BODY, Role.TRAINER),
        (OrganisationKind.EPCI, Role.COOPERATION_OFFICER),
    ],
)
def test_the_first_person_administers_and_may_also_open_missions(kind, role):
    user = installation.begin(beginning(kind=kind.value, is_leading=True))
    assert user.email == "anne@exemple.example"
    assert roles_on(user, INSTALLATION) == {Role.ADMINISTRATOR, role}
    assert may(user, Permission.CREATE_MISSION, INSTALLATION)
    assert Organisation.objects.get().kind == kind


@pytest.mark.django_db
def test_who_only_administers_opens_no_mission():
    user = installation.begin(beginning())
    assert roles_on(user, INSTALLATION) == {Role.ADMINISTRATOR}
    assert not may(user, Permission.CREATE_MISSION, INSTALLATION)


@pytest.mark.django_db
def test_an_installation_begins_once():
    installation.begin(beginning())
    with pytest.raises(DomainError, match="ne sert qu’une fois"):
        installation.begin(beginning(email="autre@exemple.example"))
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"name": " "}, {"organisation": ""}, {"email": "anne"}])
def test_a_wrong_answer_leaves_nothing_behind(wrong):
    with pytest.raises(DomainError):
        installation.begin(beginning(**wrong))
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"SECRET_KEY": "only-for-development"}, {"jalons.E001"}),
        ({"DEMO": True}, {"jalons.E003"}),
        ({}, set()),
    ],
)
def test_the_deployment_check_sees_a_key_or_a_demonstration_left_open(settings, tmp_path, changes, expected):
    settings.VAR_DIR = tmp_path
    for name, value in changes.items():
        setattr(settings, name, value)
    assert {problem.id for problem in checks.secrets_and_demonstration()} == expected


def test_the_deployment_check_sees_a_key_that_others_can_read(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "secret_key").write_text("a")
    (tmp_path / "secret_key").chmod(0o644)
    assert {problem.id for problem in checks.secrets_and_demonstration()} == {"jalons.E002"}


def test_the_deployment_check_sees_an_address_that_the_site_would_refuse(settings, monkeypatch):
    monkeypatch.setenv("JALONS_EMAIL_URL", "smtp://localhost")
    settings.SITE_URL, settings.IS_HTTPS, settings.ALLOWED_HOSTS = "https://jalons.exemple.example", True, []
    assert {problem.id for problem in checks.addresses()} == {"jalons.E004"}
    settings.ALLOWED_HOSTS = ["jalons.exemple.example"]
    assert checks.addresses() == []


@pytest.mark.django_db
def test_the_cast_is_fictitious_and_its_addresses_lead_nowhere():
    assert len(set(CAST.values())) == len(CAST)
    seed.seed  # noqa: B018 - imported by the command under this name
    from random import Random

    from jalons.operations.demo.world import World

    world = World(now=datetime(2026, 11, 24, tzinfo=UTC), rng=Random(1))
    assert not seed.is_seeded()
    seed_accounts(world, now=world.now)
    assert seed.is_seeded()
    assert {u.email.rpartition("@")[2] for u in world.users.values()} == {DOMAIN}
    assert set(world.users) == set(CAST)


def test_every_seeder_present_is_in_the_order_of_the_ranks():
    from pathlib import Path

    folder = Path(seed.__file__).parent
    written = {path.stem for path in folder.glob("*.py")} - {"__init__", "seed", "world", "access"}
    assert {area for area, _ in seed.seeders()} <= set(seed.AREAS)
    assert written & set(seed.LABELS) == {area for area, _ in seed.seeders()}
