"""Finding or giving a voice: a phone, a slip of paper, a table."""

from jalons.decisions import codes
from jalons.decisions.enums import VoiceKind
from jalons.decisions.models import ConsentProcess, ConsentVoice
from jalons.rooms.models import Ticket


def of_ticket(consent: ConsentProcess, ticket: Ticket) -> ConsentVoice:
    """The voice of a phone: made at its first word, the same ever after."""
    where = f", table {ticket.table.number}" if ticket.table else ""
    voice, _ = ConsentVoice.objects.get_or_create(
        process=consent,
        ticket=ticket,
        defaults={
            "kind": VoiceKind.TICKET,
            "label": f"Une personne{where}",
            "table": ticket.table,
            "position": ticket.table.number if ticket.table else 0,
        },
    )
    return voice


def of_slip(consent: ConsentProcess, *, seat: ConsentVoice | None = None) -> ConsentVoice:
    """A new voice for somebody who speaks on paper or aloud, at a table if one is said."""
    return ConsentVoice.objects.create(
        process=consent,
        kind=VoiceKind.SLIP,
        label=f"Une personne, {seat.label.lower()}" if seat else "Une personne",
        table=seat.table if seat else None,
        position=seat.position if seat else 0,
    )


def code(voice: ConsentVoice) -> str:
    """What the author keeps, to be handed over and never shown again on a shared screen."""
    return codes.code_of(voice.id, voice.code_generation)
