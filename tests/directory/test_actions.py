"""Organisations, people, venues; competences dated, one holder at a time."""

from datetime import date

import pytest

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory import queries
from jalons.directory.actions import competences, organisations, people, venues
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.people import Contact
from jalons.directory.actions.venues import Place
from jalons.directory.enums import Competency
from jalons.directory.models import Competence
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")
CHILDHOOD = Competency.CHILDHOOD


def assign(commune, holder, starts_on, **fields):
    return competences.assign(
        commune=commune, competency=CHILDHOOD, holder=holder, starts_on=starts_on, by=CLAIRE, **fields
    )


def test_a_wrong_siren_is_refused_at_its_field():
    with pytest.raises(DomainError) as refusal:
        organisations.create(identity=Identity("X", siren="248719354"), by=CLAIRE)
    assert refusal.value.field == "siren"


def test_a_siren_belongs_to_one_organisation():
    organisations.create(identity=Identity("Portes de Vassivière", "epci", "248719353"), by=CLAIRE)
    with pytest.raises(DomainError, match="Portes de Vassivière"):
        organisations.create(identity=Identity("Autre", siren="248719353"), by=CLAIRE)


def test_an_organisation_keeps_its_own_siren_when_corrected():
    body = organisations.create(identity=Identity("Portes", "epci", "248719353"), by=CLAIRE)
    changed = organisations.change(body, identity=Identity("Portes !", "epci", "248719353"), by=CLAIRE)
    assert changed.name == "Portes !"


def test_a_name_known_already_is_found_again():
    caf = organisations.create(identity=Identity("Caf 87", "caf"), by=CLAIRE)
    assert organisations.find_or_create(identity=Identity("caf 87", "caf"), by=CLAIRE) == caf


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Eymoutiers", "Commune d’Eymoutiers"),
        ("Nedde", "Commune de Nedde"),
        ("Le Buis", "Commune du Buis"),
        ("Les Billanges", "Commune des Billanges"),
        ("La Geneytouse", "Commune de La Geneytouse"),
    ],
)
def test_a_commune_as_a_body_is_named_the_french_way(name, expected):
    body = organisations.of_territory(cast.commune(name), by=CLAIRE)
    assert body.name == expected
    assert organisations.of_territory(body.territory, by=CLAIRE) == body


def test_a_new_holder_takes_over_and_the_former_one_ends_the_day_before():
    place, town = cast.commune(), cast.organisation("Commune", "commune")
    epci = cast.organisation("CC", "epci")
    assign(place, town, date(2018, 1, 1))
    assign(place, epci, date(2025, 9, 1))
    assert list(
        Competence.objects.order_by("starts_on").values_list("holder__name", "starts_on", "ends_on")
    ) == [
        ("Commune", date(2018, 1, 1), date(2025, 8, 31)),
        ("CC", date(2025, 9, 1), None),
    ]


def test_a_period_that_overlaps_a_later_one_is_refused():
    place, town = cast.commune(), cast.organisation("Commune", "commune")
    assign(place, town, date(2025, 1, 1))
    with pytest.raises(DomainError) as refusal:
        assign(place, cast.organisation("CC", "epci"), date(2020, 1, 1))
    assert refusal.value.field == "starts_on"
    assert Competence.objects.count() == 1


def test_a_closed_period_may_come_before_the_present_one():
    place, town = cast.commune(), cast.organisation("Commune", "commune")
    assign(place, town, date(2025, 1, 1))
    assign(place, cast.organisation("CC", "epci"), date(2020, 1, 1), ends_on=date(2024, 12, 31))
    assert Competence.objects.count() == 2


def test_the_same_holder_assigned_again_changes_nothing():
    place, town = cast.commune(), cast.organisation("Commune", "commune")
    assign(place, town, date(2018, 1, 1))
    assign(place, town, date(2024, 1, 1))
    assert Competence.objects.get().starts_on == date(2018, 1, 1)


def test_the_table_says_who_holds_what_on_a_day(django_assert_num_queries):
    epci = cast.epci()
    communes = [cast.commune(name, epci=epci) for name in ("Nedde", "Domps")]
    town = cast.organisation("Commune de Nedde", "commune", territory=communes[0])
    assign(communes[0], town, date(2018, 1, 1), ends_on=date(2024, 12, 31))
    with django_assert_num_queries(1):
        rows = queries.competence_table(communes, date(2024, 12, 31))
    column = list(Competency).index(CHILDHOOD)
    assert [row.held[column].holder.name if row.held[column] else None for row in rows] == [
        "Commune de Nedde",
        None,
    ]
    assert queries.competence_table(communes, date(2025, 1, 1))[0].held[column] is None


def test_another_territory_sees_neither_the_associations_nor_the_venues_of_this_one():
    here, there = cast.epci("Ici"), cast.epci("Là-bas")
    mine, theirs = cast.commune("Nedde", epci=here), cast.commune("Rochechouart", epci=there)
    caf = cast.organisation()
    cast.organisation("Foyer rural", "association", territory=mine)
    venues.save(place=Place("Salle", commune=mine), by=CLAIRE)
    assert list(queries.organisations_near(there, [theirs])) == [caf]
    assert list(queries.venues_near([theirs])) == []
    assert queries.venues_near([mine]).count() == 1


def test_an_anonymised_person_is_not_completed_again():
    person = people.create(contact=Contact("Jeanne Lavaud"), by=CLAIRE)
    person.anonymised_at = "2026-01-01T00:00:00Z"
    person.save()
    with pytest.raises(DomainError, match="anonymisée"):
        people.change(person, contact=Contact("Jeanne L."), by=CLAIRE)
