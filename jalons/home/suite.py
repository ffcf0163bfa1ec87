"""« La suite »: the one next thing to do in a démarche, told from where it stands.

One teller a kind of step; each returns the first thing that is not done yet. The sentences speak of the
démarche, never of the software. A person who may not do the thing reads it without its button.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.changes.enums import ChangeStatus
from jalons.core import typography
from jalons.diagnosis.enums import UrgencyStatus
from jalons.home.standing import Standing
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Step
from jalons.steering.enums import ReviewKind, ReviewStatus

FEWEST_CHANGES, MOST_CHANGES = 4, 6
"""Rule 1: how many retained changes a set submitted to the signatories holds."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line under the task: `before` strong `after`, with an icon."""

    icon: str
    strong: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Suite:
    """One task. `url` is empty when there is nothing to open, or when the person may not."""

    what: str
    action: str = ""
    url: str = ""
    why: str = ""
    permission: Permission = Permission.VIEW_DRAFTS
    aside: str = ""
    aside_url: str = ""
    facts: tuple[Fact, ...] = ()


Teller = Callable[[Standing, Step, date], Suite]


def suite_of(standing: Standing, today: date) -> Suite:
    """The next thing, with its date, its person, and what comes then."""
    if standing.is_steering:
        told = _steering(standing)
        return replace(told, facts=_review_facts(standing, today))
    here = standing.here
    if here is None:
        return _without_step(standing)
    told = _TELLERS[StepKind(here.kind)](standing, here, today)
    return replace(told, facts=(*told.facts, *_facts(standing, here, today)))


def without_doors(suite: Suite) -> Suite:
    """The same, for who may read but not act."""
    return replace(suite, url="", aside_url="")


# ---- where pages are ----


def _page(standing: Standing, page: str) -> str:
    """A page of the territory whose area ranks anywhere below home."""
    return f"{reverse('home:territory', args=[standing.initiative.slug])}{page}/"


def _step(step: Step, page: str = "") -> str:
    return step.get_absolute_url() + (f"{page}/" if page else "")


# ---- one teller a kind ----


def _without_step(standing: Standing) -> Suite:
    if standing.steps:
        return Suite("Toutes les étapes sont closes", why="Le dossier du territoire garde l’ensemble.")
    return Suite(
        "Poser les étapes de la démarche",
        "Ouvrir la mission",
        standing.initiative.mission.get_absolute_url(),
        why="Le calendrier de la mission donne à chaque étape sa date et son lieu.",
        permission=Permission.EDIT_MISSION,
    )


def _framing(standing: Standing, step: Step, today: date) -> Suite:
    if not standing.team:
        return Suite(
            "Composer l’équipe projet",
            "Dire qui en fait partie",
            _page(standing, "equipe"),
            why="Une personne chargée de coopération, la Caf, des élus, quelques partenaires : le noyau.",
            permission=Permission.EDIT_INITIATIVE,
        )
    if not standing.signatories:
        return Suite(
            "Nommer les signataires de la convention",
            "Ouvrir la liste",
            _page(standing, "signataires"),
            why="Ce sont les collectivités de cette liste qui valideront les changements avant la table 3.",
            permission=Permission.EDIT_INITIATIVE,
        )
    return _hold("Tenir le cadrage", step, today)


def _training(standing: Standing, step: Step, today: date) -> Suite:
    return _hold(step.title, step, today)


def _preparation(standing: Standing, step: Step, today: date) -> Suite:
    by_rank = {1: _before_table_1, 2: _before_table_2, 3: _before_table_3}
    return by_rank.get(step.rank, _training)(standing, step, today)


def _before_table_1(standing: Standing, step: Step, today: date) -> Suite:
    if not standing.retained_facts:
        return Suite(
            "Retenir les faits du portrait",
            "Ouvrir le portrait",
            _page(standing, "portrait"),
            why="Douze au plus : ceux que l’on posera à côté des paroles.",
        )
    table = standing.next_workshop()
    if table and not standing.invited.get(table.id):
        return Suite(
            f"Inviter à la table {table.rank}",
            "Ouvrir les acteurs",
            _page(standing, "acteurs"),
            why="Qui est invité, et quelles catégories ou communes manquent encore.",
            permission=Permission.EDIT_INITIATIVE,
        )
    if table:
        return Suite(
            f"Préparer le déroulé de la table {table.rank}",
            "Ouvrir le déroulé",
            _step(table, "deroule"),
            why="Les questions posées décident de ce que l’on entendra.",
            permission=Permission.FACILITATE,
        )
    return _hold("Tenir la préparation", step, today)


def _before_table_2(standing: Standing, step: Step, today: date) -> Suite:
    words = standing.words
    if words.ungrouped:
        return Suite(
            f"Ranger les {typography.number(words.ungrouped)} parole{typography.plural(words.ungrouped)} "
            f"qui rest{typography.plural(words.ungrouped, 'e,ent')}"
            if words.ungrouped > 1
            else "Ranger la dernière parole",
            "Ouvrir le mur",
            _page(standing, "regroupements"),
            why=f"Sur {typography.number(words.total)} reçues à la table 1.",
            permission=Permission.DRAFT,
        )
    if not standing.cross_readings:
        return Suite(
            "Croiser les chiffres et les paroles",
            "Ouvrir les croisements",
            _page(standing, "croisements"),
            why="Ce qui se confirme, ce qui se contredit, ce que l’un des deux ne dit pas.",
            permission=Permission.DRAFT,
        )
    if not standing.urgencies.get(UrgencyStatus.RETAINED):
        return Suite(
            "Retenir les urgences sociales",
            "Ouvrir les urgences",
            _page(standing, "urgences"),
            why="Chaque décision porte sa raison ; les notes de la salle éclairent, elles ne décident pas.",
            permission=Permission.DRAFT,
        )
    if standing.future is None or not standing.future.draft_text:
        return Suite(
            "Écrire la proposition de futur idéal",
            "Partir des fragments",
            _page(standing, "futur-ideal"),
            why="À partir des fragments que la table 1 a laissés.",
            permission=Permission.DRAFT,
        )
    return _send_the_proposal(standing)


def _send_the_proposal(standing: Standing) -> Suite:
    people = standing.participants
    to_whom = f"aux {typography.number(people)} participants" if people > 1 else "aux participants"
    return Suite(
        f"Relire et envoyer {to_whom} la proposition de futur idéal",
        "Relire et envoyer",
        _page(standing, "futur-ideal"),
        permission=Permission.DRAFT,
    )


def _before_table_3(standing: Standing, step: Step, today: date) -> Suite:
    return Suite(
        "Préparer les chemins de progrès",
        "Ouvrir les chemins",
        _page(standing, "chemins"),
        why="Un chemin par changement validé : la table 3 y posera ce qui doit bouger d’abord, et pourquoi.",
        permission=Permission.DRAFT,
    )


def _workshop(standing: Standing, step: Step, today: date) -> Suite:
    if step.status == StepStatus.HELD:
        return Suite(
            f"La table {step.rank} est ouverte",
            "Ouvrir la console",
            _step(step, "console"),
            permission=Permission.FACILITATE,
            aside="Saisir des cartes en papier",
            aside_url=_step(step, "saisie"),
        )
    return _hold(f"Tenir la table {step.rank}", step, today)


def _technical_half(standing: Standing, step: Step, today: date) -> Suite:
    return Suite(
        "Mettre les chemins au propre avec l’équipe projet",
        "Ouvrir les chemins",
        _page(standing, "chemins"),
        why="Chaque lien dit « parce que », et chaque changement a au moins une action qui y contribue.",
        permission=Permission.DRAFT,
    )


def _validation(standing: Standing, step: Step, today: date) -> Suite:
    retained = standing.changes.get(ChangeStatus.RETAINED, 0) + standing.changes.get(
        ChangeStatus.VALIDATED, 0
    )
    validation = standing.validation
    if validation is None:
        if not FEWEST_CHANGES <= retained <= MOST_CHANGES:
            return Suite(
                "Retenir quatre à six changements",
                "Ouvrir les changements",
                _page(standing, "changements"),
                why=f"{retained} retenu{typography.plural(retained)} pour l’instant.",
                permission=Permission.DRAFT,
            )
        return Suite(
            f"Soumettre les {typography.in_words(retained)} changements aux signataires",
            "Ouvrir la validation",
            _page(standing, "validation"),
            why="Une version se fige ; chaque collectivité se prononce sur elle.",
            permission=Permission.EDIT_INITIATIVE,
        )
    return _await_signatories(standing, step, today)


def _await_signatories(standing: Standing, step: Step, today: date) -> Suite:
    validation = standing.validation
    if validation is None:
        return _hold("Tenir la validation", step, today)
    if validation.refused:
        return Suite(
            f"Reprendre le texte après le refus de {typography.joined(list(validation.refused))}",
            "Lire les motifs",
            _page(standing, "validation"),
            permission=Permission.DRAFT,
        )
    if validation.waiting:
        count = len(validation.waiting)
        answered = validation.asked - count
        return Suite(
            f"Recueillir la décision de {typography.joined(list(validation.waiting))}"
            if count <= MOST_NAMED
            else f"Recueillir la décision de {count} collectivités",
            "Ouvrir la validation",
            _page(standing, "validation"),
            why=f"{answered} collectivité{typography.plural(answered)} sur {validation.asked} "
            f"{'ont' if answered > 1 else 'a'} répondu sur la version {validation.version}."
            if answered
            else f"Aucune n’a encore répondu sur la version {validation.version}.",
            permission=Permission.EDIT_INITIATIVE,
        )
    return Suite(
        "Clore la validation",
        "Ouvrir l’étape",
        _step(step),
        why=f"Les {validation.asked} collectivités ont validé la version {validation.version}.",
        permission=Permission.EDIT_INITIATIVE,
    )


MOST_NAMED = 2


def _signature(standing: Standing, step: Step, today: date) -> Suite:
    return Suite(
        "Enregistrer la signature de la convention",
        "Ouvrir les signataires",
        _page(standing, "signataires"),
        permission=Permission.EDIT_INITIATIVE,
    )


def _steering(standing: Standing) -> Suite:
    review = standing.next_review
    if review is None:
        told = Suite(
            "Dater la prochaine revue des changements", "Choisir une date", _page(standing, "revues/nouvelle")
        )
    elif review.status == ReviewStatus.HELD:
        told = Suite("Finir et publier la revue", "Ouvrir la revue", review.get_absolute_url())
    else:
        technical = review.kind == ReviewKind.TECHNICAL
        what = "Préparer le point technique" if technical else "Préparer la revue des changements"
        told = Suite(what, "Ouvrir la préparation", review.get_absolute_url())
    return replace(
        told,
        permission=Permission.STEER,
        aside="Noter un changement observé",
        aside_url=_page(standing, "journal-des-changements/nouvelle"),
    )


_TELLERS: dict[StepKind, Teller] = {
    StepKind.TRAINING_DAY: _training,
    StepKind.FRAMING: _framing,
    StepKind.PREPARATION: _preparation,
    StepKind.WORKSHOP: _workshop,
    StepKind.TECHNICAL_HALF: _technical_half,
    StepKind.VALIDATION: _validation,
    StepKind.SIGNATURE: _signature,
}


# ---- dates and people ----


def _hold(what: str, step: Step, today: date) -> Suite:
    if step.starts_on is None:
        return Suite(
            "Choisir une date : " + what[0].lower() + what[1:],
            "Fixer la date",
            _step(step, "modifier"),
            permission=Permission.EDIT_INITIATIVE,
        )
    return Suite(what, "Ouvrir l’étape", _step(step))


def _facts(standing: Standing, here: Step, today: date) -> tuple[Fact, ...]:
    facts = []
    if here.starts_on:
        facts.append(_due(here, today))
    if standing.officer:
        facts.append(Fact("person", standing.officer.person.name))
    table = standing.next_workshop()
    if table and table.starts_on and table.id != here.id:
        when = f", {typography.sentence_day(table.starts_on, with_year=False)}, {_in(table.starts_on, today)}"
        facts.append(Fact("arrow", f"table {table.rank}", before="puis", after=when))
    return tuple(facts)


def _review_facts(standing: Standing, today: date) -> tuple[Fact, ...]:
    facts = []
    review = standing.next_review
    if review:
        when = review.held_on or review.planned_on
        place = f", {review.place}" if review.place else ""
        facts.append(Fact("calendar", typography.sentence_day(when), after=f"{place}, {_in(when, today)}"))
    if standing.officer:
        facts.append(Fact("person", standing.officer.person.name))
    return tuple(facts)


def _due(step: Step, today: date) -> Fact:
    day = step.starts_on
    assert day is not None  # noqa: S101 - the caller looked
    place = f", {step.venue.commune.name if step.venue.commune else step.venue.name}" if step.venue else ""
    if day < today:
        return Fact("calendar", typography.sentence_day(day), before="prévu le", after=", date passée")
    is_meeting = step.kind != StepKind.VALIDATION
    before = "" if is_meeting else "avant le"
    return Fact("calendar", typography.sentence_day(day), before=before, after=f"{place}, {_in(day, today)}")


def _in(day: date, today: date) -> str:
    days = (day - today).days
    if days == 0:
        return "aujourd’hui"
    if days == 1:
        return "demain"
    if days < 0:
        return f"il y a {-days} jour{typography.plural(-days)}"
    return f"dans {days} jours"
