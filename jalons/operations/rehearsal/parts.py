"""Trying each part of the real runsheet in the twin: does every page of it answer, open and once closed?"""

from asgiref.sync import sync_to_async
from django.conf import settings

from jalons.operations.rehearsal import twin as twins
from jalons.operations.rehearsal.play import Target
from jalons.operations.rehearsal.report import Part
from jalons.operations.rehearsal.twin import Twin
from jalons.operations.rehearsal.wire import Line, WireError
from jalons.rooms.kinds import registry
from jalons.rooms.models import Sequence

FOUND = 200


async def try_all(twin: Twin, target: Target) -> list[Part]:
    """One part after the other, as they stand in the session."""
    found = []
    for part in await sync_to_async(_parts)(twin):
        await sync_to_async(twins.stage_part)(twin, part)
        found.append(Part(part.title, (*_missing(part), *await _pages(twin, target))))
    return found


def _parts(twin: Twin) -> list[Sequence]:
    return list(twin.real.sequences.prefetch_related("options").order_by("position"))


def _missing(part: Sequence) -> list[str]:
    kind = registry.get(part.kind)
    complaint = kind.complaint(part.settings)
    troubles = [complaint] if complaint else []
    if kind.takes_votes and not part.options.all():
        troubles.append("rien à voter : ajoutez ses choix dans le déroulé.")
    return troubles


async def _pages(twin: Twin, target: Target) -> list[str]:
    step, code = twin.words.step.id, twin.words.room.code
    staff = Line(target.host, target.port, target.name)
    staff.cookies[settings.SESSION_COOKIE_NAME] = twin.session
    phone = Line(target.host, target.port, target.name)
    troubles = []
    for line, path, name in (
        (phone, f"/r/{code}/", "la page du téléphone"),
        (staff, f"/seances/{step}/projecteur/", "l’écran de la salle"),
        (staff, f"/seances/{step}/console/", "la console"),
        (staff, f"/seances/{step}/saisie/", "la saisie des cartes"),
    ):
        try:
            status = (await line.get(path)).status
        except WireError:
            status = 0
        if status != FOUND:
            troubles.append(f"{name} ne répond pas ({status or 'connexion coupée'}).")
    staff.close()
    phone.close()
    return troubles
