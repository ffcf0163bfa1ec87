"""What other areas and our pages read of a démarche: its thread, its people, its plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from jalons.core.scope import Scope
from jalons.directory import queries as directory
from jalons.directory.enums import OrganisationKind
from jalons.initiatives.enums import SignatoryStatus, StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import Initiative, Signatory, Step, TeamMember, Theme

NOT_ON_THE_THREAD = {StepKind.TRAINING_DAY, StepKind.REVIEW}


class StoneState(StrEnum):
    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stone:
    """One stone of the thread. The two halves of table 3 share one (domain.md §8).

    `key` is stable (« workshop-3 »); `steps` are in order, the first one gives the address.
    """

    key: str
    label: str
    kind: str
    state: StoneState
    steps: tuple[Step, ...]
    is_minor: bool

    @property
    def starts_on(self) -> date | None:
        return self.steps[0].starts_on

    @property
    def place(self) -> str:
        venue = self.steps[0].venue
        if venue is None:
            return "à distance" if self.steps[0].is_remote else ""
        return venue.commune.name if venue.commune else venue.name

    @property
    def url(self) -> str:
        """Address of the step people work on: the first one not closed, else the last one."""
        waiting = [step for step in self.steps if step.status != StepStatus.CLOSED]
        return (waiting or list(self.steps[-1:]))[0].get_absolute_url()


def steps_of(initiative: Initiative) -> QuerySet[Step]:
    """Every step of the démarche, in order, removed ones included; one query."""
    return initiative.steps.select_related("venue__commune").order_by("position", "starts_on")


def thread(initiative: Initiative) -> list[Stone]:
    """The stones of the démarche, in order, with one « here » at most: the first not finished. One query."""
    return stones_of(steps_of(initiative).exclude(status=StepStatus.CANCELLED))


def stones_of(steps: Iterable[Step]) -> list[Stone]:
    """The stones that these steps of one démarche make; removed ones must be out."""
    groups: list[list[Step]] = []
    for step in steps:
        if step.kind in NOT_ON_THE_THREAD:
            continue
        if step.kind == StepKind.TECHNICAL_HALF and groups and groups[-1][0].kind == StepKind.WORKSHOP:
            groups[-1].append(step)
        else:
            groups.append([step])
    stones, is_here_found = [], False
    for group in groups:
        is_done = all(step.status == StepStatus.CLOSED for step in group)
        state = StoneState.DONE if is_done else StoneState.AHEAD if is_here_found else StoneState.HERE
        is_here_found = is_here_found or not is_done
        stones.append(_stone(group, state))
    return stones


def _stone(group: list[Step], state: StoneState) -> Stone:
    first = group[0]
    return Stone(
        key=f"{first.kind}-{first.rank}".replace("_", "-"),
        label=stone_label(first),
        kind=first.kind,
        state=state,
        steps=tuple(group),
        is_minor=first.kind in {StepKind.PREPARATION, StepKind.SIGNATURE},
    )


def stone_label(step: Step) -> str:
    """The short name of a step on the thread: « Table 2 », « Préparation 1 », « Pilotage »."""
    short = {
        StepKind.FRAMING: "Le cadre",
        StepKind.PREPARATION: f"Préparation {step.rank}",
        StepKind.WORKSHOP: f"Table {step.rank}",
        StepKind.TECHNICAL_HALF: "Équipe projet",
        StepKind.VALIDATION: "Validation",
        StepKind.SIGNATURE: "Signature",
        StepKind.STEERING: "Pilotage",
        StepKind.TRAINING_DAY: f"Formation, jour {step.rank}",
        StepKind.REVIEW: f"Revue {step.rank}",
    }
    return short[StepKind(step.kind)]


def current_step(initiative: Initiative) -> Step | None:
    """The step where the démarche stands: the first on the thread that is neither closed nor removed."""
    return (
        steps_of(initiative)
        .exclude(status__in=[StepStatus.CLOSED, StepStatus.CANCELLED])
        .exclude(kind__in=NOT_ON_THE_THREAD)
        .first()
    )


def step_of(initiative: Initiative, kind: StepKind, rank: int = 1) -> Step | None:
    """The step of this kind and rank, unless it was removed."""
    return steps_of(initiative).filter(kind=kind, rank=rank).exclude(status=StepStatus.CANCELLED).first()


def signatories(initiative: Initiative) -> QuerySet[Signatory]:
    """Every party, withdrawn ones included: the EPCI, the communes, then the Caf beside them."""
    leads = Q(organisation__kind__in=[OrganisationKind.EPCI, OrganisationKind.CAF])
    return initiative.signatories.select_related("organisation__territory").order_by(
        "-is_authority", Case(When(leads, then=0), default=1), "organisation__name"
    )


def signatory_authorities(initiative: Initiative) -> QuerySet[Signatory]:
    """The collectivités whose validation opens table 3: those that did not withdraw (rule 2)."""
    return signatories(initiative).filter(is_authority=True).exclude(status=SignatoryStatus.WITHDRAWN)


def team(initiative: Initiative, on: date | None = None) -> QuerySet[TeamMember]:
    """Members of the équipe projet; on a date, only those of that day."""
    members = initiative.team_members.select_related("person__account", "employer").order_by(
        "starts_on", "person__name"
    )
    if on is None:
        return members
    return members.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def cooperation_officer(initiative: Initiative, on: date) -> TeamMember | None:
    """The person who carries the démarche day by day, first arrived first."""
    return team(initiative, on).filter(function=TeamFunction.COOPERATION_OFFICER).first()


def themes(initiative: Initiative) -> list[Theme]:
    """The nomenclature that this démarche uses: its Caf's own, else the one shipped (domain.md §1.7)."""
    return themes_of_caf(initiative.mission.client_id)


def themes_of_caf(caf_id: UUID) -> list[Theme]:
    """Entries still proposed: the Caf's own list when it has one, else the shipped one."""
    rows = list(Theme.objects.filter(Q(caf_id=caf_id) | Q(caf__isnull=True), is_retired=False))
    own = [theme for theme in rows if theme.caf_id is not None]
    return own or rows


def neighbours(step: Step) -> list[Step]:
    """The other steps of the same démarche (or of the mission's training days), in order."""
    siblings: Iterable[Step] = (
        steps_of(step.initiative)
        if step.initiative
        else step.mission.steps.filter(initiative__isnull=True).order_by("position")
    )
    return [other for other in siblings if other.pk != step.pk]


def missing_functions(members: Iterable[TeamMember], on: date) -> list[str]:
    """What the équipe projet still lacks: the Caf, a chargé de coopération (domain.md §9.3)."""
    held = {one.function for one in members if one.ends_on is None or one.ends_on >= on}
    return [
        str(function.label)
        for function in (TeamFunction.COOPERATION_OFFICER, TeamFunction.CAF_REFERENT)
        if function not in held
    ]


def scope_of_invitation(initiative: Initiative) -> Scope:
    """A role offered to a member of the team bears on the territory, not on the whole mission."""
    return Scope(initiative=initiative.id)


def proposed_signatories(initiative: Initiative, on: date, listed: Iterable[Signatory]) -> list[str]:
    """Who should be asked and is not there yet: the Caf, the EPCI, communes that hold a mission (§1.3)."""
    known = {one.organisation_id for one in listed}
    places = {one.organisation.territory_id for one in listed}
    communes = directory.communes_of(initiative.territory)
    names = [] if initiative.mission.client_id in known else [initiative.mission.client.name]
    if initiative.territory_id not in places:
        names.append(initiative.territory.name)
    return names + [
        body.name for body in directory.holders_among(communes, on) if body.territory_id not in places
    ]
