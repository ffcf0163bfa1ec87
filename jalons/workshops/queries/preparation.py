"""A preparation day: the table it prepares, its agenda, its tasks, what is ready and what is not."""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.rooms.kinds import registry
from jalons.rooms.queries import runsheet as runs
from jalons.stakeholders import queries as stakeholders
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Mobilisation
from jalons.workshops import checklist
from jalons.workshops.checklist import CheckLine, LineState, Preparing
from jalons.workshops.models import PreparationCheck, PreparationSheet, PreparationTask

MOST_FACTS = 12
MANUAL = (
    ("papers", "Les papiers de la salle sont imprimés", "Guide, tickets, cartes, grilles, affiches."),
    ("scribes", "Un scribe est nommé à chaque table", "Quelqu’un qui note pour qui n’aime pas écrire."),
)
_FIRST, _LAST = 1, 3


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything on the page of a preparation."""

    preparing: Preparing
    sheet: PreparationSheet
    agenda: runs.Runsheet
    tasks: Many[PreparationTask]
    lines: Many[CheckLine]

    @property
    def ready(self) -> int:
        return sum(1 for line in self.lines if line.state is LineState.DONE)

    @property
    def left(self) -> int:
        """Tasks still to do."""
        return sum(1 for task in self.tasks if task.done_at is None)

    @property
    def decisions(self) -> list[str]:
        """The decisions of the day, one a line."""
        return [line.strip() for line in self.preparing.step.decisions.splitlines() if line.strip()]


def table_after(step: Step) -> Step | None:
    """The next table of the same démarche: what a preparation prepares."""
    return (
        Step.objects.filter(initiative=step.initiative_id, kind=StepKind.WORKSHOP, position__gt=step.position)
        .exclude(status=StepStatus.CANCELLED)
        .select_related("initiative__territory", "mission", "venue__commune")
        .order_by("position")
        .first()
    )


def workspace(step: Step) -> Workspace:
    """The page of a preparation."""
    preparing = Preparing(step, table_after(step))
    return Workspace(
        preparing=preparing,
        sheet=sheet_of(step),
        agenda=runs.runsheet(step),
        tasks=list(step.tasks.select_related("person")),
        lines=checklist.lines(preparing),
    )


def sheet_of(step: Step) -> PreparationSheet:
    """The settings of a preparation; an unsaved one while nothing was set."""
    return PreparationSheet.objects.filter(step=step).first() or PreparationSheet(step=step)


def late(tasks: Many[PreparationTask], today: date) -> set[object]:
    """Ids of the tasks whose day has passed."""
    return {task.pk for task in tasks if task.due_on and task.done_at is None and task.due_on < today}


# ---- what this area tells of a preparation ----


def own_lines(preparing: Preparing) -> list[CheckLine]:
    """Date and place, actors, facts, feelings, new actors, run, invitations, what people tick."""
    table = preparing.table
    if table is None or table.initiative is None:
        return []
    found = [_date(table), _run(table), _invitations(table)]
    if preparing.stage == _FIRST:
        found += [_actors(table), _facts(table.initiative), _feelings(preparing, table)]
    if preparing.stage >= _LAST:
        found.append(_new_actors(table))
    return found + _ticked(preparing.step)


def _date(table: Step) -> CheckLine:
    has_place = table.venue_id is not None or table.is_remote
    parts = [word for word, there in (("la date", table.starts_on), ("le lieu", has_place)) if not there]
    state = LineState.DONE if not parts else LineState.PARTLY if len(parts) == 1 else LineState.TO_DO
    said = f"Il manque {' et '.join(parts)}." if parts else "La date et le lieu sont choisis."
    return CheckLine(
        "date", "La date et le lieu de la table", state, said, table.get_absolute_url(), position=10
    )


def _actors(table: Step) -> CheckLine:
    called, missing = stakeholders.called_to(table).count(), stakeholders.missing_at(table)
    gaps = len(missing.categories) + len(missing.communes)
    state = LineState.TO_DO if not called else LineState.PARTLY if gaps else LineState.DONE
    said = f"{called} acteurs appelés."
    if called and gaps:
        where, who = len(missing.communes), len(missing.categories)
        said += f" Il manque encore {where} communes et {who} catégories."
    return CheckLine("actors", "Les acteurs à mobiliser", state, said, _actors_url(table), position=20)


def _new_actors(table: Step) -> CheckLine:
    new = Mobilisation.objects.filter(step=table).exclude(reason_kind="").count()
    state = LineState.DONE if new else LineState.TO_DO
    said = (
        f"{new} acteurs appelés à cause d’un changement."
        if new
        else "Aucun acteur nouveau n’est encore appelé."
    )
    return CheckLine(
        "new_actors",
        "De nouveaux acteurs, pour les changements",
        state,
        said,
        _actors_url(table),
        position=20,
    )


def _actors_url(table: Step) -> str:
    return reverse("stakeholders:actors", args=[_home(table).slug])


def _facts(initiative: Initiative) -> CheckLine:
    kept = SalientFact.objects.filter(initiative=initiative, status=FactStatus.RETAINED).count()
    state = LineState.DONE if 0 < kept <= MOST_FACTS else LineState.TO_DO if not kept else LineState.PARTLY
    said = f"{kept} faits retenus, {MOST_FACTS} au plus."
    return CheckLine(
        "facts",
        "Les éléments saillants du portrait",
        state,
        said,
        reverse("indicators:compose", args=[initiative.slug]),
        position=30,
    )


def _feelings(preparing: Preparing, table: Step) -> CheckLine:
    kinds = set(table.sequences.values_list("kind", flat=True))
    asks = any(kind.takes_words for kind in registry.all_kinds() if kind.code in kinds)
    is_written = bool(sheet_of(preparing.step).feelings)
    state = (LineState.TO_DO, LineState.PARTLY, LineState.DONE)[asks + is_written]
    said = "La manière est écrite" if is_written else "La manière de recueillir n’est pas encore écrite"
    said += (
        ", et le déroulé pose une question." if asks else ", et le déroulé ne pose pas encore de question."
    )
    return CheckLine(
        "feelings", "La manière de recueillir les ressentis", state, said, "#h-feelings", position=40
    )


def _run(table: Step) -> CheckLine:
    run = runs.runsheet(table)
    state = LineState.TO_DO if not run.lines else LineState.DONE if run.fits else LineState.PARTLY
    said = "Le déroulé de la table est encore vide."
    if run.lines:
        over = f", {run.excess} de trop" if run.excess > 0 else ""
        said = f"{len(run.lines)} séquences, {run.minutes} min sur {run.available}{over}."
    return CheckLine(
        "run", "Le déroulé de la table", state, said, reverse("rooms:runsheet", args=[table.pk]), position=60
    )


def _invitations(table: Step) -> CheckLine:
    called = stakeholders.called_to(table)
    waiting = called.filter(status=MobilisationStatus.IDENTIFIED).count()
    total = called.count()
    state = LineState.TO_DO if waiting == total else LineState.PARTLY if waiting else LineState.DONE
    said = f"{total - waiting} invitations parties sur {total}." if total else "Personne n’est encore appelé."
    return CheckLine(
        "invitations",
        "Les invitations",
        state,
        said,
        reverse("stakeholders:letters", args=[_home(table).slug, table.pk]),
        position=70,
    )


def _ticked(step: Step) -> list[CheckLine]:
    checked = dict(PreparationCheck.objects.filter(step=step).values_list("key", "checked_by"))
    return [
        CheckLine(
            key,
            label,
            LineState.DONE if key in checked else LineState.TO_DO,
            f"Coché par {checked[key]}." if key in checked else hint,
            is_manual=True,
            position=80,
        )
        for key, label, hint in MANUAL
    ]


def _home(table: Step) -> Initiative:
    assert table.initiative is not None  # noqa: S101 - tables belong to a démarche
    return table.initiative
