from datetime import timedelta

import pytest

from jalons.changes.enums import ChangeStatus, ValidationDecision
from jalons.changes.fingerprint import fingerprint
from jalons.changes.models import ChangeSet, FormalValidation, IdealFuture
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.directory.enums import Category
from jalons.home.missing import Row, missing_from
from jalons.home.screen import place_on_the_thread, retained_urgencies, stages_of, voices
from jalons.home.standing import Standing, Validation, Words, standing, standings
from jalons.initiatives.enums import SignatoryStatus, StepKind, StepStatus
from jalons.initiatives.models import Initiative, Signatory, Step
from jalons.rooms.enums import Channel
from jalons.workshops.models import CategoryAttendance, CommuneAttendance
from tests import cast
from tests.home import build
from tests.home.build import TODAY

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


def table_1(initiative: Initiative) -> Step:
    return Step.objects.get(initiative=initiative, kind=StepKind.WORKSHOP, rank=1)


def test_words_are_counted_once_without_the_masked_and_withdrawn_ones() -> None:
    initiative = build.territory()
    said = build.words(table_1(initiative), 4)
    build.words(table_1(initiative), 2, channel=Channel.PAPER)
    build.words(table_1(initiative), 1, masked_at=cast.timezone.now(), masked_reason="nomme quelqu’un")
    build.words(table_1(initiative), 1, withdrawn_at=cast.timezone.now())
    cluster = Cluster.objects.create(initiative=initiative, title="Se déplacer")
    ClusterMember.objects.create(cluster=cluster, contribution=said[0])
    assert standing(initiative, TODAY).words == Words(total=6, ungrouped=5, by_phone=4)


def test_each_demarche_is_told_from_its_own_rows() -> None:
    one, other = build.territory("Élan"), build.territory("Vassivière", closed=0)
    build.words(table_1(one), 2)
    build.officer(one, "Claire Aubert")
    found = standings([one, other], TODAY)
    assert (found[one.id].words.total, found[other.id].words.total) == (2, 0)
    officer = found[one.id].officer
    assert officer is not None
    assert officer.person.name == "Claire Aubert"
    assert found[other.id].officer is None


def test_a_member_who_left_does_not_carry_the_demarche() -> None:
    initiative = build.territory()
    member = build.officer(initiative)
    member.ends_on = TODAY - timedelta(days=1)
    member.save()
    where = standing(initiative, TODAY)
    assert (where.officer, where.team) == (None, 0)


def test_it_reads_the_same_number_of_times_for_one_and_for_three(django_assert_num_queries) -> None:
    initiatives = [build.territory(f"Territoire {n}") for n in range(3)]
    for initiative in initiatives:
        build.words(table_1(initiative), 1)
        _submitted(initiative)
        IdealFuture.objects.create(initiative=initiative)
    with django_assert_num_queries(17):
        standings(initiatives[:1], TODAY)
    with django_assert_num_queries(17):
        standings(initiatives, TODAY)


def _submitted(initiative: Initiative) -> ChangeSet:
    now = cast.timezone.now()
    change_set = ChangeSet.objects.create(
        initiative=initiative,
        number=1,
        content={},
        content_hash=fingerprint({}),
        submitted_at=now,
    )
    for name, is_authority, decision in (
        ("Nedde", True, ValidationDecision.REQUESTED),
        ("Domps", True, ValidationDecision.FAVOURABLE),
        ("Caf", False, ValidationDecision.REQUESTED),
    ):
        signatory = Signatory.objects.create(
            initiative=initiative, organisation=cast.organisation(name), is_authority=is_authority
        )
        said = {"decided_on": TODAY, "recorded_at": now, "recorded_by": "Mme le maire", "confirmed_at": now}
        said |= {"confirmed_by": "Mme le maire", "deliberation_reference": "D-12"}
        FormalValidation.objects.create(
            change_set=change_set,
            signatory=signatory,
            decision=decision,
            asked_at=now,
            token=f"{initiative.id}{name}"[:64],
            **({} if decision == ValidationDecision.REQUESTED else said),
        )
    return change_set


def test_only_authorities_that_did_not_withdraw_are_awaited() -> None:
    initiative = build.territory(closed=5)
    _submitted(initiative)
    assert standing(initiative, TODAY).validation == Validation(1, asked=2, waiting=("Nedde",), refused=())
    gone = Signatory.objects.get(initiative=initiative, organisation__name="Nedde")
    gone.status, gone.withdrawn_reason = SignatoryStatus.WITHDRAWN, "Le conseil préfère attendre."
    gone.save()
    assert standing(initiative, TODAY).validation == Validation(1, asked=1, waiting=(), refused=())


def test_a_superseded_set_awaits_nobody() -> None:
    initiative = build.territory(closed=5)
    change_set = _submitted(initiative)
    change_set.superseded_at = cast.timezone.now()
    change_set.superseded_reason = "Un changement est réécrit."
    change_set.save()
    assert standing(initiative, TODAY).validation is None


def test_the_stages_carry_real_counts_and_the_last_one_reached_is_now() -> None:
    initiative = build.territory()
    said = build.words(table_1(initiative), 3)
    cluster = Cluster.objects.create(initiative=initiative, title="Se déplacer")
    ClusterMember.objects.create(cluster=cluster, contribution=said[0])
    shown = [(s.state, s.count, s.label, s.detail) for s in stages_of(standing(initiative, TODAY))]
    assert shown == [
        ("done", 3, "paroles", "3 au téléphone"),
        ("now", 1, "regroupement", "2 paroles encore à ranger"),
        ("next", None, "croisements", "avec les faits du portrait"),
        ("next", None, "urgences", "à retenir ensemble"),
        ("next", None, "futur idéal", "à écrire ensemble"),
        ("next", None, "changements", "quatre à six, à la table 2"),
    ]


def test_an_adopted_future_and_validated_changes_end_the_stages() -> None:
    where = Standing(
        cast.initiative(),
        future=IdealFuture(adopted_text="Ici…", adopted_on=TODAY),
        changes={ChangeStatus.VALIDATED: 4, ChangeStatus.DRAFT: 12},
    )
    future, changes = stages_of(where)[-2:]
    assert (future.state, future.detail) == ("done", f"adopté le 24{NBSP}novembre 2026")
    assert (changes.state, changes.count, changes.detail) == ("done", 4, "validés par les signataires")


def test_voices_come_from_the_largest_groups_and_urgencies_count_their_words() -> None:
    initiative = build.territory()
    said = build.words(table_1(initiative), 3)
    small = Cluster.objects.create(initiative=initiative, title="Petit", position=0)
    large = Cluster.objects.create(initiative=initiative, title="Grand", position=1)
    Cluster.objects.create(initiative=initiative, title="Vide", position=2)
    for card, cluster in zip(said, (large, large, small), strict=True):
        ClusterMember.objects.create(cluster=cluster, contribution=card)
    assert [voice.cluster.title for voice in voices(initiative)] == ["Grand", "Petit"]
    reading = CrossReading.objects.create(initiative=initiative, relation=Relation.CONFIRMS, analysis="…")
    reading.clusters.set([large])
    kept = SocialUrgency.objects.create(
        initiative=initiative,
        title="Se déplacer",
        status=UrgencyStatus.RETAINED,
        reason="Le dire revient à toutes les tables.",
        decided_on=TODAY,
        decided_by="L’équipe projet",
    )
    kept.cross_readings.set([reading])
    assert [(u.title, u.words) for u in retained_urgencies(initiative)] == [("Se déplacer", 2)]


def test_who_is_missing_comes_from_the_last_table_held() -> None:
    initiative = build.territory()
    table = table_1(initiative)
    CategoryAttendance.objects.create(step=table, category=Category.ELECTED, people=14)
    CategoryAttendance.objects.create(step=table, category=Category.YOUTH, people=2)
    nedde = initiative.territory.memberships.select_related("commune").order_by("commune__name").last()
    assert nedde is not None
    CommuneAttendance.objects.create(step=table, commune=nedde.commune, people=16)
    missing = missing_from(standing(initiative, TODAY))
    assert (missing.people, missing.communes_present, missing.communes) == (16, 1, 3)
    assert missing.rows[0] == Row("Élue, élu", 14, 200, is_few=False)
    assert Row("Jeune de 16 à 25 ans", 2, 29, is_few=False) in missing.rows
    assert Row("Parent", 0, 0, is_few=True) in missing.rows
    assert len(missing.absent) == 2
    assert nedde.commune.name not in missing.absent


def test_nothing_counted_says_nothing() -> None:
    assert missing_from(standing(build.territory(), TODAY)).is_known is False


@pytest.mark.parametrize(
    ("closed", "place"),
    [
        (1, "Avant la table 1"),
        (3, "Avant la table 2"),
        (4, "Avant la table 2"),
        (5, "Validation"),
        (9, "Pilotage, qui commence"),
        (10, "Démarche close"),
    ],
)
def test_the_place_on_the_thread_is_said_in_a_few_words(closed: int, place: str) -> None:
    where = standing(build.territory(closed=closed), TODAY)
    assert place_on_the_thread(where, TODAY) == place


def test_the_year_of_the_convention_is_counted_from_its_start() -> None:
    initiative = build.territory(
        closed=9, ctg_starts_on=TODAY.replace(year=2025), ctg_ends_on=TODAY.replace(year=2030)
    )
    assert place_on_the_thread(standing(initiative, TODAY), TODAY) == "Pilotage, deuxième année"
    assert (
        place_on_the_thread(standing(initiative, TODAY), TODAY - timedelta(days=1))
        == "Pilotage, première année"
    )


def test_a_removed_step_is_not_on_the_thread() -> None:
    initiative = build.territory(closed=3)
    Step.objects.filter(initiative=initiative, kind=StepKind.PREPARATION, rank=2).update(
        status=StepStatus.CANCELLED
    )
    where: Standing = standing(initiative, TODAY)
    assert where.here is not None
    assert where.here.kind == StepKind.WORKSHOP
    assert "Préparation 2" not in [stone.label for stone in where.stones]
