"""Between the kernel's values and the rows: every action loads, moves, saves what changed."""

import hashlib
from uuid import UUID

from jalons.decisions import process as kernel
from jalons.decisions.models import (
    ConsentAnswer,
    ConsentExit,
    ConsentPresence,
    ConsentProcess,
    ConsentRound,
    ConsentVoice,
    Objection,
    ProposalVersion,
    RoundContribution,
)


def content_hash(text: str, easy_text: str) -> str:
    """SHA-256 of both texts, in hexadecimal."""
    return hashlib.sha256(f"{text}\n\x00\n{easy_text}".encode()).hexdigest()


def load(consent: ConsentProcess) -> kernel.Process:
    """The kernel's process, rebuilt from the rows: nine queries whatever the size of the room."""
    return kernel.Process(
        versions=tuple(_version(v) for v in consent.versions.all()),
        state=kernel.State(consent.state),
        rounds=tuple(
            kernel.Round(r.number, kernel.State(r.state), r.version, r.opened_at, r.closed_at)
            for r in consent.rounds.all()
        ),
        spoken=tuple(_spoken(s) for s in consent.contributions.all()),
        answers=tuple(
            kernel.Answer(str(a.voice_id), a.round, a.version, kernel.Says(a.says), a.at)
            for a in consent.answers.all()
        ),
        objections=tuple(_objection(o) for o in consent.objections.all()),
        exits=tuple(
            kernel.Exit(
                kernel.State(e.state),
                kernel.State(e.left_from),
                e.reason,
                e.returns_on,
                e.at,
                e.resumed_at,
            )
            for e in consent.exits.all()
        ),
        expected=frozenset(str(v.id) for v in consent.voices.all() if v.is_expected),
        silence_rule=consent.silence_rule,
        answer_days=consent.answer_days,
        quorum=quorum_of(consent),
        presence=tuple(
            kernel.Presence(p.label, p.people, p.is_caf, p.is_epci, p.is_invited)
            for p in consent.presences.all()
        ),
        adopted_version=consent.adopted_version,
        adopted_at=consent.adopted_at,
        review_on=consent.review_on,
        early_review_on=consent.early_review_on,
    )


def quorum_of(consent: ConsentProcess) -> kernel.Quorum:
    return kernel.Quorum(
        invited=consent.invited_organisations,
        share=float(consent.quorum_share),
        needs_caf=consent.needs_caf,
        needs_epci=consent.needs_epci,
        waiver=consent.quorum_waiver,
    )


def save(
    consent: ConsentProcess, before: kernel.Process, after: kernel.Process, *, entered_by: str = ""
) -> None:
    """Write what the move changed, and nothing else."""
    _save_texts(consent, before, after)
    _save_rounds(consent, before, after)
    _save_voices(consent, before, after, entered_by)
    consent.state = after.state.value
    consent.adopted_version = after.adopted_version
    consent.adopted_at = after.adopted_at
    consent.review_on = after.review_on
    consent.early_review_on = after.early_review_on
    consent.save()


def _version(row: ProposalVersion) -> kernel.Version:
    return kernel.Version(row.number, row.text, row.author, row.easy_text, row.reason, row.presented_at)


def _spoken(row: RoundContribution) -> kernel.Spoken:
    return kernel.Spoken(
        str(row.id),
        kernel.SpokenKind(row.kind),
        str(row.voice_id),
        row.text,
        row.version,
        row.at,
        row.answer,
    )


def _objection(row: Objection) -> kernel.Objection:
    return kernel.Objection(
        id=str(row.id),
        voice=str(row.voice_id),
        version=row.version,
        raised_at=row.raised_at,
        argument=row.argument,
        target=row.target,
        kind=kernel.ObjectionKind(row.kind) if row.kind else None,
        status=kernel.ObjectionStatus(row.status),
        is_confirmed=row.is_confirmed,
        is_late=row.is_late,
        test_reason=row.test_reason,
        not_retained_because=row.not_retained_because,
        is_maintained=row.is_maintained,
        resolved_by_version=row.resolved_by_version,
        resolution_note=row.resolution_note,
        resolved_at=row.resolved_at,
    )


def _save_texts(consent: ConsentProcess, before: kernel.Process, after: kernel.Process) -> None:
    for version in after.versions:
        if version in before.versions and consent.versions.filter(number=version.number).exists():
            continue
        ProposalVersion.objects.update_or_create(
            process=consent,
            number=version.number,
            defaults={
                "text": version.text,
                "easy_text": version.easy_text,
                "author": version.author,
                "reason": version.reason,
                "presented_at": version.presented_at,
                "content_hash": content_hash(version.text, version.easy_text) if version.presented_at else "",
            },
        )


def _save_rounds(consent: ConsentProcess, before: kernel.Process, after: kernel.Process) -> None:
    for held in after.rounds:
        if held not in before.rounds:
            ConsentRound.objects.update_or_create(
                process=consent,
                number=held.number,
                defaults={
                    "state": held.state.value,
                    "version": held.version,
                    "opened_at": held.opened_at,
                    "closed_at": held.closed_at,
                },
            )
    for number, gone in enumerate(after.exits, start=1):
        if gone not in before.exits:
            ConsentExit.objects.update_or_create(
                process=consent,
                number=number,
                defaults={
                    "state": gone.state.value,
                    "left_from": gone.left_from.value,
                    "reason": gone.reason,
                    "returns_on": gone.returns_on,
                    "at": gone.at,
                    "resumed_at": gone.resumed_at,
                },
            )
    if after.presence != before.presence:
        ConsentPresence.objects.bulk_create(
            ConsentPresence(
                process=consent,
                label=p.organisation,
                people=p.people,
                is_caf=p.is_caf,
                is_epci=p.is_epci,
                is_invited=p.is_invited,
            )
            for p in after.presence
        )


def _save_voices(
    consent: ConsentProcess, before: kernel.Process, after: kernel.Process, entered_by: str
) -> None:
    for said in after.spoken:
        if said not in before.spoken:
            RoundContribution.objects.update_or_create(
                id=UUID(said.id),
                defaults={
                    "process": consent,
                    "voice_id": UUID(said.voice),
                    "kind": said.kind.value,
                    "text": said.text,
                    "answer": said.answer,
                    "version": said.version,
                    "at": said.at,
                },
            )
    for answer in after.answers:
        if answer not in before.answers:
            ConsentAnswer.objects.update_or_create(
                voice_id=UUID(answer.voice),
                round=answer.round,
                defaults={
                    "process": consent,
                    "version": answer.version,
                    "says": answer.says.value,
                    "at": answer.at,
                    "entered_by": entered_by,
                },
            )
    for number, objection in enumerate(after.objections, start=1):
        if objection not in before.objections:
            _save_objection(consent, objection, number, entered_by)


def _save_objection(
    consent: ConsentProcess, objection: kernel.Objection, number: int, entered_by: str
) -> None:
    fields = {
        "argument": objection.argument,
        "target": objection.target,
        "kind": objection.kind.value if objection.kind else "",
        "status": objection.status.value,
        "is_confirmed": objection.is_confirmed,
        "is_late": objection.is_late,
        "test_reason": objection.test_reason,
        "not_retained_because": objection.not_retained_because,
        "is_maintained": objection.is_maintained,
        "resolved_by_version": objection.resolved_by_version,
        "resolution_note": objection.resolution_note,
        "resolved_at": objection.resolved_at,
    }
    Objection.objects.update_or_create(
        id=UUID(objection.id),
        defaults=fields,
        create_defaults=fields
        | {
            "process": consent,
            "voice_id": UUID(objection.voice),
            "number": number,
            "version": objection.version,
            "raised_at": objection.raised_at,
            "entered_by": entered_by,
        },
    )


def voice_key(voice: ConsentVoice) -> kernel.Voice:
    """How the kernel knows a voice."""
    return str(voice.id)
