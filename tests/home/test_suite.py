"""« La suite » says one thing for each place on the path."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jalons.changes.enums import ChangeStatus
from jalons.changes.models import IdealFuture
from jalons.diagnosis.enums import UrgencyStatus
from jalons.directory.models import Person
from jalons.home.standing import Standing, Validation, Words
from jalons.home.suite import Fact, suite_of, without_doors
from jalons.initiatives.enums import InitiativeStatus, StepKind, StepStatus
from jalons.initiatives.models import Initiative, Mission, Step, TeamMember
from jalons.steering.enums import ReviewKind, ReviewStatus
from jalons.steering.models import ChangeReview
from tests.home.build import PLAN, TODAY

NBSP = "\u00a0"


def standing(closed: int, **facts: Any) -> Standing:
    """A démarche in memory whose first `closed` steps are closed."""
    initiative = Initiative(slug="vassiviere", name="Vassivière", mission=Mission(slug="mission"))
    steps = [
        Step(
            initiative=initiative,
            kind=kind,
            rank=rank,
            title=title,
            starts_on=TODAY + timedelta(days=3 + 14 * (i - closed)),
            status=StepStatus.CLOSED if i < closed else StepStatus.PLANNED,
        )
        for i, (kind, rank, title) in enumerate(PLAN)
    ]
    return Standing(initiative, steps, **facts)


def invited(where: Standing) -> Standing:
    table = where.step(StepKind.WORKSHOP, 1)
    assert table is not None
    where.invited[table.id] = 12
    return where


READY = {"words": Words(312, 0, 264), "cross_readings": 14, "urgencies": {UrgencyStatus.RETAINED: 5}}
DRAFTED = IdealFuture(draft_text="Ici, chacun a quelqu’un à qui parler.")
FOUR = {ChangeStatus.RETAINED: 4}


def whom(waiting: tuple[str, ...] = (), refused: tuple[str, ...] = (), asked: int = 4) -> Validation:
    return Validation(version=2, asked=asked, waiting=waiting, refused=refused)


CASES: list[tuple[str, Callable[[], Standing], str, str]] = [
    ("no team yet", lambda: standing(0), "Composer l’équipe projet", "equipe"),
    (
        "no signatory yet",
        lambda: standing(0, team=2),
        "Nommer les signataires de la convention",
        "signataires",
    ),
    ("no fact retained", lambda: standing(1), "Retenir les faits du portrait", "portrait"),
    ("nobody invited", lambda: standing(1, retained_facts=3), "Inviter à la table 1", "acteurs"),
    (
        "cards to group",
        lambda: standing(3, words=Words(312, 40, 264)),
        "Ranger les 40 paroles qui restent",
        "regroupements",
    ),
    (
        "one card left",
        lambda: standing(3, words=Words(312, 1, 264)),
        "Ranger la dernière parole",
        "regroupements",
    ),
    (
        "nothing crossed",
        lambda: standing(3, words=Words(312)),
        "Croiser les chiffres et les paroles",
        "croisements",
    ),
    (
        "no urgency retained",
        lambda: standing(3, words=Words(312), cross_readings=3),
        "Retenir les urgences sociales",
        "urgences",
    ),
    ("no proposal", lambda: standing(3, **READY), "Écrire la proposition de futur idéal", "futur-ideal"),
    (
        "a proposal to send",
        lambda: standing(3, **READY, future=DRAFTED),
        "Relire et envoyer aux participants la proposition de futur idéal",
        "futur-ideal",
    ),
    (
        "too few changes",
        lambda: standing(5, changes={ChangeStatus.RETAINED: 3}),
        "Retenir quatre à six changements",
        "changements",
    ),
    (
        "a set to submit",
        lambda: standing(5, changes=FOUR),
        "Soumettre les quatre changements aux signataires",
        "validation",
    ),
    (
        "two councils to hear",
        lambda: standing(5, changes=FOUR, validation=whom(("Nedde", "Rempnat"))),
        "Recueillir la décision de Nedde et Rempnat",
        "validation",
    ),
    (
        "many councils to hear",
        lambda: standing(5, changes=FOUR, validation=whom(("Domps", "Nedde", "Rempnat"))),
        "Recueillir la décision de 3 collectivités",
        "validation",
    ),
    (
        "a refusal",
        lambda: standing(5, changes=FOUR, validation=whom(("Nedde",), ("Domps",))),
        "Reprendre le texte après le refus de Domps",
        "validation",
    ),
    ("chemins to prepare", lambda: standing(6), "Préparer les chemins de progrès", "chemins"),
    ("chemins to tidy", lambda: standing(8), "Mettre les chemins au propre avec l’équipe projet", "chemins"),
    ("no review dated", lambda: standing(9), "Dater la prochaine revue des changements", "revues/nouvelle"),
]


@pytest.mark.parametrize(
    ("build", "what", "page"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_next_thing_follows_from_where_the_demarche_stands(
    build: Callable[[], Standing], what: str, page: str
) -> None:
    told = suite_of(build(), TODAY)
    assert (told.what, told.url) == (what, f"/territoires/vassiviere/{page}/")


def test_once_people_are_invited_the_runsheet_of_the_table_comes() -> None:
    where = invited(standing(1, retained_facts=3))
    table = where.step(StepKind.WORKSHOP, 1)
    assert table is not None
    told = suite_of(where, TODAY)
    assert (told.what, told.url) == ("Préparer le déroulé de la table 1", f"/seances/{table.id}/deroule/")


def test_an_open_table_leads_to_its_console() -> None:
    where = standing(4)
    table = where.steps[4]
    table.status = StepStatus.HELD
    assert suite_of(where, TODAY).url == f"/seances/{table.id}/console/"


def test_a_step_without_a_date_asks_for_one() -> None:
    where = standing(4)
    where.steps[4].starts_on = None
    told = suite_of(where, TODAY)
    assert (told.what, told.facts) == ("Choisir une date : tenir la table 2", ())


def test_all_councils_heard_the_validation_can_be_closed() -> None:
    told = suite_of(standing(5, changes=FOUR, validation=whom()), TODAY)
    assert (told.what, told.why) == ("Clore la validation", "Les 4 collectivités ont validé la version 2.")


def review(kind: ReviewKind = ReviewKind.YEARLY, status: ReviewStatus = ReviewStatus.PLANNED) -> ChangeReview:
    return ChangeReview(kind=kind, status=status, planned_on=date(2027, 1, 14), place="Eymoutiers")


@pytest.mark.parametrize(
    ("coming", "what"),
    [
        (review(), "Préparer la revue des changements"),
        (review(ReviewKind.TECHNICAL), "Préparer le point technique"),
        (review(status=ReviewStatus.HELD), "Finir et publier la revue"),
    ],
)
def test_in_pilotage_the_next_review_comes_first(coming: ChangeReview, what: str) -> None:
    where = standing(9)
    where.reviews = [review(status=ReviewStatus.PUBLISHED), coming]
    told = suite_of(where, TODAY)
    assert (told.what, told.url) == (what, f"/revues/{coming.id}/")
    assert told.aside_url == "/territoires/vassiviere/journal-des-changements/nouvelle/"
    assert told.facts == (
        Fact("calendar", f"jeudi 14{NBSP}janvier 2027", after=", Eymoutiers, dans 51 jours"),
    )


def test_a_demarche_said_to_be_in_pilotage_is_so_whatever_its_stones() -> None:
    where = standing(5)
    where.initiative.status = InitiativeStatus.RUNNING
    assert suite_of(where, TODAY).what == "Dater la prochaine revue des changements"


def test_a_demarche_without_step_is_sent_to_its_mission() -> None:
    where = standing(0)
    where.steps = []
    assert suite_of(where, TODAY).url == "/missions/mission/"


def test_a_closed_demarche_says_so() -> None:
    told = suite_of(standing(len(PLAN)), TODAY)
    assert (told.what, told.url) == ("Toutes les étapes sont closes", "")


def test_it_says_when_who_and_what_comes_then() -> None:
    member = TeamMember(person=Person(name="Claire Aubert"))
    told = suite_of(standing(3, **READY, officer=member), TODAY)
    assert told.facts == (
        Fact("calendar", f"vendredi 27{NBSP}novembre 2026", after=", dans 3 jours"),
        Fact("person", "Claire Aubert"),
        Fact("arrow", "table 2", before="puis", after=f", vendredi 11{NBSP}décembre, dans 17 jours"),
    )


def test_a_date_that_passed_is_said_without_reproach() -> None:
    late = suite_of(standing(3, **READY), TODAY + timedelta(days=10))
    assert late.facts[0] == Fact(
        "calendar", f"vendredi 27{NBSP}novembre 2026", before="prévu le", after=", date passée"
    )


def test_who_may_not_act_reads_the_same_without_doors() -> None:
    told = suite_of(standing(3, **READY), TODAY)
    shown = without_doors(told)
    assert (shown.what, shown.url, shown.aside_url) == (told.what, "", "")


def test_every_number_of_participants_comes_from_the_first_table() -> None:
    where = standing(3, **READY, future=DRAFTED)
    table = where.step(StepKind.WORKSHOP, 1)
    assert table is not None
    where.present[table.id] = 64
    assert (
        suite_of(where, TODAY).what == "Relire et envoyer aux 64 participants la proposition de futur idéal"
    )
