"""The toolbox: keep what worked with its guide, use it, adapt it, share it, put it away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.models import Organisation
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.actions import record
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds import registry
from jalons.rooms.models import Sequence
from jalons.workshops.enums import ToolReach, ToolShape
from jalons.workshops.models import Tool, ToolUse
from jalons.workshops.queries import toolbox
from jalons.workshops.runsheets import TEXTS, Part


def part_from(sequence: Sequence) -> Part:
    """What one does in a sequence, without anything that was said or noted in it."""
    texts = {name: getattr(sequence, name) for name in TEXTS if getattr(sequence, name)}
    return Part(
        kind=sequence.kind,
        title=sequence.title,
        minutes=sequence.minutes,
        prompt=sequence.prompt,
        texts=texts,
        settings=sequence.settings,
        begins_half=sequence.begins_half,
    )


@transaction.atomic
def keep(
    step: Step,
    *,
    sequences: Iterable[Sequence],
    title: str,
    by: Actor,
    shape: ToolShape = ToolShape.RUN,
    purpose: str = "",
    guide: str = "",
    reach: str = ToolReach.HOME,
    now: datetime | None = None,
) -> Tool:
    """Keep the run of a step, or one of its sequences, as a tool. Raises DomainError on an empty run."""
    parts = [part_from(sequence) for sequence in sequences]
    if not parts:
        raise DomainError("Ce déroulé est vide : il n’y a encore rien à garder.")
    origin = toolbox.last_used(step) if shape == ToolShape.RUN else _origin_of(step, parts[0])
    tool = Tool.objects.create(
        shape=shape,
        title=title.strip(),
        purpose=purpose.strip(),
        guide=guide.strip(),
        step_kind=step.kind,
        content={"parts": [part.as_data() for part in parts]},
        reach=reach,
        mission=step.mission,
        initiative=step.initiative,
        organisation=_within(reach, step.mission),
        origin_id=origin.pk if origin else None,
        origin_title=_named(origin) if origin else "",
        kept_by=by.label,
    )
    record("tool.kept", by=by, scope=step.scope(), on=tool.id, label=tool.title, now=now)
    return tool


@transaction.atomic
def use(tool: Tool, *, step: Step, by: Actor, now: datetime | None = None) -> list[Sequence]:
    """Put a tool at the end of a run. Everything in it can be changed there; the tool stays as it is.

    Raises DomainError when this installation does not know one of its kinds of sequence.
    """
    made = put(step, toolbox.parts_of(tool), by=by, now=now)
    ToolUse.objects.create(tool_id=tool.pk, title=tool.title, step=step, used_by=by.label)
    record(
        "tool.used",
        by=by,
        scope=step.scope(),
        on=step.id,
        label=step.title,
        now=now,
        tool=tool.title,
        count=len(made),
    )
    return made


def put(step: Step, parts: Iterable[Part], *, by: Actor, now: datetime | None = None) -> list[Sequence]:
    """Write parts at the end of a run. Raises DomainError on an unknown kind, a bad duration or setting."""
    known = {code for code, _ in registry.choices()}
    listed = list(parts)
    for part in listed:
        if part.kind not in known:
            raise DomainError(
                f"La séquence « {part.title} » est d’un type que cette installation ne connaît pas."
            )
    made = []
    for part in listed:
        made.append(
            runsheet.add_sequence(
                step,
                kind=part.kind,
                title=part.title,
                minutes=part.minutes,
                prompt=part.prompt,
                settings=part.settings,
                by=by,
                now=now,
                **part.texts,  # type: ignore[arg-type] # keys are those of TEXTS
            )
        )
        if part.begins_half:
            runsheet.begin_half(sequence=made[-1], by=by, now=now)
    return made


@transaction.atomic
def adapt(tool: Tool, *, home: Initiative, by: Actor, now: datetime | None = None) -> Tool:
    """Copy a tool for another territory: the copy is free to change and remembers where it comes from."""
    copy = Tool.objects.create(
        shape=tool.shape,
        title=tool.title,
        purpose=tool.purpose,
        guide=tool.guide,
        step_kind=tool.step_kind,
        content=tool.content,
        mission=home.mission,
        initiative=home,
        origin_id=tool.pk,
        origin_title=_named(tool),
        kept_by=by.label,
    )
    record("tool.adapted", by=by, scope=home.scope(), on=copy.id, label=tool.title, now=now)
    return copy


@transaction.atomic
def change(
    tool: Tool,
    *,
    title: str,
    purpose: str,
    guide: str,
    reach: str,
    parts: Iterable[Mapping[str, Any] | None],
    by: Actor,
    now: datetime | None = None,
) -> Tool:
    """Change a tool: its words, who finds it, its parts (None takes one out).

    Each mapping replaces title, minutes, prompt or texts of the part at the same place. Raises
    DomainError when nothing is left of it.
    """
    tool = (
        Tool.objects.select_for_update(of=("self",)).select_related("mission", "initiative").get(pk=tool.pk)
    )
    kept = [
        _changed(part, wish)
        for part, wish in zip(toolbox.parts_of(tool), parts, strict=True)
        if wish is not None
    ]
    if not kept:
        raise DomainError("Gardez au moins une séquence : sinon, rangez plutôt l’outil entier.")
    tool.title, tool.purpose, tool.guide = title.strip(), purpose.strip(), guide.strip()
    tool.reach, tool.organisation = reach, _within(reach, tool.mission)
    tool.content = {"parts": [part.as_data() for part in kept]}
    tool.save()
    record("tool.changed", by=by, scope=tool.scope(), on=tool.id, label=tool.title, now=now)
    return tool


@transaction.atomic
def retire(tool: Tool, *, by: Actor, now: datetime | None = None) -> None:
    """Put a tool away: nobody finds it any more, what was made with it stays."""
    tool.retired_at = now or clock.now()
    tool.save(update_fields=["retired_at", "updated_at"])
    record("tool.retired", by=by, scope=tool.scope(), on=tool.id, label=tool.title, now=now)


def _changed(part: Part, wish: Mapping[str, Any]) -> Part:
    texts = {name: value for name, value in {**part.texts, **wish.get("texts", {})}.items() if value}
    return replace(
        part,
        title=str(wish.get("title") or part.title),
        minutes=int(wish.get("minutes") or part.minutes),
        prompt=str(wish.get("prompt", part.prompt)),
        texts=texts,
    )


def _within(reach: str, mission: Mission | None) -> Organisation | None:
    if reach == ToolReach.HOME:
        return None
    if mission is None:
        raise DomainError(
            "Cet outil n’est plus d’aucune mission : gardez-le pour votre équipe.", field="reach"
        )
    return mission.client if reach == ToolReach.CAF else mission.provider


def _origin_of(step: Step, part: Part) -> Tool | None:
    """The tool that brought this sequence in, told by its title."""
    ids = ToolUse.objects.filter(step=step).order_by("-created_at").values_list("tool_id", flat=True)
    tools = Tool.objects.in_bulk(list(ids))
    known = [tools[one] for one in ids if one in tools]
    return next((t for t in known if any(p.title == part.title for p in toolbox.parts_of(t))), None)


def _named(tool: Tool) -> str:
    place = toolbox.place_of(tool)
    return f"{tool.title} ({place})"[:200] if place else tool.title
