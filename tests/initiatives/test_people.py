"""The équipe projet, the signatories, the dates of the CTG, the themes."""

from datetime import date

import pytest

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.actions import competences
from jalons.directory.enums import Competency
from jalons.initiatives import queries
from jalons.initiatives.actions import ctg, signatories, team, themes
from jalons.initiatives.actions.team import Seat
from jalons.initiatives.enums import SignatoryStatus, TeamFunction
from tests import cast

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")
DAY = date(2026, 9, 1)


@pytest.fixture
def initiative():
    return cast.initiative()


def seat(employer, function=TeamFunction.COOPERATION_OFFICER, **fields):
    return Seat(**{"function": function, "employer": employer, "starts_on": DAY} | fields)


def party(initiative, name="Portes de Vassivière", kind="epci"):
    return signatories.invite(initiative, organisation=cast.organisation(name, kind), by=CLAIRE)


def test_function_and_employer_are_two_things(initiative):
    epci = cast.organisation("Portes de Vassivière", "epci")
    member = team.join(initiative, person=cast.person(), seat=seat(epci), by=CLAIRE)
    assert (member.function, member.employer) == (TeamFunction.COOPERATION_OFFICER, epci)


def test_nobody_holds_the_same_function_twice(initiative):
    epci, person = cast.organisation("CC", "epci"), cast.person()
    team.join(initiative, person=person, seat=seat(epci), by=CLAIRE)
    with pytest.raises(DomainError, match="tient déjà"):
        team.join(initiative, person=person, seat=seat(epci), by=CLAIRE)


def test_the_team_of_a_day_leaves_out_those_who_left(initiative):
    epci = cast.organisation("CC", "epci")
    member = team.join(initiative, person=cast.person(), seat=seat(epci), by=CLAIRE)
    team.leave(member, ends_on=date(2026, 12, 31), by=CLAIRE)
    assert list(queries.team(initiative, date(2026, 12, 31))) == [member]
    assert list(queries.team(initiative, date(2027, 1, 1))) == []


def test_nobody_leaves_before_coming(initiative):
    member = team.join(
        initiative, person=cast.person(), seat=seat(cast.organisation("CC", "epci")), by=CLAIRE
    )
    with pytest.raises(DomainError) as refusal:
        team.leave(member, ends_on=date(2026, 8, 1), by=CLAIRE)
    assert refusal.value.field == "ends_on"


def test_authorities_count_and_the_caf_stands_beside(initiative):
    caf, epci = party(initiative, "Caf", "caf"), party(initiative)
    assert (caf.is_authority, epci.is_authority) == (False, True)
    assert list(queries.signatory_authorities(initiative)) == [epci]


def test_a_withdrawn_authority_is_not_waited_for_any_more(initiative):
    epci, town = party(initiative), party(initiative, "Commune de Nedde", "commune")
    signatories.withdraw(town, reason="Elle a transféré sa compétence.", by=CLAIRE)
    assert list(queries.signatory_authorities(initiative)) == [epci]
    signatories.bring_back(town, by=CLAIRE)
    assert set(queries.signatory_authorities(initiative)) == {epci, town}


def test_nobody_withdraws_without_a_reason(initiative):
    with pytest.raises(DomainError) as refusal:
        signatories.withdraw(party(initiative), reason=" ", by=CLAIRE)
    assert refusal.value.field == "reason"


def test_an_authority_signs_after_its_deliberation(initiative):
    epci = party(initiative)
    with pytest.raises(DomainError, match="délibération"):
        signatories.sign(epci, on=date(2027, 5, 4), by=CLAIRE)
    signatories.deliberate(epci, reference="2027-12", on=date(2027, 4, 2), by=CLAIRE)
    with pytest.raises(DomainError) as refusal:
        signatories.sign(epci, on=date(2027, 4, 1), by=CLAIRE)
    assert refusal.value.field == "signed_on"
    assert signatories.sign(epci, on=date(2027, 5, 4), by=CLAIRE).status == SignatoryStatus.SIGNED


def test_the_caf_signs_without_deliberation(initiative):
    caf = party(initiative, "Caf", "caf")
    assert signatories.sign(caf, on=date(2027, 5, 4), by=CLAIRE).status == SignatoryStatus.SIGNED


def test_communes_that_hold_a_mission_are_proposed_as_signatories(initiative):
    holder = cast.commune("Nedde", epci=initiative.territory)
    cast.commune("Domps", epci=initiative.territory)
    town = cast.organisation("Commune de Nedde", "commune", territory=holder)
    competences.assign(commune=holder, competency=Competency.CHILDHOOD, holder=town, starts_on=DAY, by=CLAIRE)
    assert queries.proposed_signatories(initiative, DAY, []) == [
        "Caf de la Haute-Vienne",
        "Portes de Vassivière",
        "Commune de Nedde",
    ]
    added = signatories.invite_proposed(initiative, on=DAY, by=CLAIRE)
    assert [one.organisation.name for one in added] == [
        "Caf de la Haute-Vienne",
        "Portes de Vassivière",
        "Commune de Nedde",
    ]
    assert signatories.invite_proposed(initiative, on=DAY, by=CLAIRE) == []


def test_the_ctg_may_last_four_years(initiative):
    dated = ctg.set_dates(
        initiative, starts_on=date(2027, 1, 1), ends_on=date(2030, 12, 31), is_renewal=False, by=CLAIRE
    )
    assert (dated.ctg_ends_on, dated.is_renewal) == (date(2030, 12, 31), False)


def test_a_ctg_that_ends_before_it_starts_is_refused(initiative):
    with pytest.raises(DomainError) as refusal:
        ctg.set_dates(
            initiative, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 1), is_renewal=True, by=CLAIRE
        )
    assert refusal.value.field == "ends_on"


def test_the_shipped_nomenclature_is_loaded_once():
    themes.load_shipped()
    assert [theme.label for theme in themes.load_shipped()] == list(themes.SHIPPED)


def test_a_caf_that_edits_the_list_gets_its_own_and_others_keep_the_shipped_one(initiative):
    themes.load_shipped()
    caf = initiative.mission.client
    themes.add(caf, label="Seniors", by=CLAIRE)
    assert [theme.label for theme in queries.themes(initiative)] == [*themes.SHIPPED, "Seniors"]
    elsewhere = cast.initiative(mission=cast.mission(client=cast.organisation("Caf de la Creuse")))
    assert [theme.label for theme in queries.themes(elsewhere)] == list(themes.SHIPPED)


def test_a_retired_theme_is_no_longer_proposed(initiative):
    themes.load_shipped()
    own = themes.own_list(initiative.mission.client)
    themes.change(own[0], label="Petite enfance", is_retired=True, by=CLAIRE)
    assert own[0].label not in [theme.label for theme in queries.themes(initiative)]


def test_a_theme_known_already_is_refused(initiative):
    themes.load_shipped()
    with pytest.raises(DomainError) as refusal:
        themes.add(initiative.mission.client, label="jeunesse", by=CLAIRE)
    assert refusal.value.field == "label"
