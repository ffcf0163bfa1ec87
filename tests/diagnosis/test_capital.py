"""The capital stratégique: what n people present said on one day, compared over the years."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.diagnosis import capital as plain
from jalons.diagnosis.actions import capital
from jalons.diagnosis.enums import Factor, Item, Moment, Sign
from jalons.diagnosis.models import Finding, Level, Reading
from jalons.diagnosis.queries.capital import comparison, page_of, readings_of
from jalons.journal.models import Entry
from jalons.rooms.enums import Channel
from jalons.rooms.models import CommonAnswer, Option, Ticket, Vote
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return cast.initiative()


def reading(of, on=date(2026, 3, 10), moment=Moment.DAY_1, people=12):
    return capital.take(of, occasion=capital.Occasion(moment, on, people), by=build.BY)


def situated(of, item, common, **counts):
    content = dict.fromkeys(plain.COUNTS, 0) | counts
    content |= {"common": common, "reason": "Nous l’avons vu à la table." if common else ""}
    return capital.situate(of, item=item, content=content, by=build.BY)


def test_items_of_the_kernel_are_those_of_the_database():
    assert {code: label for label, code in plain.LABELS.items()} == dict(Item.choices)
    assert {sheet.code: sheet.label for sheet in plain.FACTORS} == dict(Factor.choices)
    assert {code for sheet in plain.FACTORS for code in sheet.lights} == {
        sheet.code for sheet in plain.PRECONDITIONS
    }


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "nsp", "?"])))
def test_a_spread_counts_every_answer_of_the_scale_and_nothing_else(values):
    counts = plain.spread(values)
    assert sum(counts.values()) == len([value for value in values if value != "?"])
    shown = plain.spread_of(counts)
    assert shown.answered + shown.unknown == sum(counts.values())


def test_a_spread_is_said_in_words():
    assert plain.Spread((1, 3, 4, 1), 2).in_words == "de 1 à 4, 9 réponses, 2 ne savent pas"
    assert plain.Spread((0, 1, 0, 0), 1).in_words == "tous à 2, 1 réponse, 1 ne sait pas"
    assert plain.Spread((0, 0, 0, 0), 0).in_words == "personne ne s’est situé"


def test_one_reading_a_day_with_the_people_who_were_there(home):
    reading(home)
    with pytest.raises(DomainError, match="porte déjà cette date"):
        reading(home)
    with pytest.raises(DomainError, match="combien de personnes"):
        reading(home, on=date(2026, 3, 11), people=0)


def test_more_people_cannot_answer_than_were_present(home):
    day = reading(home, people=4)
    with pytest.raises(DomainError, match="5 réponses pour 4 personnes présentes"):
        situated(day, Item.CHAMPIONS, None, fragile=5)
    situated(day, Item.CHAMPIONS, None, fragile=3, unknown=1)
    with pytest.raises(DomainError, match="au moins autant"):
        capital.change(day, occasion=capital.Occasion(Moment.DAY_1, day.taken_on, 3), by=build.BY)


def test_a_common_answer_gives_its_reason(home):
    content = dict.fromkeys(plain.COUNTS, 0) | {"common": 3, "reason": " "}
    with pytest.raises(DomainError, match="pourquoi le groupe répond cela"):
        capital.situate(reading(home), item=Item.URGENCY, content=content, by=build.BY)


def test_ratings_of_the_factors_never_fill_the_preconditions(home):
    day = reading(home)
    for factor in Factor.values:
        situated(day, factor, 4, solid=12)
    assert [one.level for one in page_of(day).preconditions] == [None, None, None]


def test_findings_of_a_factor_stand_beside_the_preconditions_that_they_light(home):
    day = reading(home)
    content = {"factor": Factor.ASSETS, "sign": Sign.STRENGTH, "text": "Onze associations au bourg."}
    found = capital.note(day, content=content, by=build.BY)
    page = page_of(day)
    assert [one.code for one in page.preconditions if found in one.findings] == ["resources"]
    assert [row.strengths for row in page.factors if row.sheet.code == "assets"] == [[found]]
    with pytest.raises(DomainError, match="Écrivez le constat"):
        capital.note(day, content=content | {"text": " "}, by=build.BY)
    capital.drop(found, by=build.BY)
    assert not Finding.objects.exists()
    assert "constat" in Entry.objects.order_by("at").last().sentence


def test_the_years_are_compared_by_common_answers_and_in_words(home):
    first = reading(home)
    second = reading(home, on=date(2028, 3, 10), moment=Moment.YEAR_2, people=15)
    situated(first, Item.CHAMPIONS, 2, fragile=12)
    situated(second, Item.CHAMPIONS, 3, present=15)
    situated(second, Item.BACKBONE, 3, present=15)
    families = dict(comparison(list(readings_of(home))))
    assert set(families) == {"Les trois préconditions", "Les cinq composantes"}
    rows = {row.label: row.evolution for row in families["Les trois préconditions"]}
    assert rows["Des personnes qui entraînent"] == "de 2 à 3"
    assert rows["Des moyens pour plusieurs années"] == ""


def test_a_self_assessment_of_a_room_is_taken_over_with_its_spread_and_common_answer(home):
    asked = build.sequence(home, kind="assessment", title="Où en sommes-nous ?")
    labels = ["Un sentiment d’urgence partagé", "La cantine"]
    options = [
        Option.objects.create(
            sequence=asked, subject_kind="line", subject_id=home.id, label=label, position=place
        )
        for place, label in enumerate(labels, 1)
    ]
    for value in ("2", "2", "3", "nsp"):
        for option in options:
            ticket = Ticket.objects.create(
                room=build.room(home), token=f"{option.id}{value}{Ticket.objects.count()}"[-40:]
            )
            Vote.objects.create(option=option, ticket=ticket, value=value, channel=Channel.PHONE)
    CommonAnswer.objects.create(
        option=options[0],
        value="2",
        reason="Les maires en parlent peu.",
        entered_by="A",
        entered_at=asked.created_at,
    )
    day = reading(home)
    (level,) = capital.bring_from_room(day, sequence=asked, by=build.BY)
    assert (level.item, level.fragile, level.present, level.unknown) == ("urgency", 2, 1, 1)
    assert (level.common, level.reason) == (2, "Les maires en parlent peu.")
    with pytest.raises(DomainError, match="pas encore de réponse"):
        capital.bring_from_room(day, sequence=build.sequence(home, kind="assessment"), by=build.BY)


def test_the_lines_of_a_self_assessment_are_written_for_the_room_and_known_again(home):
    asked = build.sequence(home, kind="assessment", title="Où en sommes-nous ?")
    assert capital.ask_room(reading(home), sequence=asked, by=build.BY) == 8
    items = [plain.item_named(option.label) for option in asked.options.all()]
    assert items == [sheet.code for sheet in (*plain.PRECONDITIONS, *plain.COMPONENTS)]


def test_the_pages_are_written_and_read(client, home):
    client.force_login(cast.role(home, Role.COOPERATION_OFFICER))
    answer = client.post(
        reverse("diagnosis:take_capital", args=[home.slug]),
        {"moment": "day_1", "taken_on": "2026-03-10", "people": "12", "who_was_there": ""},
    )
    day = Reading.objects.get()
    assert answer.url == reverse("diagnosis:capital_reading", args=[home.slug, day.id])
    at = lambda name, *rest: reverse(f"diagnosis:{name}", args=[home.slug, day.id, *rest])  # noqa: E731
    client.post(at("note_finding"), {"factor": "assets", "sign": "strength", "text": "La gare est proche."})
    wrong = client.post(
        at("situate", "champions"), {"absent": 9, "fragile": 9, "present": 0, "solid": 0, "unknown": 0}
    )
    assert wrong.status_code == 422
    assert "18 réponses pour 12" in wrong.content.decode()
    client.post(
        at("situate", "champions"),
        {
            "absent": 0,
            "fragile": 9,
            "present": 3,
            "solid": 0,
            "unknown": 0,
            "common": "2",
            "reason": "Deux maires.",
        },
    )
    client.post(at("cultivate"), {"item": "champions", "what": "Voir chaque maire", "carried_by": "Claire"})
    page = client.get(at("capital_reading")).content.decode()
    for words in (
        "12 personnes présentes",
        "La gare est proche.",
        "de 2 à 3, 12 réponses",
        "Voir chaque maire",
    ):
        assert words in page
    listed = client.get(reverse("diagnosis:capital", args=[home.slug])).content.decode()
    assert "Deux maires." in listed
    for name, rest in (
        ("change_capital", ()),
        ("note_finding", ()),
        ("cultivate", ()),
        ("situate", ("agenda",)),
    ):
        assert client.get(at(name, *rest)).status_code == 200
    assert client.get(at("situate", "rien")).status_code == 404
    client.post(
        at("edit_finding", Finding.objects.get().id),
        {"factor": "assets", "sign": "fragility", "text": "Loin."},
    )
    assert Finding.objects.get().sign == Sign.FRAGILITY
    assert Level.objects.get().common == 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_reading_costs_the_same_queries_whatever_the_findings(django_assert_num_queries, home, count):
    day = reading(home)
    for number in range(count):
        content = {"factor": Factor.ASSETS, "sign": Sign.STRENGTH, "text": f"Constat {number}"}
        capital.note(day, content=content, by=build.BY)
    with django_assert_num_queries(3):
        page_of(day)
