"""Rehearsing a session: what the command and the page both call."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.operations import static_files
from jalons.operations.rehearsal import parts, play, server, twin
from jalons.operations.rehearsal.phone import Phone
from jalons.operations.rehearsal.play import Play, Target
from jalons.operations.rehearsal.report import Report
from jalons.operations.rehearsal.server import OwnServer, ServerDownError
from jalons.operations.rehearsal.twin import Twin
from jalons.rooms.models import Room

MOST_PHONES, MOST_SECONDS = 2000, 3600
Say = Callable[[str], None]


def find_session(name: str) -> Step:
    """The session of this id, or whose room has this code. Raises DomainError."""
    steps = Step.objects.select_related("mission", "initiative__territory")
    try:
        found = steps.filter(id=UUID(name)).first()
    except ValueError:
        digits = "".join(sign for sign in name if sign.isdigit())
        room = Room.objects.filter(code=digits).first() if digits else None
        found = steps.filter(id=room.step_id).first() if room else None
    if found is None:
        raise DomainError(
            f"Aucune séance n’a l’identifiant ou le code « {name} ». L’identifiant est dans l’adresse de sa "
            "page ; le code s’affiche à l’écran de la salle."
        )
    return found


def rehearse(
    step: Step,
    *,
    phones: int,
    seconds: float,
    urls: list[str] | None = None,
    is_restarting: bool = True,
    say: Say,
) -> Report:
    """Play the room of a session, then remove every trace of it. Blocks for `seconds` and a little more.

    `urls` are running servers of this installation (http, loopback or not); without any, one is started
    for the occasion on a free port, and killed half-way if `is_restarting`. Raises DomainError.
    """
    if not 1 <= phones <= MOST_PHONES or not 1 <= seconds <= MOST_SECONDS:
        raise DomainError(f"Donnez de 1 à {MOST_PHONES} téléphones et de 1 à {MOST_SECONDS} secondes.")
    twin.sweep()
    made = twin.make(step)
    try:
        report, played = asyncio.run(
            _play(made, phones, seconds, urls=urls or [], is_restarting=is_restarting, say=say)
        )
        say("On compte ce qui est arrivé…")
        play.count(report, played, play.kept(made))
    except ServerDownError as down:
        raise DomainError(f"La répétition n’a pas pu commencer : {down}. Essayez « jalons serve ».") from down
    finally:
        twin.remove(made)
    report.remarks = _remarks(step, was_killed=bool(report.restarts))
    return report


async def _play(
    made: Twin, phones: int, seconds: float, *, urls: list[str], is_restarting: bool, say: Say
) -> tuple[Report, list[Phone]]:
    own = None if urls else OwnServer()
    targets = (
        [_target(url) for url in urls] if own is None else [Target("127.0.0.1", own.port, _name(own.port))]
    )
    try:
        await _all_answer(targets, made, own)
        say(f"{phones} téléphones entrent dans la salle…")
        game = Play(made, targets, phones, seconds, own if is_restarting else None)
        played = await game.run()
        say("On essaie chaque partie du déroulé…")
        game.report.parts = await parts.try_all(made, targets[0])
        return game.report, played
    finally:
        if own is not None:
            own.stop()


async def _all_answer(targets: list[Target], made: Twin, own: OwnServer | None) -> None:
    if own is not None:
        if not settings.DEBUG:
            await asyncio.to_thread(static_files.gather)
        await own.start(targets[0].name)
    for one in targets:
        if not await server.answers(one.host, one.port, one.name, f"/r/{made.words.room.code}/"):
            raise ServerDownError(f"{one.host}:{one.port} ne répond pas, ou n’est pas cette installation")


def _target(url: str) -> Target:
    parts_of = urlsplit(url)
    if parts_of.scheme != "http" or not parts_of.hostname:
        raise DomainError(f"« {url} » n’est pas l’adresse d’un serveur : http://127.0.0.1:8000 par exemple.")
    port = parts_of.port or 80
    return Target(parts_of.hostname, port, _name(port))


def _name(port: int) -> str:
    """A host name that this installation answers to."""
    allowed = settings.ALLOWED_HOSTS
    if not allowed or "*" in allowed or "127.0.0.1" in allowed or settings.DEBUG:
        return f"127.0.0.1:{port}"
    return str(allowed[0]).removeprefix(".")


def _remarks(real: Step, *, was_killed: bool) -> list[str]:
    remarks = []
    if not was_killed:
        remarks.append("L’arrêt brutal du serveur n’a pas été joué.")
    if not real.sequences.exists():
        remarks.append("Le déroulé de la séance est vide : composez-le avant le jour.")
    room = Room.objects.filter(step=real).first()
    if room is None:
        remarks.append(
            "La salle n’a pas encore de code : ouvrez-la depuis la console avant d’imprimer les affiches."
        )
    return remarks
