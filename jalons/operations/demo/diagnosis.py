"""Table 1 of both territories: what was said, grouped, crossed with figures, rated and decided.

Every word is an « exemple fictif »; volumes are those of domain.md §12. The table, its tickets and its
words are written in bulk, as they were that day; what the team made of them goes through the actions.
"""

import json
from collections.abc import Iterable
from collections.abc import Sequence as Ordered
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from importlib.resources import files
from random import Random
from typing import Any

from django.utils import timezone

from jalons.core.actors import SOFTWARE, Actor
from jalons.core.ids import new_id
from jalons.diagnosis.actions import clusters, cross_readings, urgencies
from jalons.diagnosis.actions.wall import Placed
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, CrossReading, SocialUrgency
from jalons.diagnosis.queries import communes_of
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Theme
from jalons.operations.demo.diagnosis_phase_one import seed_phase_one
from jalons.operations.demo.world import Place, World
from jalons.rooms.actions import rooms, runsheet
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.kinds.rating import CRITERIA
from jalons.rooms.models import Contribution, Room, Sequence, Table, Ticket, Vote, VoteLog
from jalons.territories.models import Territory

TABLES = 8
SEATS = 8
WALL_STARTS_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Day:
    """One table 1: where, when, by whom, and what its data file says."""

    place: Place
    held_on: datetime
    by: Actor
    said: dict[str, Any]
    rng: Random
    communes: dict[str, Territory]


def seed_diagnosis(world: World, *, now: datetime) -> None:
    """Both territories, each after its own table 1."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        if place is None:
            continue
        officer = world.users.get(f"{key}_officer")
        day = Day(
            place,
            _held_on(place, now),
            officer.actor if officer else SOFTWARE,
            _said(key),
            world.rng,
            _communes(place),
        )
        room = _room(day)
        tickets = _seat_people(day, room)
        words = _write_words(day, room, tickets)
        fragments = _write_fragments(day, room, tickets)
        grouped = _group(day, words)
        readings = _cross(day, grouped)
        decided = _rate_and_decide(day, room, tickets, readings)
        place.objects |= {
            "clusters": grouped,
            "cross_readings": list(readings.values()),
            "urgencies": decided,
            "fragments": fragments,
        }
    seed_phase_one(world, now=now)


def _said(key: str) -> dict[str, Any]:
    text = files("jalons.operations.demo").joinpath("data", f"table1_{key}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _communes(place: Place) -> dict[str, Territory]:
    return {commune.name: commune for commune in communes_of(place.initiative)}


def _held_on(place: Place, now: datetime) -> datetime:
    step = place.steps["workshop-1"]
    day = step.starts_on or timezone.localdate(now - timedelta(days=30))
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _room(day: Day) -> Room:
    """The room of table 1 with its eight tables, closed again at the end of the day."""
    step = day.place.steps["workshop-1"]
    room = Room.objects.filter(step=step).first()
    if room is None:
        room = rooms.open_room(step=step, by=day.by, tables=TABLES, now=day.held_on, rng=day.rng)
        rooms.close_room(room=room, by=day.by, now=day.held_on + timedelta(hours=7))
    missing = set(range(1, TABLES + 1)) - set(room.tables.values_list("number", flat=True))
    Table.objects.bulk_create(Table(room=room, number=number) for number in sorted(missing))
    return room


def _sequence(day: Day, room: Room, kind: str) -> Sequence:
    """The part of table 1's runsheet of this kind, as it stands once the day is over."""
    sequence = room.step.sequences.filter(kind=kind).order_by("position").first()
    if sequence is None:
        titles = {
            "collect": "Vos ressentis",
            "fragments": "Le futur idéal",
            "rating": "Urgences et envies d’agir",
        }
        sequence = runsheet.add_sequence(room.step, kind=kind, title=titles[kind], by=day.by, now=day.held_on)
    if sequence.state != SequenceState.CLOSED:
        sequence.state = SequenceState.CLOSED
        sequence.opened_at = sequence.opened_at or day.held_on + timedelta(minutes=30 * sequence.position)
        sequence.closed_at = sequence.opened_at + timedelta(minutes=sequence.minutes)
        sequence.save()
    return sequence


def _seat_people(day: Day, room: Room) -> list[Ticket]:
    """Sixty-four person-less tickets, eight a table, with the categories that spoke at each table."""
    known = list(Ticket.objects.filter(room=room).select_related("table"))
    if len(known) >= TABLES * SEATS:
        return known[: TABLES * SEATS]
    tables = {table.number: table for table in room.tables.all()}
    tickets = []
    for number in range(1, TABLES + 1):
        heard = sorted({word["category"] for word in day.said["words"] if word["table"] == number} - {""})
        more = day.rng.choices(["parent", "resident", "senior", "youth"], k=SEATS)
        for category in (heard + more)[:SEATS]:
            token = f"{day.rng.getrandbits(120):030x}"
            tickets.append(Ticket(room=room, table=tables[number], category=category, token=token))
    return Ticket.objects.bulk_create(tickets)


def _write_words(day: Day, room: Room, tickets: Ordered[Ticket]) -> dict[str, list[Contribution]]:
    """The 312 cards in the order in which they were said; returned by the slug of their regroupement."""
    sequence = _sequence(day, room, "collect")
    rows = [_card(day, room, sequence, tickets, row) for row in day.said["words"]]
    _number(room, rows)
    by_slug: dict[str, list[Contribution]] = {}
    for row, card in zip(day.said["words"], rows, strict=True):
        by_slug.setdefault(row["cluster"], []).append(card)
    return by_slug


def _write_fragments(day: Day, room: Room, tickets: Ordered[Ticket]) -> list[Contribution]:
    """Forty moments of an ideal future, in the order of the file, which later areas name by place."""
    sequence = _sequence(day, room, "fragments")
    rows = [_card(day, room, sequence, tickets, row) for row in day.said["fragments"]]
    _number(room, rows)
    return rows


def _card(
    day: Day, room: Room, sequence: Sequence, tickets: Ordered[Ticket], row: dict[str, Any]
) -> Contribution:
    channel = Channel(row["channel"])
    seats = [ticket for ticket in tickets if ticket.table and ticket.table.number == row["table"]]
    mine = [ticket for ticket in seats if ticket.category == row["category"]]
    at = (sequence.opened_at or day.held_on) + timedelta(seconds=day.rng.randrange(60 * sequence.minutes))
    return Contribution(
        sequence=sequence,
        room=room,
        table=seats[0].table if seats else None,
        ticket=day.rng.choice(mine or seats) if channel is Channel.PHONE and (mine or seats) else None,
        text=row["text"],
        facet=row.get("facet", ""),
        category=row["category"],
        commune=day.communes.get(row.get("commune", "")),
        tone=row.get("tone", ""),
        channel=channel,
        happened_on=timezone.localdate(day.held_on),
        entered_at=at if channel is Channel.PHONE else at + timedelta(hours=7),
        entered_by="" if channel is Channel.PHONE else day.by.label,
    )


def _number(room: Room, rows: list[Contribution]) -> None:
    for row in sorted(rows, key=lambda card: card.entered_at):
        room.last_number += 1
        row.number = room.last_number
    Contribution.objects.bulk_create(rows)
    room.save(update_fields=["last_number", "updated_at"])


def _group(day: Day, words: dict[str, list[Contribution]]) -> dict[str, Cluster]:
    """Eighteen regroupements formed and validated by the team; a few words stay alone."""
    initiative = day.place.initiative
    grouped = {}
    for minutes, row in enumerate(day.said["clusters"]):
        at = day.held_on + WALL_STARTS_AFTER + timedelta(minutes=6 * minutes)
        outcome = clusters.create(
            initiative,
            title=row["title"],
            summary=row["summary"],
            themes=_themes(day, [row["theme"]]),
            cards=[Placed(card.id, None) for card in words[row["slug"]]],
            by=day.by,
            now=at,
        )
        assert outcome.move is not None and outcome.move.target is not None  # noqa: S101, PT018 - just made
        grouped[row["slug"]] = clusters.validate(
            outcome.move.target, by=day.by, now=at + timedelta(minutes=4)
        )
    return grouped


def _themes(day: Day, labels: Iterable[str]) -> list[Theme]:
    own = Theme.objects.filter(caf=day.place.initiative.mission.client)
    listed = own if own.exists() else Theme.objects.filter(caf__isnull=True)
    return list(listed.filter(label__in=list(labels)))


def _cross(day: Day, grouped: dict[str, Cluster]) -> dict[int, CrossReading]:
    """Fourteen croisements, at least two of each relation, by their place in the file."""
    initiative = day.place.initiative
    facts = list(
        SalientFact.objects.filter(initiative=initiative, status=FactStatus.RETAINED).select_related(
            "indicator"
        )
    )
    pick = partial(_pick_fact, facts, {})
    readings = {}
    for place, row in enumerate(day.said["cross_readings"]):
        chosen = pick(row["facts"])
        if row["facts"] and chosen is None:
            continue  # no portrait yet: nothing to cross with
        content = cross_readings.Content(
            relation=Relation(row["relation"]),
            analysis=row["analysis"],
            question=row["question"],
            authors=row["authors"],
            facts=[chosen] if chosen else [],
            clusters=[grouped[slug] for slug in row["clusters"]],
        )
        at = day.held_on + timedelta(hours=3, minutes=3 * place)
        readings[place] = cross_readings.create(initiative, content=content, by=day.by, now=at)
    return readings


def _pick_fact(facts: list[SalientFact], used: dict[Any, int], codes: list[str]) -> SalientFact | None:
    """The retained fact about the first of these indicators; failing that, the one least used so far."""
    if not codes or not facts:
        return None
    by_code = {fact.indicator.code: fact for fact in reversed(facts) if fact.indicator}
    found = next((by_code[code] for code in codes if code in by_code), None)
    chosen = found or min(facts, key=lambda fact: (used.get(fact.pk, 0), fact.position))
    used[chosen.pk] = used.get(chosen.pk, 0) + 1
    return chosen


def _rate_and_decide(
    day: Day, room: Room, tickets: Ordered[Ticket], readings: dict[int, CrossReading]
) -> list[SocialUrgency]:
    """Nine urgencies proposed, rated by sixty-four people, then decided with their reasons."""
    initiative = day.place.initiative
    afternoon = day.held_on + timedelta(hours=5)
    rows = day.said["urgencies"]
    proposed = [
        urgencies.propose(
            initiative,
            content=urgencies.Content(
                title=row["title"],
                description=row["description"],
                people_concerned=row["people"],
                cross_readings=[readings[place] for place in row["cross_readings"] if place in readings],
                themes=_themes(day, row["themes"]),
            ),
            by=day.by,
            now=afternoon,
        )
        for row in rows
    ]
    sequence = _sequence(day, room, "rating")
    urgencies.put_to_vote(sequence, urgencies=proposed, by=day.by, now=afternoon)
    _write_votes(day, sequence, tickets)
    for row, urgency in zip(rows, proposed, strict=True):
        target = row["merged_into"]
        urgencies.decide(
            urgency,
            status=UrgencyStatus(row["decision"]),
            reason=row["reason"],
            merged_into=None if target is None else proposed[target],
            carried_by=row["carried_by"],
            override_reason="" if urgency.cross_readings.exists() else "Dit par toute la salle.",
            decided_by="la table 1",
            decided_on=timezone.localdate(day.held_on),
            by=day.by,
            now=afternoon + timedelta(hours=1),
        )
    return list(SocialUrgency.objects.filter(initiative=initiative))


MOODS = {
    "retained": {"gravity": 3.2, "reach": 3.1, "worsening": 3.2, "equity": 3.0, "capacity": 2.9, "will": 3.3},
    "parked": {"gravity": 2.6, "reach": 2.4, "worsening": 2.7, "equity": 2.3, "capacity": 2.3, "will": 2.4},
    "out_of_scope": {"gravity": 3.7, "reach": 3.6, "worsening": 3.7, "equity": 3, "capacity": 1.6, "will": 2},
    "merged": {"gravity": 2.5, "reach": 2.7, "worsening": 2.4, "equity": 2.6, "capacity": 3.0, "will": 2.8},
}  # fmt: skip
"""Where answers gather, by what was decided later: the room's mood before any decision."""


def _write_votes(day: Day, sequence: Sequence, tickets: Ordered[Ticket]) -> None:
    """Every ticket answers every question, with its own temper and each urgency's own spread."""
    tempers = {ticket.id: day.rng.gauss(0, 0.35) for ticket in tickets}
    options = list(sequence.options.all())
    leans = [{c.code: day.rng.uniform(-0.45, 0.45) for c in CRITERIA} for _ in options]
    votes = [
        Vote(
            option=option,
            ticket=ticket,
            criterion=criterion.code,
            value=_answer(
                day.rng, MOODS[row["decision"]][criterion.code] + lean[criterion.code] + tempers[ticket.id]
            ),
            channel=ticket.channel,
        )
        for ticket in tickets
        for option, row, lean in zip(options, day.said["urgencies"], leans, strict=True)
        for criterion in CRITERIA
    ]
    ballots = {ticket.id: new_id() for ticket in tickets}
    Vote.objects.bulk_create(votes)
    VoteLog.objects.bulk_create(
        VoteLog(
            ballot=ballots[vote.ticket_id],
            option=vote.option,
            ticket=vote.ticket,
            criterion=vote.criterion,
            value=vote.value,
            channel=vote.channel,
        )
        for vote in votes
    )


def _answer(rng: Random, around: float) -> str:
    return str(min(4, max(1, round(rng.gauss(around, 0.7)))))
