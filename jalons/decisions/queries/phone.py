"""What a phone and the projector show of a decision."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jalons.decisions import codes, difference
from jalons.decisions import process as kernel
from jalons.decisions.enums import OPEN_STATES, ConsentState
from jalons.decisions.models import (
    ConsentAnswer,
    ConsentProcess,
    ConsentRound,
    ConsentVoice,
    Objection,
    ProposalVersion,
)
from jalons.rooms.models import Sequence, Ticket


@dataclass(frozen=True, slots=True)
class Shown:
    """The text on the table and its round; `mine` is this phone's word, never anybody else's."""

    consent: ConsentProcess
    version: ProposalVersion
    paragraphs: tuple[difference.Paragraph, ...]
    easy: tuple[difference.Paragraph, ...]
    round_name: str
    takes_answers: bool
    answer: ConsentAnswer | None
    objections: list[Objection]
    code: str

    @property
    def holds_open_objection(self) -> bool:
        return any(o.is_open for o in self.objections)


def consent_of(sequence: Sequence) -> ConsentProcess | None:
    """The decision that a sequence bears on."""
    named = sequence.settings.get("consent")
    decisions = ConsentProcess.objects.select_related("initiative").filter(
        initiative=sequence.step.initiative_id
    )
    if named:
        return decisions.filter(id=UUID(str(named))).first()
    return decisions.filter(step=sequence.step_id, state__in=OPEN_STATES).order_by("created_at").first()


def shown_to(consent: ConsentProcess, ticket: Ticket | None) -> Shown:
    """What one phone sees; six queries at most."""
    version = consent.versions.order_by("number").last()
    assert version is not None  # noqa: S101 - a decision has a text from the start
    voice = ConsentVoice.objects.filter(process=consent, ticket=ticket).first() if ticket else None
    held = ConsentRound.objects.filter(process=consent, state=ConsentState.OBJECTION).last()
    answer = ConsentAnswer.objects.filter(voice=voice, round=held.number).first() if voice and held else None
    return Shown(
        consent=consent,
        version=version,
        paragraphs=difference.plain(version.text),
        easy=difference.plain(version.easy_text),
        round_name=ConsentState(consent.state).label,
        takes_answers=consent.state in {kernel.State.OBJECTION, kernel.State.LIFTING},
        answer=answer,
        objections=list(Objection.objects.filter(voice=voice)) if voice else [],
        code=codes.code_of(voice.id, voice.code_generation) if voice else "",
    )


def participant_context(sequence: Sequence, ticket: Ticket | None) -> dict[str, Any]:
    """For the participant's page: `shown` is None while no decision is ready."""
    consent = consent_of(sequence)
    is_heard = consent is not None and consent.state != ConsentState.DRAFT
    return {"shown": shown_to(consent, ticket) if consent is not None and is_heard else None}


def result(sequence: Sequence) -> Shown | None:
    """For the projector: the text, without any count of answers."""
    consent = consent_of(sequence)
    return shown_to(consent, None) if consent is not None else None
