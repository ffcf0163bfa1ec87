"""From the futur idéal to validated changes: Vassivière's second table and its councils, Élan's draft.

Every word and every decision is an « exemple fictif »; volumes are those of domain.md §12. All goes
through the actions, at the dates when it would have happened.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.utils.timezone import localdate

from jalons.changes.actions import actors, adoption, choosing, drafts, ideal, validation
from jalons.changes.actions.drafts import Links, Sheet
from jalons.changes.actions.validation import Decision
from jalons.changes.enums import Sphere
from jalons.changes.models import ChangeSet, FormalValidation, IdealFuture, LastingChange
from jalons.changes.queries import kept_changes
from jalons.core.actors import Actor
from jalons.decisions.actions import objections, opening, outcomes, rounds, voices
from jalons.decisions.enums import Layout, ObjectionKind, SpokenKind
from jalons.decisions.models import ConsentProcess, ConsentVoice, Objection
from jalons.decisions.queries.invitations import invited_organisations
from jalons.indicators.models import SalientFact
from jalons.operations.demo.world import Place, World
from jalons.rooms.actions import rooms
from jalons.rooms.models import Contribution, Room

TABLES = 8
PEOPLE_AT_ADOPTION = 58
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Clock:
    """The hour of the day at the table, which only moves on."""

    at: datetime

    def after(self, minutes: int) -> datetime:
        self.at += minutes * MINUTE
        return self.at


def seed_changes(world: World, *, now: datetime) -> None:
    """Élan's draft of a futur idéal; Vassivière's whole second table, then its validation."""
    said = _said()
    if world.elan is not None:
        _draft_of_elan(world.elan, said["elan_ideal"], world.users["elan_officer"].actor, now)
    if world.vassiviere is not None:
        by = world.users["vassiviere_officer"].actor
        place = world.vassiviere
        morning = _table_2(place, by)
        adopted = _consent_on_ideal(place, said["ideal"], by, morning)
        kept = _choose(place, said, by, Clock(adopted + 120 * MINUTE))
        frozen = _submit(place, by, adopted)
        _decide(world, place, frozen, said["validation"], by)
        _call_actors(place, by)
        place.objects |= {"changes": kept, "change_set": frozen}


def _said() -> dict[str, Any]:
    return _data("changes")


def _data(name: str) -> dict[str, Any]:
    text = files("jalons.operations.demo").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _fragments(place: Place, numbers: list[int]) -> list[Contribution]:
    """Fragments of table 1 by their place in its data file; cards were numbered as they came in."""
    by_text = {card.text: card for card in place.objects["fragments"]}
    rows = _data(f"table1_{place.initiative.slug}")["fragments"]
    return [by_text[rows[n]["text"]] for n in numbers]


def _draft_of_elan(place: Place, said: dict[str, Any], by: Actor, now: datetime) -> None:
    """Preparation 2 is under way: fragments chosen, a first text, nothing decided."""
    found = ideal.begin(place.initiative)
    chosen = _fragments(place, said["fragments"])
    ideal.choose_fragments(found, fragments=chosen, by=by, now=now - timedelta(days=3))
    ideal.write_draft(
        found,
        text=said["text"],
        easy_text=said["easy_text"],
        author=said["author"],
        by=by,
        now=now - timedelta(days=2),
    )


def _table_2(place: Place, by: Actor) -> datetime:
    """The room of table 2, with its eight tables; returns the hour when it opened."""
    step = place.steps["workshop-2"]
    opened = step.held_at
    assert opened is not None  # noqa: S101 - table 2 was held
    room = Room.objects.filter(step=step).first()
    if room is None:
        room = rooms.open_room(step=step, by=by, tables=TABLES, now=opened)
        rooms.close_room(room=room, by=by, now=step.closed_at or opened)
    return opened


# The futur idéal, by consent ---------------------------------------------------------------------


def _consent_on_ideal(place: Place, said: dict[str, Any], by: Actor, morning: datetime) -> datetime:
    """Version 1, three objections, version 3 adopted; returns the hour of adoption."""
    prepared = morning - timedelta(days=9)
    found = ideal.begin(place.initiative)
    _draft(found, place, said, by, prepared)
    consent = ideal.propose(found, step=place.steps["workshop-2"], by=by, now=prepared)
    clock = Clock(morning + 45 * MINUTE)
    seats = _rules(place, consent, by, clock)
    _listen(consent, said, seats, by, clock)
    raised = _objections(consent, said["objections"], seats, by, clock)
    goal, limit = raised[0], raised[1]
    for row, lifted, number in ((1, goal, 2), (2, limit, 3)):
        _amend(consent, said["versions"][row], by, clock)
        note = said["objections"][row - 1]["note"]
        objections.lift(lifted, code=voices.code(lifted.voice), note=note, by=by, now=clock.after(6))
        _say_none(consent, seats, by, clock)
        if number == 2:  # noqa: PLR2004 - the second version leaves one objection open
            rounds.open_next(consent, by=by, now=clock.after(2))
    _adopt(place, consent, by, clock)
    return clock.at


def _draft(found: IdealFuture, place: Place, said: dict[str, Any], by: Actor, at: datetime) -> None:
    chosen = _fragments(place, said["fragments"])
    ideal.choose_fragments(found, fragments=chosen, by=by, now=at - timedelta(days=12))
    first = said["versions"][0]
    ideal.write_draft(
        found, text=first["text"], easy_text=first["easy_text"], author=said["author"], by=by, now=at
    )


def _rules(place: Place, consent: ConsentProcess, by: Actor, clock: Clock) -> dict[int, ConsentVoice]:
    """Said to everybody before the round; returns the voice of each table."""
    opening.set_rules(
        consent,
        layout=Layout.TABLES,
        seats=TABLES,
        invited_organisations=len(invited_organisations(place.initiative, consent.step)),
        needs_caf=True,
        needs_epci=True,
        silence_rule="",
        by=by,
        now=clock.after(1),
    )
    return {voice.position: voice for voice in consent.voices.all()}


def _listen(
    consent: ConsentProcess, said: dict[str, Any], seats: dict[int, ConsentVoice], by: Actor, clock: Clock
) -> None:
    """Presentation, clarification, reactions, and the proposers keep their text."""
    rounds.open_next(consent, by=by, now=clock.after(4))
    rounds.open_next(consent, by=by, now=clock.after(6))
    for table, question, answer in said["questions"]:
        rounds.note(
            consent,
            kind=SpokenKind.QUESTION,
            voice=seats[table],
            text=question,
            answer=answer,
            by=by,
            now=clock.after(2),
        )
    rounds.open_next(consent, by=by, now=clock.after(2))
    for table, reaction in said["reactions"]:
        rounds.note(
            consent, kind=SpokenKind.REACTION, voice=seats[table], text=reaction, by=by, now=clock.after(1)
        )
    rounds.open_next(consent, by=by, now=clock.after(3))
    rounds.open_next(consent, by=by, now=clock.after(5))


def _objections(
    consent: ConsentProcess,
    rows: list[dict[str, Any]],
    seats: dict[int, ConsentVoice],
    by: Actor,
    clock: Clock,
) -> list[Objection]:
    """Three objections on version 1: two retained, one that becomes a concern with its author's word."""
    raised = [
        objections.raise_one(
            consent,
            voice=voices.of_slip(consent, seat=seats[row["table"]]),
            argument=row["argument"],
            target=row["target"],
            by=by,
            now=clock.after(2),
        )
        for row in rows
    ]
    _say_none(consent, seats, by, clock)
    rounds.open_next(consent, by=by, now=clock.after(2))
    for row, objection in zip(rows, raised, strict=True):
        if row.get("concern"):
            objections.do_not_retain(objection, reason=row["not_retained"], by=by, now=clock.after(3))
            code = voices.code(objection.voice)
            objections.accept_as_concern(objection, code=code, by=by, now=clock.after(2))
            continue
        objections.retain(
            objection, kind=ObjectionKind(row["kind"]), reason=row["test"], by=by, now=clock.after(4)
        )
        objections.propose(objection, proposal=row["proposal"], by=by, now=clock.after(3))
    return raised


def _amend(consent: ConsentProcess, version: dict[str, str], by: Actor, clock: Clock) -> None:
    rounds.amend(
        consent,
        text=version["text"],
        easy_text=version["easy_text"],
        reason=version["reason"],
        author=version["author"],
        by=by,
        now=clock.after(5),
    )


def _say_none(consent: ConsentProcess, seats: dict[int, ConsentVoice], by: Actor, clock: Clock) -> None:
    for seat in seats.values():
        objections.say_none(consent, voice=seat, by=by, now=clock.after(0))


def _adopt(place: Place, consent: ConsentProcess, by: Actor, clock: Clock) -> None:
    at = clock.after(4)
    outcomes.adopt(
        consent,
        present=list(_present(place, consent)),
        review_on=localdate(at) + timedelta(days=3 * 365),
        by=by,
        now=at,
    )


def _present(place: Place, consent: ConsentProcess) -> Iterator[outcomes.Here]:
    """Fifty-eight people from most of the invited organisations; some left before, and are not counted."""
    invited = invited_organisations(place.initiative, consent.step)
    signing = sum(1 for body in invited if body.organisation is not None)
    here = [body for n, body in enumerate(invited) if n < signing or n % 5]
    share, more = divmod(PEOPLE_AT_ADOPTION, len(here))
    for number, body in enumerate(here):
        people = share + (number < more)
        yield outcomes.Here(people=people, organisation=body.organisation, label=body.label)


# The changes -------------------------------------------------------------------------------------


def _choose(place: Place, said: dict[str, Any], by: Actor, clock: Clock) -> list[LastingChange]:
    """Sixteen drafts and a merge make seventeen; five are kept, adopted together by consent."""
    written = {row["key"]: _write(place, row, by, clock) for row in said["drafts"]}
    joined = said["merge"]
    merged = drafts.merge(
        [written[key] for key in joined["from"]], sheet=_sheet(joined), by=by, now=clock.after(8)
    )
    _link_fragments(place, merged, joined, by, clock)
    chosen = [merged, *(written[row["key"]] for row in said["drafts"] if row.get("retained"))]
    for change in chosen:
        choosing.retain(change, by=by, now=clock.after(3))
    for row in said["drafts"]:
        if row.get("aside"):
            drafts.put_aside(written[row["key"]], reason=row["aside"], by=by, now=clock.after(1))
    choosing.order(place.initiative, ids=[c.id for c in chosen], by=by, now=clock.after(1))
    _consent_on_changes(place, by, clock)
    return kept_changes(place.initiative)


def _write(place: Place, row: dict[str, Any], by: Actor, clock: Clock) -> LastingChange:
    return drafts.write(
        place.initiative, sheet=_sheet(row), links=_links(place, row), by=by, now=clock.after(2)
    )


def _sheet(row: dict[str, Any]) -> Sheet:
    return Sheet(
        title=row["title"],
        statement=row["statement"],
        who=row.get("who", ""),
        size_estimate=row.get("size", ""),
        dimension=row.get("dimension", ""),
        where=row.get("where", ""),
        starting_situation=row.get("starting_situation", ""),
        observable_sign=row.get("sign", ""),
        why_it_matters=row.get("why", ""),
        how_durable=row.get("durable", ""),
        carriers=row.get("carriers", ""),
        brakers=row.get("brakers", ""),
        proposed_by=row.get("by", ""),
    )


def _links(place: Place, row: dict[str, Any]) -> Links:
    """Urgencies and fragments by their place in table 1's data; facts are those of the croisements."""
    urgencies = [place.objects["urgencies"][n] for n in row.get("urgencies", [])]
    facts = SalientFact.objects.filter(cross_readings__urgencies__in=urgencies).distinct()
    return Links(
        urgencies=urgencies,
        fragments=_fragments(place, row.get("fragments", [])),
        facts=list(facts),
        themes=list({theme.id: theme for u in urgencies for theme in u.themes.all()}.values()),
    )


def _link_fragments(
    place: Place, merged: LastingChange, row: dict[str, Any], by: Actor, clock: Clock
) -> None:
    """The merged change also comes from fragments; its urgencies came with its drafts."""
    links = Links(
        urgencies=list(merged.urgencies.all()),
        fragments=_fragments(place, row["fragments"]),
        facts=list(merged.facts.all()),
        themes=list(merged.themes.all()),
    )
    drafts.edit(merged, sheet=_sheet(row), links=links, by=by, now=clock.after(2))


def _consent_on_changes(place: Place, by: Actor, clock: Clock) -> None:
    consent = adoption.propose_together(
        place.initiative, step=place.steps["workshop-2"], by=by, now=clock.after(5)
    )
    seats = _rules(place, consent, by, clock)
    for _ in range(5):
        rounds.open_next(consent, by=by, now=clock.after(4))
    _say_none(consent, seats, by, clock)
    _adopt(place, consent, by, clock)


# The signatories ---------------------------------------------------------------------------------


def _submit(place: Place, by: Actor, adopted: datetime) -> ChangeSet:
    return validation.submit(place.initiative, by=by, now=adopted + timedelta(days=6))


def _decide(world: World, place: Place, frozen: ChangeSet, rows: list[dict[str, Any]], by: Actor) -> None:
    """The EPCI, three communes and the Caf decide; one decision is typed, then confirmed by somebody else."""
    waiting = _waiting(frozen)
    for row in rows:
        asked = next(waiting[row["who"]], None)
        if asked is None:
            continue
        at = frozen.submitted_at + timedelta(days=row["days"])
        decision = Decision(
            decision=row["decision"],
            decided_on=localdate(at),
            deliberation_reference=f"{row['reference'].format(year=at.year)} (exemple fictif)",
            reserves=row.get("reserves", ""),
            proof=row.get("entered", ""),
        )
        if row.get("entered"):
            validation.record(asked, decision=decision, is_own=False, by=by, now=at + timedelta(days=2))
            second = world.users["caf_referent"].actor
            validation.confirm(asked, by=second, now=at + timedelta(days=3))
        else:
            who = asked.signatory.representative or str(asked.signatory)
            link = Actor(label=f"{who} (lien personnel)")
            validation.record(asked, decision=decision, is_own=True, by=link, now=at + timedelta(days=1))


def _waiting(frozen: ChangeSet) -> dict[str, Iterator[FormalValidation]]:
    """Requests by what the signatory is: « epci », « commune », « caf »."""
    asked = list(
        frozen.validations.select_related("signatory__organisation").order_by("signatory__organisation__name")
    )
    return {
        kind: iter([v for v in asked if v.signatory.organisation.kind == kind])
        for kind in ("epci", "commune", "caf")
    }


def _call_actors(place: Place, by: Actor) -> None:
    """Preparation 3: each change calls people who were not there, for what they can do about it."""
    step = place.steps["preparation-3"]
    listed = list(place.objects["actors"])
    spheres = (Sphere.CONTROL, Sphere.INFLUENCE, Sphere.INTEREST)
    for number, change in enumerate(kept_changes(place.initiative)):
        chosen = listed[number * 7 : number * 7 + 3]
        actors.call(
            change,
            spheres={actor.id: spheres[n] for n, actor in enumerate(chosen)},
            by=by,
            now=step.held_at,
        )
