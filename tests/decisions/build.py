"""Decisions for the tests: boring defaults, and ways to bring one to a given round."""

from datetime import UTC, date, datetime
from typing import Any

from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.decisions import subjects
from jalons.decisions.actions import objections, opening, outcomes, rounds, voices
from jalons.decisions.enums import Layout, ObjectionKind
from jalons.decisions.models import ConsentProcess, Objection
from jalons.rooms.models import Room, Sequence, Table, Ticket
from tests import cast

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)
REVIEW = date(2030, 5, 20)
BY = Actor(label="Claire Aubert")
TEXT = "Chacun sait à qui parler près de chez soi.\nOn va au travail sans voiture."
BETTER = "Chacun sait à qui parler près de chez soi.\nOn va au travail sans dépendre d’une seule voiture."
KIND = "tests.text"
adopted: list[tuple[Any, ...]] = []


def _remember(consent, version, *, by, now) -> None:
    adopted.append((consent.subject_id, version.text, by.label))


subjects.register(KIND, label="Un texte", on_adopted=_remember, url=lambda ident: f"/textes/{ident}/")


def consent(**fields: Any) -> ConsentProcess:
    defaults: dict[str, Any] = {
        "initiative": fields.get("initiative") or cast.initiative(),
        "subject_kind": KIND,
        "subject_id": new_id(),
        "title": "Notre futur idéal",
        "text": TEXT,
        "author": "L’équipe projet",
        "by": BY,
        "layout": Layout.PLENARY,
        "now": NOW,
    }
    return opening.open_process(**defaults | fields)


def brought_to(state: str, process: ConsentProcess | None = None, **fields: Any) -> ConsentProcess:
    """A decision led to this state, round after round."""
    found = process or consent(**fields)
    while found.state != state:
        rounds.open_next(found, by=BY, now=NOW)
    return found


def objecting(**fields: Any) -> ConsentProcess:
    return brought_to("objection", **fields)


def objection(process: ConsentProcess, **fields: Any) -> Objection:
    defaults: dict[str, Any] = {
        "voice": fields.get("voice") or voices.of_slip(process),
        "argument": "le premier arrêt de bus est à six kilomètres",
        "by": BY,
        "now": NOW,
    }
    return objections.raise_one(process, **defaults | fields)


def retained(process: ConsentProcess, **fields: Any) -> Objection:
    found = objection(process, **fields)
    objections.retain(found, kind=ObjectionKind.LIMIT, reason="À main levée.", by=BY, now=NOW)
    return found


def amended(process: ConsentProcess, text: str = BETTER) -> None:
    rounds.amend(process, text=text, reason="Ne plus promettre trop.", author="Équipe", by=BY, now=NOW)


def here(caf: bool = True, epci: bool = True) -> list[outcomes.Here]:
    present = [outcomes.Here(people=3, label="Foyer rural")]
    if caf:
        present.append(outcomes.Here(people=2, organisation=cast.organisation("Caf", "caf")))
    if epci:
        present.append(outcomes.Here(people=4, organisation=cast.organisation("CC", "epci")))
    return present


def adopt(process: ConsentProcess, **fields: Any) -> None:
    defaults = {"present": here(), "review_on": REVIEW, "by": BY, "now": NOW}
    outcomes.adopt(process, **defaults | fields)


def say_none(process: ConsentProcess) -> None:
    objections.say_none(process, voice=voices.of_slip(process), by=BY, now=NOW)


def room(initiative, tables: int = 0) -> Room:
    made = Room.objects.create(
        step=cast.step(initiative), code=f"C{new_id().hex[-6:]}".upper(), is_open=True, opened_at=NOW
    )
    for number in range(1, tables + 1):
        Table.objects.create(room=made, number=number)
    return made


def ticket(of: Room, table: int | None = None) -> Ticket:
    seat = of.tables.get(number=table) if table else None
    return Ticket.objects.create(room=of, token=new_id().hex, table=seat)


def open_sequence(of: Room) -> Sequence:
    return Sequence.objects.create(
        step=of.step,
        position=Sequence.objects.filter(step=of.step).count() + 1,
        kind="consent",
        title="Consentement",
        minutes=60,
        state="open",
        opened_at=NOW,
    )
