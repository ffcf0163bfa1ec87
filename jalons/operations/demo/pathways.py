"""Table 3 of Vassivière: the cards of the morning, then five chemins, simplified and frozen.

Every word is an « exemple fictif ». Élan stands before its table 2: it has no chemin yet.
"""

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from jalons.changes.models import LastingChange
from jalons.core.actors import Actor
from jalons.initiatives.models import Step
from jalons.operations.demo.world import Place, World
from jalons.pathways.actions import nodes, sheets, versions
from jalons.pathways.enums import NodeKind
from jalons.pathways.models import ActionSheet, PathNode, Pathway
from jalons.pathways.queries import validated_changes
from jalons.rooms.actions import rooms, runsheet
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.models import Contribution, Option, Room, Sequence, Table

TABLES = 6
_TEXTS = ("objective", "public", "partners", "means", "budget", "risks")


def read(name: str) -> Any:
    """A data file of the demonstration."""
    return json.loads(files("jalons.operations.demo").joinpath("data", f"{name}.json").read_text("utf-8"))


def seed_pathways(world: World, *, now: datetime) -> None:
    """Five chemins of 7 to 9 elements, each with two or three actions (domain.md §12)."""
    place = world.vassiviere
    if place is None:
        return
    by = world.users["vassiviere_officer"].actor
    told = tell(read("pathways"), validated_changes(place.initiative))
    if not told:
        return
    morning = _at(place.steps.get("workshop-3"), time(9, 30), now - timedelta(weeks=95))
    afternoon = _at(place.steps.get("technical-half-1"), time(14), morning + timedelta(hours=5))
    cards = _write_cards(world, place, told, by, morning)
    versions.create_for_validated_changes(place.initiative, by=by, now=morning)
    drawn: list[dict[str, PathNode]] = []
    for change, said in told:
        drawn.append(_draw(change, said, cards, by, afternoon))
        _share(change, said, drawn, by, afternoon)
    for minutes, (change, _) in enumerate(told):
        at = afternoon + timedelta(hours=2, minutes=8 * minutes)
        versions.freeze(Pathway.objects.get(change=change), by=by, now=at)
    place.objects["pathways"] = [Pathway.objects.get(change=change) for change, _ in told]
    place.objects["path_nodes"] = drawn


def tell(
    stories: list[dict[str, Any]], changes: list[LastingChange]
) -> list[tuple[LastingChange, dict[str, Any]]]:
    """Give each change the story whose words it says most, in the order of the stories."""
    left = list(changes)
    told = []
    for said in stories:
        if not left:
            break
        best = max(left, key=lambda change: _likeness(change, said["words"]))
        left.remove(best)
        told.append((best, said))
    return told


def _likeness(change: LastingChange, words: list[str]) -> int:
    text = f"{change.title} {change.statement}".lower()
    return sum(word in text for word in words)


def _at(step: Step | None, hour: time, fallback: datetime) -> datetime:
    if step is None or step.starts_on is None:
        return fallback
    return timezone.make_aware(datetime.combine(step.starts_on, hour))


def _write_cards(
    world: World,
    place: Place,
    told: list[tuple[LastingChange, dict[str, Any]]],
    by: Actor,
    morning: datetime,
) -> dict[str, Contribution]:
    """The cards of the tables, by their text, in the room of table 3."""
    step = place.steps.get("workshop-3")
    if step is None:
        return {}
    room = Room.objects.filter(step=step).first()
    if room is None:
        room = rooms.open_room(step=step, by=by, tables=TABLES, now=morning, rng=world.rng)
        rooms.close_room(room=room, by=by, now=morning + timedelta(hours=3))
    sequence = _sequence(step, by, morning)
    tables = list(Table.objects.filter(room=room).order_by("number")) or [
        Table.objects.create(room=room, number=number) for number in range(1, TABLES + 1)
    ]
    rows: list[Contribution] = []
    for number, (change, said) in enumerate(told):
        option, _ = Option.objects.get_or_create(
            sequence=sequence,
            subject_kind="changes.lasting_change",
            subject_id=change.id,
            defaults={"label": change.title, "position": number + 1},
        )
        for element in said["nodes"]:
            facet = "action" if element["kind"] == "action" else "condition"
            for text in element.get("cards", []):
                table = tables[(number + len(rows)) % len(tables)]
                rows.append(_card(room, sequence, option, table, text, facet, by, morning))
    Contribution.objects.bulk_create(rows)
    room.save(update_fields=["last_number", "updated_at"])
    return {row.text: row for row in rows}


def _sequence(step: Step, by: Actor, morning: datetime) -> Sequence:
    sequence = step.sequences.filter(kind="chain").order_by("position").first()
    if sequence is None:
        title = "Pour que… il faut que…"
        sequence = runsheet.add_sequence(step, kind="chain", title=title, by=by, now=morning)
    if sequence.state != SequenceState.CLOSED:
        sequence.state = SequenceState.CLOSED
        sequence.opened_at = sequence.opened_at or morning + timedelta(minutes=20)
        sequence.closed_at = sequence.opened_at + timedelta(minutes=sequence.minutes)
        sequence.save()
    return sequence


def _card(  # noqa: PLR0917 - one row, as it stands in the table
    room: Room,
    sequence: Sequence,
    option: Option,
    table: Table,
    text: str,
    facet: str,
    by: Actor,
    morning: datetime,
) -> Contribution:
    room.last_number += 1
    is_typed = room.last_number % 3 == 0
    return Contribution(
        sequence=sequence,
        room=room,
        option=option,
        table=table,
        facet=facet,
        number=room.last_number,
        text=text,
        channel=Channel.PAPER if is_typed else Channel.PHONE,
        happened_on=timezone.localdate(morning),
        entered_at=morning + timedelta(minutes=25 + room.last_number),
        entered_by=by.label if is_typed else "",
    )


@dataclass(slots=True)
class _Sheet:
    """One chemin being drawn, backwards from its change, as a table would."""

    pathway: Pathway
    placed: dict[str, PathNode]
    cards: dict[str, Contribution]
    by: Actor
    at: datetime


def _draw(
    change: LastingChange, said: dict[str, Any], cards: dict[str, Contribution], by: Actor, at: datetime
) -> dict[str, PathNode]:
    pathway = Pathway.objects.select_related("change__initiative").get(change=change)
    sheet = _Sheet(pathway, {"change": PathNode.objects.get(change=change)}, cards, by, at)
    waiting = list(said["nodes"])
    while waiting:
        ready = [element for element in waiting if element["before"] in sheet.placed]
        for element in ready:
            sheet.placed[element["key"]] = _place(sheet, element)
        waiting = [element for element in waiting if element not in ready]
    for link in said.get("also", []):
        node, before = sheet.placed[link["node"]], sheet.placed[link["before"]]
        nodes.place(pathway, node, before=before, strength=link["strength"], by=by, now=at)
    return sheet.placed


def _place(sheet: _Sheet, element: dict[str, Any]) -> PathNode:
    node = nodes.add(
        sheet.pathway,
        kind=NodeKind(element["kind"]),
        text=element["text"],
        before=sheet.placed[element["before"]],
        who=element.get("who", ""),
        horizon=element.get("horizon", "")[:40],
        because=element.get("because", ""),
        then=element.get("then", ""),
        strength=element.get("strength", ""),
        cards=[sheet.cards[text] for text in element.get("cards", []) if text in sheet.cards],
        by=sheet.by,
        now=sheet.at,
    )
    said = {"confidence": element.get("confidence"), "evidence": element.get("evidence", "")}
    node.links_out.update(**said)
    if element.get("state"):
        PathNode.objects.filter(pk=node.pk).update(state=element["state"])
    if node.kind == NodeKind.ACTION:
        _fill(node, element, sheet.by, sheet.at)
    return node


def _fill(node: PathNode, element: dict[str, Any], by: Actor, at: datetime) -> None:
    """The fiche of an action, and where it stands."""
    sheet = ActionSheet.objects.select_related("node__initiative__mission").get(node=node)
    said = element.get("sheet", {})
    if said:
        texts = {name: said.get(name, "") for name in _TEXTS}
        sheets.edit(sheet, pilot=sheet.pilot, calendar=sheet.calendar, by=by, now=at, **texts)
    if element.get("status"):
        sheets.set_status(sheet, status=element["status"], by=by, now=at + timedelta(weeks=6))


def _share(
    change: LastingChange, said: dict[str, Any], drawn: list[dict[str, PathNode]], by: Actor, at: datetime
) -> None:
    """An action that also serves this chemin: one meaning, two places."""
    pathway = Pathway.objects.select_related("change__initiative").get(change=change)
    for link in said.get("shared", []):
        node, before = drawn[link["from"]][link["node"]], drawn[-1][link["before"]]
        nodes.place(pathway, node, before=before, strength=link["strength"], by=by, now=at)
