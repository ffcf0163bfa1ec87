"""The two missions: Élan stands before its table 2, Vassivière in its second year of pilotage.

Dates are computed from `now`. What is past is written as it was: opened, then closed, each with its line.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from jalons.accounts.models import User
from jalons.core.actors import SOFTWARE, Actor
from jalons.directory import queries as directory
from jalons.directory.actions import organisations, people
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.people import Contact
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation, Person, Venue
from jalons.initiatives import calendar
from jalons.initiatives.actions import agreements, plan, signatories, steps, team, themes
from jalons.initiatives.actions.missions import TerritoryPlan
from jalons.initiatives.actions.plan import Placing
from jalons.initiatives.actions.signatories import Representation
from jalons.initiatives.actions.team import Seat
from jalons.initiatives.enums import (
    InitiativeStatus,
    ProviderPresence,
    StepKind,
    StepStatus,
    TeamFunction,
)
from jalons.initiatives.models import Initiative, Mission, Signatory, Step
from jalons.journal.actions import record
from jalons.operations.demo import initiatives_texts as texts
from jalons.operations.demo.directory import (
    ELAN_SIREN,
    STILL_MUNICIPAL,
    VASSIVIERE_SIREN,
    commune_named,
)
from jalons.operations.demo.world import Place, World
from jalons.territories.enums import Level
from jalons.territories.models import Territory
from jalons.training.actions import missions as training_missions
from jalons.training.actions import programmes
from jalons.training.actions.missions import Purchase

WEEK = timedelta(weeks=1)
YEARS = 5
REMOTE_PREPARATION = 2


@dataclass(frozen=True, slots=True)
class Story:
    """What tells one territory from the other. `weeks_ago`: when its mission began."""

    key: str
    siren: str
    name: str
    short_name: str
    mission: str
    weeks_ago: int
    done_until: str  # the key of the last step closed
    elected: tuple[str, str]  # name, function


ELAN = Story(
    "elan",
    ELAN_SIREN,
    "Élan Limousin Avenir Nature",
    "Élan",
    "Territoires d’impact collectif, Élan Limousin Avenir Nature",
    13,
    "workshop-1",
    ("Pierre Desbordes", "vice-président"),
)
VASSIVIERE = Story(
    "vassiviere",
    VASSIVIERE_SIREN,
    "Portes de Vassivière",
    "Vassivière",
    "Territoires d’impact collectif, Portes de Vassivière",
    118,
    "signature-1",
    ("Jeanne Lavaud", "vice-présidente"),
)


def seed_initiatives(world: World, *, now: datetime) -> None:
    """Create missions, démarches, steps, teams and signatories, and fill `world.elan`, `world.vassiviere`."""
    programmes.load_catalogue(by=SOFTWARE, now=now)
    themes.load_shipped()
    world.elan = _place(world, ELAN, now)
    world.vassiviere = _place(world, VASSIVIERE, now)
    _elan_now(world.elan, world.users["elan_officer"].actor, now)
    _vassiviere_now(world.vassiviere, world.users["vassiviere_officer"].actor, now)


def moment(day: date, hour: int = 9) -> datetime:
    """An aware moment of a day, for what happened then."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


def _place(world: World, story: Story, now: datetime) -> Place:
    officer = world.users[f"{story.key}_officer"]
    start = _tuesday(now.date() - story.weeks_ago * WEEK)
    began = moment(start - 6 * WEEK)
    mission = training_missions.create(
        programme=programmes.load_catalogue(by=SOFTWARE, now=began)[0],
        purchase=_purchase(world, story, start),
        territories=[_territory_plan(story, start)],
        by=officer.actor,
        is_fictitious=True,
        now=began,
    )
    initiative = mission.initiatives.select_related("territory", "mission").get()
    place = Place(initiative=initiative)
    world.missions[story.key] = mission
    place.organisations = _organisations(world, initiative)
    agreements.sign(mission, signed_on=start - 3 * WEEK, by=officer.actor, now=moment(start - 3 * WEEK))
    _venues(mission)
    _team(world, place, story, began)
    _signatories(place, story, officer.actor, began)
    for step in _until(mission, story.done_until):
        _happened(step, officer.actor)
    _minutes(mission, officer.actor)
    _keep_steps(place, mission)
    return place


def _tuesday(day: date) -> date:
    while day.weekday() != calendar.TUESDAY:
        day += timedelta(days=1)
    return day


def _purchase(world: World, story: Story, start: date) -> Purchase:
    return Purchase(
        title=story.mission,
        client=Organisation.objects.get(pk=world.ids["caf"]),
        provider=Organisation.objects.get(pk=world.ids["provider"]),
        is_member_rate=True,
        daily_rate=None,
        starts_on=start,
    )


def _territory_plan(story: Story, start: date) -> TerritoryPlan:
    ctg_start = date(start.year + 1, 1, 1)
    return TerritoryPlan(
        territory=Territory.objects.get(level=Level.EPCI, code=story.siren),
        name=story.name,
        short_name=story.short_name,
        ctg_starts_on=ctg_start,
        ctg_ends_on=calendar.years_later(ctg_start, YEARS),
    )


def _organisations(world: World, initiative: Initiative) -> dict[str, Organisation]:
    """« caf », « provider », « epci », and each commune under its code."""
    communes = directory.communes_of(initiative.territory)
    found = {key: Organisation.objects.get(pk=world.ids[key]) for key in ("caf", "provider")}
    found["epci"] = organisations.of_territory(initiative.territory, by=SOFTWARE)
    found["social_centre"] = organisations.create(
        identity=Identity(
            f"Centre social de {initiative.short_name} (exemple fictif)",
            OrganisationKind.ASSOCIATION,
            territory=communes[0],
        ),
        by=SOFTWARE,
    )
    return found | {one.code: organisations.of_territory(one, by=SOFTWARE) for one in communes}


def _venues(mission: Mission) -> None:
    """Tables in the biggest hall, the project team in the smallest, preparation 2 remote."""
    initiative = mission.initiatives.get()
    halls = list(directory.venues_near(directory.communes_of(initiative.territory)).order_by("-capacity"))
    for step in mission.steps.filter(kind=StepKind.WORKSHOP):
        _put(step, venue=halls[0] if halls else None, presence=ProviderPresence.YES)
    for step in mission.steps.filter(kind=StepKind.TECHNICAL_HALF):
        _put(step, venue=halls[-1] if halls else None, presence=ProviderPresence.YES)
    for step in mission.steps.filter(kind=StepKind.PREPARATION):
        is_remote = step.rank == REMOTE_PREPARATION
        venue = None if is_remote or not halls else halls[-1]
        _put(step, venue=venue, is_remote=is_remote, presence=ProviderPresence.YES)
    for step in mission.steps.filter(kind=StepKind.TRAINING_DAY):
        _put(step, venue=None, presence=ProviderPresence.YES)


def _put(step: Step, *, venue: Venue | None, presence: str, is_remote: bool = False) -> None:
    step.venue, step.is_remote, step.provider_presence = venue, is_remote, presence
    step.save(update_fields=["venue", "is_remote", "provider_presence", "updated_at"])


def _team(world: World, place: Place, story: Story, now: datetime) -> None:
    members = (
        ("officer", f"{story.key}_officer", TeamFunction.COOPERATION_OFFICER, "epci"),
        ("caf", "caf_referent", TeamFunction.CAF_REFERENT, "caf"),
        ("trainer", "trainer", TeamFunction.TRAINER, "provider"),
        ("partner", f"{story.key}_team", TeamFunction.PARTNER, "social_centre"),
        ("elected", f"{story.key}_signatory", TeamFunction.ELECTED_LEAD, "epci"),
    )
    for key, user_key, function, employer in members:
        person = _person(world.users[user_key], place, now)
        place.people[key] = person
        seat = Seat(function=function, employer=place.organisations[employer], starts_on=now.date())
        team.join(place.initiative, person=person, seat=seat, by=SOFTWARE, now=now)


def _person(user: User, place: Place, now: datetime) -> Person:
    known = Person.objects.filter(account=user).first()
    if known is not None:
        return known
    contact = Contact(name=user.display_name, email=user.email, phone="05 55 00 00 00")
    person = people.create(contact=contact, by=SOFTWARE, scope=place.initiative.scope(), now=now)
    person.account = user
    person.save(update_fields=["account", "updated_at"])
    return person


def _signatories(place: Place, story: Story, by: Actor, now: datetime) -> None:
    """The EPCI and the communes that keep a mission, the Caf beside; `objects["signatories"]` by key."""
    initiative = place.initiative
    communes = directory.communes_of(initiative.territory)
    parties: dict[str, Signatory] = {}
    who = Representation(*story.elected)
    parties["epci"] = signatories.invite(
        initiative, organisation=place.organisations["epci"], who=who, by=by, now=now
    )
    for name in STILL_MUNICIPAL[story.key]:
        commune = commune_named(communes, name)
        if commune.code in parties:
            continue
        mayor = texts.MAYORS[name]
        parties[commune.code] = signatories.invite(
            initiative,
            organisation=place.organisations[commune.code],
            who=Representation(mayor, "maire"),
            by=by,
            now=now,
        )
    parties["caf"] = signatories.invite(
        initiative,
        organisation=place.organisations["caf"],
        who=Representation("Sylvie Marsaud et Denis Roche", "présidente et directeur"),
        by=by,
        now=now,
    )
    place.objects["signatories"] = parties


def _until(mission: Mission, key: str) -> list[Step]:
    """The steps of the mission up to this one, training days first."""
    found = []
    for step in mission.steps.order_by("position"):
        found.append(step)
        if step_key(step) == key:
            break
    return found


def step_key(step: Step) -> str:
    """« workshop-1 », « technical-half-1 »: how `Place.steps` names a step."""
    return f"{step.kind}-{step.rank}".replace("_", "-")


def _happened(step: Step, by: Actor) -> None:
    """Write that a step was opened and closed on its day. Its gates were passed then: the rest of the
    history that they ask for is written by the areas that come after."""
    assert step.starts_on is not None  # noqa: S101 - the programme dated it
    opened = moment(step.starts_on, step.starts_at.hour - 1 if step.starts_at else 8)
    closed = opened + timedelta(hours=4 * max(step.half_days, 1))
    step.status, step.held_at, step.closed_at = StepStatus.CLOSED, opened, closed
    step.save()
    record("step.held", by=by, scope=step.scope(), on=step.id, label=step.title, now=opened)
    record("step.closed", by=by, scope=step.scope(), on=step.id, label=step.title, now=closed)


def _minutes(mission: Mission, by: Actor) -> None:
    for step in mission.steps.filter(status=StepStatus.CLOSED, kind=StepKind.PREPARATION):
        said, decided = texts.MINUTES[step.rank]
        steps.write_minutes(step, minutes=said, decisions=decided, by=by, now=step.closed_at)


def _keep_steps(place: Place, mission: Mission) -> None:
    place.steps = {
        step_key(step): step
        for step in mission.steps.select_related("mission", "initiative__territory", "venue__commune")
    }


def _elan_now(place: Place, by: Actor, now: datetime) -> None:
    """Preparation 2 is open until the end of this week; table 2 is confirmed, in a fortnight."""
    today = now.date()
    preparation, table = place.steps["preparation-2"], place.steps["workshop-2"]
    _date(preparation, calendar.working_day_from(today + timedelta(days=3)), by, now)
    _date(table, calendar.working_day_from(today + timedelta(days=14)), by, now)
    for step in (preparation, table):
        place.steps[step_key(step)] = steps.confirm(step, by=by, now=now)
    later = {"validation-1": 9, "preparation-3": 15, "workshop-3": 19, "technical-half-1": 19}
    for key, weeks in (later | {"signature-1": 25, "steering-1": 27}).items():
        _date(place.steps[key], calendar.working_day_from(today + weeks * WEEK), by, now)
    _keep_steps(place, place.initiative.mission)


def _date(step: Step, on: date, by: Actor, now: datetime) -> None:
    placing = Placing(
        starts_on=on,
        starts_at=step.starts_at,
        venue=step.venue,
        is_remote=step.is_remote,
        provider_presence=step.provider_presence,
        half_days=step.half_days,
    )
    plan.place(step, placing=placing, by=by, reason="Dates convenues avec les communes.", now=now)


def _vassiviere_now(place: Place, by: Actor, now: datetime) -> None:
    """The CTG is signed, pilotage is open; the first review was held, the second comes in four months."""
    initiative = place.initiative
    _extra_preparation(place, by)
    _sign(place, by)
    steering = place.steps["steering-1"]
    assert steering.starts_on is not None  # noqa: S101 - the programme dated it
    opened = moment(steering.starts_on)
    steps_opened = Step.objects.filter(pk=steering.pk)
    steps_opened.update(status=StepStatus.HELD, held_at=opened)
    record("step.held", by=by, scope=steering.scope(), on=steering.id, label=steering.title, now=opened)
    Initiative.objects.filter(pk=initiative.pk).update(status=InitiativeStatus.RUNNING)
    initiative.status = InitiativeStatus.RUNNING
    first = calendar.working_day_from(steering.starts_on + 48 * WEEK)
    if first >= now.date():
        first = calendar.working_day_from(now.date() - 20 * WEEK)
    review = _review(place, 1, first, by, moment(first - 8 * WEEK))
    _happened(review, by)
    _review(place, 2, calendar.working_day_from(now.date() + 17 * WEEK), by, now)
    _keep_steps(place, initiative.mission)


def _review(place: Place, rank: int, on: date, by: Actor, now: datetime) -> Step:
    return plan.add(
        place.initiative.mission,
        initiative=place.initiative,
        kind=StepKind.REVIEW,
        title=f"Revue des changements, année {rank}",
        intentions=texts.REVIEW,
        after=None,
        placing=Placing(
            starts_on=on,
            starts_at=time(14),
            venue=place.steps["workshop-1"].venue,
            provider_presence=ProviderPresence.NO,
            half_days=1,
        ),
        by=by,
        now=now,
    )


def _extra_preparation(place: Place, by: Actor) -> None:
    """One half-day more was needed before table 3: the plan said an avenant was due, and it was signed."""
    third = place.steps["preparation-3"]
    assert third.starts_on is not None  # noqa: S101 - the programme dated it
    on = calendar.working_day_from(third.starts_on + 2 * WEEK)
    step = plan.add(
        place.initiative.mission,
        initiative=place.initiative,
        kind=StepKind.PREPARATION,
        title="Rencontre avec les jeunes du lycée, avant la troisième table",
        intentions="Inviter à la troisième table les jeunes que les deux premières n’avaient pas vus.",
        after=third,
        placing=Placing(
            starts_on=on, starts_at=time(14), provider_presence=ProviderPresence.YES, half_days=1
        ),
        by=by,
        now=moment(third.starts_on),
    )
    _happened(step, by)
    agreements.amend(
        place.initiative.mission,
        signed_on=on,
        reason="Une demi-journée de plus : il manquait des jeunes aux deux premières tables.",
        by=by,
        now=moment(on),
    )


def _sign(place: Place, by: Actor) -> None:
    signature = place.steps["signature-1"]
    assert signature.starts_on is not None  # noqa: S101 - the programme dated it
    for number, party in enumerate(place.objects["signatories"].values(), start=1):
        if party.is_authority:
            on = signature.starts_on - WEEK * (1 + number % 3)
            reference = f"{on.year}-{40 + number} (exemple fictif)"
            signatories.deliberate(party, reference=reference, on=on, by=by, now=moment(on))
        signatories.sign(party, on=signature.starts_on, by=by, now=moment(signature.starts_on))
        party.refresh_from_db()
