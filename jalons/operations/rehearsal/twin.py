"""The throwaway twin of a session: its own mission, territory, room and account, removed afterwards.

The real session is read, never written. Nothing goes to the journal: rows are made directly, and moves
publish what the console's own would.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction

from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.core.live.models import OutboxEvent, Presence
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.rooms.actions import announce
from jalons.rooms.enums import SequenceState
from jalons.rooms.models import Contribution, Option, Room, Sequence, Table, Ticket, Vote, VoteLog

PREFIX = "repetition-generale-"
FORGOTTEN_AFTER = timedelta(hours=2)
"""A twin left by a rehearsal that was killed is removed by the next one."""

TABLES = 15
STATEMENTS = 10
_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """One room of the twin with its open question."""

    step: Step
    room: Room
    sequence: Sequence
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """Two rooms, since one asks one question at a time: words in one, votes in the other."""

    mission: Mission
    words: Stage
    votes: Stage
    session: str
    real: Step


@transaction.atomic
def make(real: Step, *, now: datetime | None = None) -> Twin:
    """Build the twin of a session, with nobody's words."""
    moment = now or clock.now()
    mark = secrets.token_hex(4)
    mission = _copy(real.mission, slug=f"{PREFIX}{mark}", title="Répétition générale", is_fictitious=True)
    initiative = Initiative.objects.create(
        mission=mission, territory=_territory(real), slug=f"{PREFIX}{mark}", name="Répétition générale",
        short_name="Répétition", is_fictitious=True,
    )  # fmt: skip
    words = _stage(initiative, 1, "collect", moment)
    votes = _stage(initiative, 2, "abaque", moment, [f"Phrase d’essai {n}" for n in range(1, STATEMENTS + 1)])
    return Twin(mission, words, votes, _session(mission, mark, moment), real)


def _territory(real: Step) -> Any:
    if real.initiative is not None:
        return real.initiative.territory
    some = Initiative.objects.filter(mission=real.mission).first() or Initiative.objects.first()
    if some is None:
        raise DomainError("Aucun territoire n’est ouvert ici : il en faut un pour répéter.")
    return some.territory


def _copy(instance: Any, **fields: Any) -> Any:
    values = {field.attname: field.value_from_object(instance) for field in instance._meta.concrete_fields}
    return type(instance).objects.create(**values | {"id": new_id()} | fields)


def _stage(initiative: Initiative, rank: int, kind: str, now: datetime, labels: Iterable[str] = ()) -> Stage:
    step = Step.objects.create(
        mission=initiative.mission, initiative=initiative, kind=StepKind.WORKSHOP, rank=rank, position=rank,
        title="Répétition générale", half_days=1, starts_on=clock.today(), status=StepStatus.HELD,
        held_at=now,
    )  # fmt: skip
    room = Room.objects.create(step=step, code=_free_code(), is_open=True, opened_at=now)
    Table.objects.bulk_create(Table(room=room, number=number) for number in range(1, TABLES + 1))
    sequence = Sequence.objects.create(
        step=step, position=1, kind=kind, title="Question d’essai", minutes=_MINUTES,
        state=SequenceState.OPEN, opened_at=now, closes_at=now + timedelta(minutes=_MINUTES),
    )  # fmt: skip
    options = Option.objects.bulk_create(
        Option(sequence=sequence, subject_kind="statement", subject_id=new_id(), label=label, position=place)
        for place, label in enumerate(labels, 1)
    )
    return Stage(step, room, sequence, tuple(options))


def _free_code() -> str:
    while True:
        code = str(secrets.randbelow(900_000) + 100_000)
        if not Room.objects.filter(code=code).exists():
            return code


def _session(mission: Mission, mark: str, now: datetime) -> str:
    """An account that sees the twin alone, already signed in: the hall's screen."""
    user = User.objects.create_user(f"{PREFIX}{mark}@repetition.invalid", "Répétition générale")
    RoleAssignment.objects.create(
        user=user,
        role=Role.TRAINER,
        scope_kind=ScopeKind.MISSION,
        scope_id=mission.id,
        starts_on=clock.today(),
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@transaction.atomic
def more_time(stage: Stage) -> None:
    """A move of whoever animates, as the console makes it: the deadline goes five minutes further."""
    sequence = Sequence.objects.select_for_update().get(id=stage.sequence.id)
    assert sequence.closes_at is not None  # noqa: S101 - open since it was made
    sequence.closes_at += timedelta(minutes=5)
    sequence.save(update_fields=["closes_at", "updated_at"])
    announce.to_everybody(stage.room, "sequence.extended", sequence)


@transaction.atomic
def stage_part(twin: Twin, part: Sequence, *, now: datetime | None = None) -> Sequence:
    """Open a copy of one real part in the twin's first room, and close what ran there."""
    moment = now or clock.now()
    step = twin.words.step
    for running in step.sequences.filter(state=SequenceState.OPEN):
        running.state, running.closed_at = SequenceState.CLOSED, moment
        running.save(update_fields=["state", "closed_at", "updated_at"])
    last = step.sequences.aggregate(last=models.Max("position"))["last"] or 0
    copy: Sequence = _copy(
        part, step_id=step.id, position=last + 1, state=SequenceState.OPEN, opened_at=moment, paused_at=None,
        closes_at=moment + timedelta(minutes=_MINUTES), closed_at=None, is_revealed=False,
        **({"begins_half": False} if hasattr(part, "begins_half") else {}),
    )  # fmt: skip
    for option in part.options.all():
        _copy(option, sequence_id=copy.id)
    announce.to_everybody(twin.words.room, "sequence.opened", copy)
    return copy


def remove(twin: Twin) -> None:
    """Take everything of the twin away."""
    _remove([twin.mission.id])
    Session.objects.filter(session_key=twin.session).delete()


def sweep(*, now: datetime | None = None) -> None:
    """Take away twins that a killed rehearsal left."""
    before = (now or clock.now()) - FORGOTTEN_AFTER
    left = Mission.objects.filter(slug__startswith=PREFIX, created_at__lt=before)
    _remove(list(left.values_list("id", flat=True)))


@transaction.atomic
def _remove(missions: list[Any]) -> None:
    rooms = Room.objects.filter(step__mission__in=missions)
    topics = [
        f"{prefix}:{room}" for room in rooms.values_list("id", flat=True) for prefix in ("room", "animation")
    ]
    users = RoleAssignment.objects.filter(scope_id__in=missions, user__email__startswith=PREFIX)
    people = list(users.values_list("user_id", flat=True))
    for rows in (
        VoteLog.objects.filter(option__sequence__step__mission__in=missions),
        Vote.objects.filter(option__sequence__step__mission__in=missions),
        Contribution.objects.filter(room__step__mission__in=missions),
        Option.objects.filter(sequence__step__mission__in=missions),
        Sequence.objects.filter(step__mission__in=missions),
        Ticket.objects.filter(room__step__mission__in=missions),
        Table.objects.filter(room__step__mission__in=missions),
        rooms,
        Step.objects.filter(mission__in=missions),
        Initiative.objects.filter(mission__in=missions),
        Mission.objects.filter(id__in=missions),
        RoleAssignment.objects.filter(user__in=people),
        User.objects.filter(id__in=people),
        OutboxEvent.objects.filter(topic__in=topics).exclude(seq=_last_event()),
        Presence.objects.filter(topic__in=topics),
    ):
        rows.delete()


def _last_event() -> int:
    """The numbers that listeners hold go on from the last event: it stays, and expires as they all do."""
    return OutboxEvent.objects.aggregate(last=models.Max("seq"))["last"] or 0
