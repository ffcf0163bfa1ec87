"""Builders of the chemins: a validated change, its chemin, a sound chemin."""

from typing import Any

from django.utils import timezone

from jalons.changes.enums import ChangeStatus
from jalons.changes.fingerprint import fingerprint
from jalons.changes.models import ChangeSet, LastingChange
from jalons.core.actors import Actor
from jalons.initiatives.models import Initiative
from jalons.pathways.actions import nodes, versions
from jalons.pathways.enums import NodeKind
from jalons.pathways.models import PathNode, Pathway
from jalons.rooms.models import Contribution, Option, Room, Sequence, Table
from tests import cast

CLAIRE = Actor(label="Claire Aubert")


def change(of: Initiative | None = None, **fields: Any) -> LastingChange:
    home = of or cast.initiative()
    defaults: dict[str, Any] = {
        "initiative": home,
        "title": "Des parents sur qui compter",
        "statement": "Les parents des hameaux trouvent près de chez eux d’autres parents sur qui compter",
        "who": "les parents de jeunes enfants",
        "starting_situation": "4 communes sur 12 sans accueil",
        "status": ChangeStatus.VALIDATED,
        "position": home.lasting_changes.count() + 1,
    }
    made = LastingChange.objects.create(**defaults | fields)
    if made.status == ChangeStatus.VALIDATED:
        validate_all(home)
    return made


def validate_all(home: Initiative) -> None:
    """A version of the set that every signatory validated, with each change marked as such."""
    now = timezone.now()
    home.change_sets.filter(superseded_at__isnull=True).update(superseded_at=now, superseded_reason="suite")
    rows = home.lasting_changes.filter(status=ChangeStatus.VALIDATED).order_by("position")
    content = {"changes": [{"id": str(row.id)} for row in rows]}
    ChangeSet.objects.create(
        initiative=home,
        number=home.change_sets.count() + 1,
        content=content,
        content_hash=fingerprint(content),
        submitted_at=now,
        submitted_by="Claire Aubert",
        validated_at=now,
    )


def pathway(of: LastingChange | None = None) -> Pathway:
    wanted = of or change()
    versions.create_for_validated_changes(wanted.initiative, by=CLAIRE)
    return Pathway.objects.select_related("change__initiative__mission").get(change=wanted)


def goal(of: Pathway) -> PathNode:
    return PathNode.objects.get(change=of.change)


def intermediate(of: Pathway, text: str = "Les parents se connaissent", **fields: Any) -> PathNode:
    defaults: dict[str, Any] = {"before": goal(of), "because": "le lien naît du service rendu", "by": CLAIRE}
    return nodes.add(of, kind=NodeKind.INTERMEDIATE, text=text, **defaults | fields)


def action(of: Pathway, before: PathNode, text: str = "Rencontres mensuelles", **fields: Any) -> PathNode:
    return nodes.add(of, kind=NodeKind.ACTION, text=text, before=before, by=CLAIRE, **fields)


def sound(of: LastingChange | None = None) -> Pathway:
    """The smallest chemin that rule 21 accepts."""
    drawn = pathway(of)
    action(drawn, intermediate(drawn), strength="high")
    return drawn


def card(about: LastingChange, text: str = "Que les parents se rencontrent", **fields: Any) -> Contribution:
    """A card of a table, in the sequence « pour que… il faut que… » of this démarche."""
    step = about.initiative.steps.filter(kind="workshop").first() or cast.step(about.initiative)
    room, _ = Room.objects.get_or_create(step=step, defaults={"code": step.id.hex[-6:].upper()})
    sequence, _ = Sequence.objects.get_or_create(
        step=step, position=1, defaults={"kind": "chain", "title": "Pour que… il faut que…", "minutes": 75}
    )
    table, _ = Table.objects.get_or_create(room=room, number=3)
    option, _ = Option.objects.get_or_create(
        sequence=sequence,
        subject_kind="lasting_change",
        subject_id=about.id,
        defaults={"label": about.title, "position": sequence.options.count() + 1},
    )
    defaults: dict[str, Any] = {
        "sequence": sequence,
        "room": room,
        "table": table,
        "option": option,
        "facet": "condition",
        "number": room.contributions.count() + 1,
        "text": text,
        "channel": "paper",
        "happened_on": timezone.localdate(),
        "entered_at": timezone.now(),
    }
    return Contribution.objects.create(**defaults | fields)
