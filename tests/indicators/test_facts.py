import pytest

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators.actions import facts, group, profile
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import ComparisonGroup, SalientFact, TerritoryProfile
from jalons.indicators.queries import facts as queries
from jalons.initiatives.models import Initiative
from jalons.journal.models import Entry
from tests import cast
from tests.indicators import build

pytestmark = pytest.mark.django_db
CLAIRE = Actor(label="Claire Aubert")


@pytest.fixture
def place() -> Initiative:
    """A territory with two vintages of one indicator, its département, and a group of three."""
    initiative = cast.initiative()
    departement = build.departement()
    for vintage, own, reference in (("2011", "32.0", "21.2"), ("2022", "34.9", "25.8")):
        build.value(initiative.territory, own, vintage=vintage)
        build.value(departement, reference, vintage=vintage)
    others = [cast.epci(name) for name in ("Briance", "Creuse", "Tronçais")]
    for other, amount in zip(others, ("29.0", "31.0", "36.0"), strict=True):
        build.value(other, amount)
    build.group(initiative, *others)
    return initiative


def titles(initiative: Initiative, status: FactStatus) -> list[str]:
    return [fact.title for fact in queries.facts_of(initiative, status)]


def test_a_proposal_says_value_gap_trend_caveat_and_why(place: Initiative) -> None:
    assert facts.propose(place, by=CLAIRE) == 1
    fact = SalientFact.objects.get(initiative=place)
    assert fact.status == FactStatus.SUGGESTED
    assert fact.sentence == (
        "34,9\u202f% des habitants ont 65 ans ou plus (2022), contre 25,8\u202f% dans la Haute-Vienne. "
        "Le chiffre était de 32,0\u202f% en 2011. "
        "Dans les 3 territoires semblables, la médiane est de 31,0\u202f%."
    )
    assert fact.gap == "+9,1\u00a0points par rapport à la Haute-Vienne"
    assert fact.caveat == "À lire avec soin."
    assert fact.reason == (
        "Les territoires semblables vont de 29,0\u202f% à 36,0\u202f% : ce chiffre est des leurs. "
        "L’écart avec la Haute-Vienne peut tenir à ce qui les rassemble."
    )
    assert not fact.stands_out
    assert (fact.source_label, fact.vintage) == ("Insee, Recensement", "2011 à 2022")


def test_proposing_again_never_touches_what_people_decided(place: Initiative) -> None:
    facts.propose(place, by=CLAIRE)
    fact = SalientFact.objects.get(initiative=place)
    facts.reject(fact, by=CLAIRE)
    assert facts.propose(place, by=CLAIRE) == 0
    assert titles(place, FactStatus.REJECTED) == [fact.title]
    facts.reopen(fact, by=CLAIRE)
    facts.reword(fact, wording=build.wording(title="Réécrit"), by=CLAIRE)
    facts.propose(place, by=CLAIRE)
    assert titles(place, FactStatus.SUGGESTED) == ["Réécrit"]


def test_at_most_twelve_facts_are_retained(place: Initiative) -> None:
    for number in range(12):
        build.fact(place, f"Fait {number}")
    extra = build.fact(place, "Treizième", status=FactStatus.SUGGESTED)
    with pytest.raises(DomainError, match="Écartez-en un"):
        facts.retain(extra, by=CLAIRE)
    with pytest.raises(DomainError, match="Écartez-en un"):
        facts.add(place, wording=build.wording(), by=CLAIRE)
    facts.reject(SalientFact.objects.get(title="Fait 0"), by=CLAIRE)
    assert facts.retain(extra, by=CLAIRE).status == FactStatus.RETAINED


def test_retaining_twice_is_retaining_once(place: Initiative) -> None:
    fact = build.fact(place, status=FactStatus.SUGGESTED)
    facts.retain(fact, by=CLAIRE)
    facts.retain(fact, by=CLAIRE)
    assert Entry.objects.filter(verb="fact.retained").count() == 1


def test_facts_move_one_step_and_stop_at_the_ends(place: Initiative) -> None:
    first, second = build.fact(place, "A"), build.fact(place, "B")
    facts.move(second, up=True, by=CLAIRE)
    assert titles(place, FactStatus.RETAINED) == ["B", "A"]
    facts.move(second, up=True, by=CLAIRE)
    facts.move(first, up=False, by=CLAIRE)
    assert titles(place, FactStatus.RETAINED) == ["B", "A"]
    with pytest.raises(DomainError, match="retenez d’abord"):
        facts.move(build.fact(place, "C", status=FactStatus.SUGGESTED), up=True, by=CLAIRE)


@pytest.mark.parametrize(
    ("missing", "field"),
    [("title", "title"), ("sentence", "sentence"), ("source_label", "source_label"), ("vintage", "vintage")],
)
def test_a_fact_of_the_team_needs_title_sentence_source_and_vintage(
    place: Initiative, missing: str, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        facts.add(place, wording=build.wording(**{missing: "  "}), by=CLAIRE)
    assert refused.value.field == field
    assert facts.add(place, wording=build.wording(), by=CLAIRE).is_own is True


def test_a_frozen_version_keeps_words_and_figures_whatever_comes_after(place: Initiative) -> None:
    facts.propose(place, by=CLAIRE)
    fact = facts.retain(SalientFact.objects.get(initiative=place), by=CLAIRE)
    frozen = profile.freeze(place, by=CLAIRE)
    assert (frozen.number, frozen.frozen_by) == (1, "Claire Aubert")
    facts.reword(fact, wording=build.wording(title="Autre titre"), by=CLAIRE)
    place.territory.indicatorvalue_set.update(value=1)
    shown = queries.view_of(TerritoryProfile.objects.get().content["facts"][0])
    assert shown.title == "34,9\u202f% d’habitants de 65 ans ou plus"
    assert shown.table[0].cells == ["32,0\u202f%", "34,9\u202f%"]
    assert profile.content_hash(frozen.content) == frozen.content_hash
    assert profile.freeze(place, by=CLAIRE).number == 2


def test_freezing_needs_a_fact_and_a_change(place: Initiative) -> None:
    with pytest.raises(DomainError, match="au moins un fait"):
        profile.freeze(place, by=CLAIRE)
    build.fact(place)
    profile.freeze(place, by=CLAIRE)
    with pytest.raises(DomainError, match="Rien n’a changé depuis la version 1"):
        profile.freeze(place, by=CLAIRE)


def test_every_decision_is_in_the_journal_of_the_territory(place: Initiative) -> None:
    fact = build.fact(place, "Un fait", status=FactStatus.SUGGESTED)
    facts.retain(fact, by=CLAIRE)
    facts.reword(fact, wording=build.wording(title="Mieux dit"), by=CLAIRE)
    facts.reject(fact, by=CLAIRE)
    lines = [str(e) for e in Entry.objects.filter(initiative_id=place.id).order_by("at", "id")]
    assert lines == [
        "Claire Aubert a retenu le fait «\u00a0Un fait\u00a0»",
        "Claire Aubert a réécrit le fait «\u00a0Mieux dit\u00a0»",
        "Claire Aubert a écarté le fait «\u00a0Mieux dit\u00a0»",
    ]


class TestGroup:
    def test_the_nearest_are_found_from_the_geography(self) -> None:
        initiative = cast.initiative(territory=cast.epci("Vassivière"))
        build.peopled(initiative.territory)
        for number in range(15):
            build.peopled(
                cast.epci(f"EPCI {number:02d}"), population=3000 + 900 * number, before=3100 + 850 * number
            )
        found = group.suggest(initiative, by=CLAIRE)
        assert len(found.members) == 12
        assert initiative.territory.code not in [m["code"] for m in found.members]
        assert found.own_values["population"] == 5698
        assert found.is_by_hand is False

    def test_without_population_the_search_says_what_to_do(self) -> None:
        with pytest.raises(DomainError, match="chargez d’abord la géographie"):
            group.suggest(cast.initiative(), by=CLAIRE)

    def test_people_change_the_list_with_a_reason(self) -> None:
        initiative = cast.initiative()
        build.peopled(initiative.territory)
        sirens = []
        for name in ("Zone", "Aigle", "Mer"):
            epci = cast.epci(name)
            build.peopled(epci)
            sirens.append(epci.code)
        changed = group.change(initiative, sirens=sirens, reason="Même bassin de vie", by=CLAIRE)
        assert [m["name"] for m in changed.members] == ["Aigle", "Mer", "Zone"]
        assert (changed.is_by_hand, changed.reason) == (True, "Même bassin de vie")
        assert ComparisonGroup.objects.count() == 1

    @pytest.mark.parametrize(
        ("count", "reason", "field"), [(3, " ", "reason"), (2, "Trop peu", "sirens"), (21, "Trop", "sirens")]
    )
    def test_a_bad_list_or_no_reason_is_refused(self, count: int, reason: str, field: str) -> None:
        initiative = cast.initiative()
        with pytest.raises(DomainError) as refused:
            group.change(initiative, sirens=[f"{i:09d}" for i in range(count)], reason=reason, by=CLAIRE)
        assert refused.value.field == field

    def test_an_unknown_siren_is_named(self) -> None:
        initiative = cast.initiative()
        with pytest.raises(DomainError, match="000000001"):
            group.change(
                initiative, sirens=["000000001", "000000002", "000000003"], reason="Pour voir", by=CLAIRE
            )
