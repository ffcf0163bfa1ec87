"""Changes for the tests: boring defaults, a territory ready to submit, signatories."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from jalons.changes.actions import choosing, drafts, validation
from jalons.changes.actions.drafts import Links, Sheet
from jalons.changes.actions.validation import Decision
from jalons.changes.models import ChangeSet, FormalValidation, LastingChange
from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.initiatives.models import Initiative, Signatory
from jalons.rooms.models import Contribution
from tests import cast
from tests.decisions import build as decisions

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 6, 20, 9, 30, tzinfo=UTC)
DECIDED = date(2026, 6, 12)
BY = Actor(label="Claire Aubert", id=new_id())
OTHER = Actor(label="Paul Mazeau", id=new_id())
STATEMENT = "Les jeunes sans permis se rendent seuls à leur formation"
_numbers = count(1)


def territory(**fields: Any) -> Initiative:
    defaults = {"ctg_starts_on": date(2026, 1, 1), "ctg_ends_on": date(2030, 12, 31)}
    return cast.initiative(**defaults | fields)


def sheet(**fields: Any) -> Sheet:
    defaults = {
        "title": f"Changement {next(_numbers)}",
        "statement": STATEMENT,
        "who": "Les jeunes de 16 à 25 ans",
        "starting_situation": "Ils dépendent de leurs parents.",
    }
    return Sheet(**defaults | fields)


def urgency(initiative: Initiative, **fields: Any) -> SocialUrgency:
    defaults = {"title": "Se déplacer sans voiture", "status": "retained", "reason": "La plus citée."}
    return SocialUrgency.objects.create(initiative=initiative, **defaults | fields)


def change(initiative: Initiative, **fields: Any) -> LastingChange:
    links = fields.pop("links", None) or Links(urgencies=[urgency(initiative)])
    return drafts.write(initiative, sheet=sheet(**fields), links=links, by=BY, now=NOW)


def retained(initiative: Initiative, many: int = 1, **fields: Any) -> list[LastingChange]:
    made = [change(initiative, **fields) for _ in range(many)]
    for one in made:
        choosing.retain(one, by=BY, now=NOW)
    return made


def signatory(initiative: Initiative, name: str, **fields: Any) -> Signatory:
    kind = fields.pop("kind", "commune")
    defaults = {"is_authority": True}
    body = cast.organisation(f"{name} {next(_numbers)}", kind)
    return Signatory.objects.create(initiative=initiative, organisation=body, **defaults | fields)


def submitted(initiative: Initiative | None = None, many: int = 4) -> ChangeSet:
    place = initiative or territory()
    if not place.signatories.exists():
        signatory(place, "Commune")
        signatory(place, "CC", kind="epci")
        signatory(place, "Caf", kind="caf", is_authority=False)
    retained(place, many)
    return validation.submit(place, by=BY, now=NOW)


def decision(**fields: Any) -> Decision:
    defaults = {
        "decision": "favourable",
        "decided_on": DECIDED,
        "deliberation_reference": "2026-41",
    }
    return Decision(**defaults | fields)


def record(row: FormalValidation, *, is_own: bool = True, by: Actor = BY, **fields: Any) -> FormalValidation:
    return validation.record(row, decision=decision(**fields), is_own=is_own, by=by, now=LATER)


def validate(change_set: ChangeSet) -> None:
    for row in change_set.validations.all():
        record(row)


def card(initiative: Initiative, text: str = "Le bus ne passe plus.", kind: str = "collect") -> Contribution:
    room = getattr(initiative, "_room", None) or decisions.room(initiative)
    initiative._room = room
    sequence = room.step.sequences.filter(kind=kind).first()
    if sequence is None:
        sequence = room.step.sequences.create(
            position=room.step.sequences.count() + 1,
            kind=kind,
            title="Paroles",
            minutes=30,
            state="closed",
            opened_at=NOW,
            closed_at=NOW,
        )
    return Contribution.objects.create(
        room=room,
        sequence=sequence,
        number=next(_numbers),
        text=text,
        channel="phone",
        happened_on=NOW.date(),
        entered_at=NOW,
    )


def lineage(initiative: Initiative, cards: int = 2) -> tuple[LastingChange, list[Contribution]]:
    """A change and the cards that led to it, through regroupement, croisement and urgence."""
    said = [card(initiative, f"Le bus ne passe plus ({n}).") for n in range(cards)]
    cluster = Cluster.objects.create(initiative=initiative, title="Sans voiture")
    for one in said:
        ClusterMember.objects.create(cluster=cluster, contribution=one)
    reading = CrossReading.objects.create(
        initiative=initiative, relation="confirms", analysis="Les chiffres le disent aussi."
    )
    reading.clusters.add(cluster)
    found = urgency(initiative)
    found.cross_readings.add(reading)
    return change(initiative, links=Links(urgencies=[found])), said


class BrokenMail:
    """A mail server that refuses everything."""

    def __init__(self, **options: Any) -> None:
        del options

    def send_messages(self, messages: Any) -> int:
        raise OSError(f"{len(messages)} refused")
