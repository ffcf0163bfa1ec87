"""« Essayer une formulation », for training day 2: it warns, keeps what is typed, stores nothing."""

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.changes import wording
from jalons.initiatives.enums import StepKind
from jalons.journal.models import Entry
from jalons.rooms.kinds.decks import DECKS
from tests import cast

ACTION = "Créer un café des parents"
CHANGE = "Les parents des hameaux se relaient pour garder leurs enfants."


@pytest.fixture
def day():
    mission = cast.mission()
    return cast.step(
        mission=mission,
        initiative=None,
        kind=StepKind.TRAINING_DAY,
        rank=2,
        title="L’approche orientée changement",
    )


@pytest.fixture
def address(day):
    return reverse("changes:try_wording", args=[day.id])


@pytest.fixture
def trainer(client, day):
    client.force_login(cast.role(day.mission, Role.TRAINER))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.TRAINER, 200),
        (Role.CAF_REFERENT, 200),
        (Role.TRAINEE, 403),
        (Role.TRAINING_MANAGER, 403),
        (None, 404),
    ],
)
def test_who_runs_the_day_tries_wordings(client, day, address, role, status):
    client.force_login(cast.role(day.mission, role) if role else cast.user())
    assert client.get(address).status_code == status
    assert client.post(address, {"statement": ACTION}).status_code == status


@pytest.mark.django_db
def test_an_action_is_questioned_and_the_sentence_stays_to_be_written_again(trainer, address):
    before = Entry.objects.count()
    html = trainer.post(address, {"statement": ACTION}).text
    assert "Cela ressemble à une action" in html
    assert f">\n{ACTION}</textarea>" in html
    assert f'name="earlier" value="{ACTION}"' in html
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_the_sentence_written_again_stands_beside_the_one_before(trainer, address):
    html = trainer.post(address, {"statement": CHANGE, "earlier": ACTION}).text
    assert "Rien à signaler sur la formulation." in html
    assert html.index("Juste avant") < html.index(f"«\u202f{ACTION}\u202f»")


@pytest.mark.django_db
def test_a_sign_that_one_could_see_answers_the_question_about_it(trainer, address):
    vague = {"statement": "Les jeunes sont plus autonomes."}
    assert "À quoi le verrait-on\u202f? Ajoutez" in trainer.post(address, vague).text.replace(" ?", "\u202f?")
    seen = vague | {"observable_sign": "Ils tiennent leur local le samedi."}
    html = trainer.post(address, seen).text
    assert ("Ajoutez un signe" in html, "Ils tiennent leur local le samedi.</textarea>" in html) == (
        False,
        True,
    )


@pytest.mark.django_db
def test_nothing_to_read_is_said_and_the_sign_is_kept(trainer, address):
    response = trainer.post(address, {"statement": " ", "observable_sign": "On les croise au marché."})
    assert response.status_code == 422
    assert "Écrivez d’abord une phrase" in response.text
    assert "On les croise au marché.</textarea>" in response.text


@pytest.mark.django_db
def test_the_second_training_day_leads_there_and_the_first_does_not(trainer, day, address):
    first = cast.step(mission=day.mission, initiative=None, kind=StepKind.TRAINING_DAY, rank=1)
    for name in ("initiatives:step", "rooms:runsheet"):
        assert address in trainer.get(reverse(name, args=[day.id])).text
        assert "/formulation/" not in trainer.get(reverse(name, args=[first.id])).text


@pytest.mark.django_db
def test_a_trainee_is_not_led_to_a_page_that_refuses_them(client, day, address):
    client.force_login(cast.role(day.mission, Role.TRAINEE))
    assert address not in client.get(reverse("initiatives:step", args=[day.id])).text


@pytest.mark.parametrize("item", DECKS["case_changes"].items, ids=lambda item: item.key)
def test_the_helper_and_the_case_teach_the_same_thing(item):
    assert wording.check(item.text).verdict == {"keep": "ok", "rework": "warn"}[item.answer]
