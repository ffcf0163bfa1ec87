"""Builders of the tables' tests."""

from typing import Any

from django.utils import timezone

from jalons.core.actors import Actor
from jalons.initiatives.models import Step
from jalons.rooms.actions import runsheet
from jalons.rooms.enums import Channel
from jalons.rooms.models import Contribution, Sequence
from jalons.workshops.actions import toolbox
from jalons.workshops.enums import ToolShape
from jalons.workshops.models import Tool

CLAIRE = Actor(label="Claire Aubert")


def run(step: Step, *minutes: int, **texts: Any) -> list[Sequence]:
    """A run of information parts of these lengths, titled « 1 », « 2 »…"""
    return [
        runsheet.add_sequence(step, kind="information", title=str(n), minutes=length, by=CLAIRE, **texts)
        for n, length in enumerate(minutes, start=1)
    ]


def word(sequence: Sequence, text: str = "Le car passe trop tôt", **fields: Any) -> Contribution:
    """A word as it is kept, its number the next of the room."""
    room = sequence.step.room
    defaults: dict[str, Any] = {
        "room": room,
        "number": room.contributions.count() + 1,
        "channel": Channel.PAPER,
        "happened_on": timezone.localdate(),
        "entered_at": timezone.now(),
    }
    return Contribution.objects.create(sequence=sequence, text=text, **defaults | fields)


def tool(step: Step, **fields: Any) -> Tool:
    """The run of this step as a tool; two parts are made when it has none."""
    if not step.sequences.exists():
        run(step, 30, 60)
    defaults: dict[str, Any] = {"title": "Une table qui marche", "shape": ToolShape.RUN}
    return toolbox.keep(step, sequences=step.sequences.order_by("position"), by=CLAIRE, **defaults | fields)
