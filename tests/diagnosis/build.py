"""Builders of the diagnosis: a table 1 that has spoken, regroupements, croisements, urgences."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.diagnosis.actions import cross_readings, urgencies
from jalons.diagnosis.actions.wall import Placed
from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from jalons.rooms.enums import Channel
from jalons.rooms.models import Contribution, Room, Sequence, Table, Ticket, Vote
from tests import cast

BY = Actor(label="Claire Aubert")


def room(of: Initiative) -> Room:
    """The room of table 1, made once per démarche."""
    found = Room.objects.filter(step__initiative=of).first()
    if found:
        return found
    return Room.objects.create(step=cast.step(of, rank=1), code=new_id().hex[-6:].upper())


def sequence(of: Initiative, kind: str = "collect", **fields: Any) -> Sequence:
    step = room(of).step
    defaults = {"title": "Paroles", "minutes": 60, "position": step.sequences.count() + 1}
    return Sequence.objects.create(step=step, kind=kind, **defaults | fields)


def card(of: Initiative, text: str = "Le bus passe trop tôt.", **fields: Any) -> Contribution:
    place = room(of)
    kind = fields.pop("kind", "collect")
    into = place.step.sequences.filter(kind=kind).first() or sequence(of, kind)
    table = fields.pop("table", None)
    if isinstance(table, int):
        table, _ = Table.objects.get_or_create(room=place, number=table)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "sequence": into,
        "room": place,
        "table": table,
        "number": place.contributions.count() + 1,
        "text": text,
        "channel": Channel.PAPER,
        "happened_on": now.date(),
        "entered_at": now,
    }
    return Contribution.objects.create(**defaults | fields)


def cluster(of: Initiative, title: str = "Se déplacer", cards: Iterable[Contribution] = ()) -> Cluster:
    made = Cluster.objects.create(initiative=of, title=title, position=Cluster.objects.count() + 1)
    ClusterMember.objects.bulk_create(ClusterMember(cluster=made, contribution=one) for one in cards)
    return made


def placed(*cards: Contribution, in_: Cluster | None = None) -> list[Placed]:
    return [Placed(one.id, in_.id if in_ else None) for one in cards]


def fact(of: Initiative, title: str = "Plus de personnes seules", **fields: Any) -> SalientFact:
    defaults = {
        "title": title,
        "sentence": "Un ménage sur trois est une personne seule.",
        "figure": "33,3 %",
        "source_label": "Insee",
        "vintage": "2022",
        "status": FactStatus.RETAINED,
    }
    return SalientFact.objects.create(initiative=of, **defaults | fields)


def content(relation: Relation = Relation.NUANCE, **fields: Any) -> cross_readings.Content:
    return cross_readings.Content(
        relation=relation, **{"analysis": "Les deux disent la même chose."} | fields
    )


def cross_reading(of: Initiative, **fields: Any) -> CrossReading:
    sides = fields or {"clusters": [cluster(of, f"Regroupement {Cluster.objects.count() + 1}")]}
    return cross_readings.create(of, content=content(**sides), by=BY)


def urgency(of: Initiative, title: str = "Se déplacer sans voiture", **fields: Any) -> SocialUrgency:
    return urgencies.propose(of, content=urgencies.Content(title=title, **fields), by=BY)


def votes(on: Sequence, urgency_: SocialUrgency, values: Iterable[dict[str, int]]) -> None:
    """One ticket per dict of criterion → value."""
    option = on.options.get(subject_id=urgency_.id)
    place = room(urgency_.initiative)
    for words in values:
        ticket = Ticket.objects.create(room=place, token=new_id().hex)
        Vote.objects.bulk_create(
            Vote(option=option, ticket=ticket, criterion=criterion, value=str(value), channel=Channel.PHONE)
            for criterion, value in words.items()
        )
