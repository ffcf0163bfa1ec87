"""What a phone and the projector show of a decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
from jalons.decisions.queries import wall
from jalons.rooms.models import Sequence, Ticket


@dataclass(frozen=True, slots=True)
class Shown:
    """The text on the table and its round; `mine` is this phone's word, never anybody else's."""

    consent: ConsentProcess
    version: ProposalVersion
    paragraphs: tuple[difference.Paragraph, ...]
    easy: tuple[difference.Paragraph, ...]
    round_name: str
    previous: ProposalVersion | None
    answers_until: datetime | None
    takes_answers: bool
    answer: ConsentAnswer | None
    objections: list[Objection]
    code: str

    @property
    def clean(self) -> tuple[difference.Paragraph, ...]:
        """The text alone, what is new marked: a phone is too narrow for two texts in one."""
        return difference.kept(self.paragraphs)

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
    voice = ConsentVoice.objects.filter(process=consent, ticket=ticket).first() if ticket else None
    return shown_to_voice(consent, voice)


def shown_to_voice(consent: ConsentProcess, voice: ConsentVoice | None) -> Shown:
    """The text on the table, what changed in it, and this voice's own words."""
    versions = list(consent.versions.order_by("-number")[:2])
    version, previous = versions[0], versions[1] if len(versions) > 1 else None
    held = ConsentRound.objects.filter(process=consent, state=ConsentState.OBJECTION).last()
    answer = ConsentAnswer.objects.filter(voice=voice, round=held.number).first() if voice and held else None
    return Shown(
        consent=consent,
        version=version,
        paragraphs=difference.compare(previous.text, version.text)
        if previous
        else difference.plain(version.text),
        easy=difference.plain(version.easy_text),
        round_name=ConsentState(consent.state).label,
        previous=previous,
        answers_until=held.opened_at + timedelta(days=consent.answer_days)
        if held and consent.answer_days
        else None,
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


def result(sequence: Sequence) -> wall.Wall | None:
    """For the projector: the text and what the round asks, without any count of answers."""
    consent = consent_of(sequence)
    return wall.wall_of(consent) if consent is not None else None
