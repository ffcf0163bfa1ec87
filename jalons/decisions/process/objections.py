"""Objections: heard, tested with the group, lifted by their author only (domain.md §4.3)."""

from dataclasses import replace
from datetime import datetime, timedelta

from jalons.decisions.process.errors import (
    MissingWordsError,
    NotTheAuthorError,
    OpenObjectionError,
    ResolvedObjectionError,
    UntestableError,
    WrongMomentError,
)
from jalons.decisions.process.rounds import demand, enter
from jalons.decisions.process.state import (
    Answer,
    Objection,
    ObjectionKind,
    ObjectionStatus,
    Process,
    Says,
    State,
    Voice,
)

EARLY_REVIEW_DAYS = 60
"""A late objection brings the review within this time, unless it was nearer already [our choice]."""


def say_no_objection(process: Process, *, voice: Voice, at: datetime) -> Process:
    """Round 5, or 6 for who was not heard yet on this text: « pas d’objection ».

    Whoever holds an open objection must settle it first.
    """
    demand(process, State.OBJECTION, State.LIFTING)
    if any(o.voice == voice for o in process.open_objections):
        raise WrongMomentError(
            "Une objection est ouverte à votre nom : dites d’abord si ce texte la lève, ou retirez-la."
        )
    return _answer(process, voice, Says.NO_OBJECTION, at)


def raise_objection(
    process: Process,
    *,
    objection_id: str,
    voice: Voice,
    at: datetime,
    argument: str = "",
    target: str = "",
    kind: ObjectionKind | None = None,
    is_confirmed: bool = True,
) -> Process:
    """Round 5, or 6 when it appears while lifting. After adoption: an early review (scenario 6).

    The argument may come later, it is needed to be retained (rule 5). One voice may raise several.
    """
    is_late = process.state == State.ADOPTED
    if not is_late and process.state not in {State.OBJECTION, State.LIFTING}:
        raise WrongMomentError("Le tour des objections n’est pas ouvert : gardez-la, elle sera écoutée.")
    if is_late and not argument.strip():
        raise MissingWordsError("Dites ce que vous avez constaté depuis l’adoption.", field="argument")
    raised = Objection(
        id=objection_id,
        voice=voice,
        version=process.version.number,
        raised_at=at,
        argument=argument.strip(),
        target=target.strip(),
        kind=kind,
        is_confirmed=is_confirmed,
        is_late=is_late,
    )
    after = process.having(objections=(*process.objections, raised))
    if is_late:
        return _bring_review_forward(after, at)
    return _answer(after, voice, Says.OBJECTION, at)


def complete(
    process: Process,
    objection_id: str,
    *,
    argument: str,
    target: str = "",
    kind: ObjectionKind | None = None,
    is_confirmed: bool = False,
) -> Process:
    """Write the argument of an objection that is still in test.

    Unless its author writes it (`is_confirmed`), it has to be read back by them again.
    """
    found = _in_test(process, objection_id)
    changed = replace(
        found, argument=argument.strip(), target=target.strip(), kind=kind, is_confirmed=is_confirmed
    )
    return process.with_objection(changed)


def confirm(process: Process, objection_id: str, *, by: Voice) -> Process:
    """Its author has read what somebody typed for them (scenario 10)."""
    found = _of_author(process, objection_id, by)
    return process.with_objection(replace(found, is_confirmed=True))


def retain(process: Process, objection_id: str, *, reason: str, kind: ObjectionKind) -> Process:
    """The group finds that it qualifies. Needs the argument, its author's confirmation, a reason."""
    found = _in_test(process, objection_id)
    if not found.argument:
        raise UntestableError("Une objection se retient avec son « parce que » : écrivez-le d’abord.")
    if not found.is_confirmed:
        raise UntestableError("Faites relire l’objection à la personne qui l’a soulevée avant de la tester.")
    if not reason.strip():
        raise MissingWordsError("Notez comment le groupe l’a testée.", field="reason")
    return process.with_objection(
        replace(
            found,
            status=ObjectionStatus.RETAINED,
            kind=kind,
            test_reason=reason.strip(),
            not_retained_because="",
            is_maintained=False,
        )
    )


def do_not_retain(process: Process, objection_id: str, *, reason: str) -> Process:
    """The group finds that it does not qualify. It stays open until its author answers."""
    found = _in_test(process, objection_id)
    if not reason.strip():
        raise MissingWordsError("Notez pourquoi le groupe ne la retient pas.", field="reason")
    return process.with_objection(replace(found, not_retained_because=reason.strip(), is_maintained=False))


def accept_as_concern(process: Process, objection_id: str, *, by: Voice, at: datetime) -> Process:
    """Its author agrees that it becomes a concern, kept for the review."""
    found = _asked(process, objection_id, by)
    settled = replace(
        found,
        status=ObjectionStatus.CONCERN,
        is_maintained=False,
        resolution_note=found.not_retained_because,
        resolved_at=at,
    )
    return _settle(process, settled, at)


def maintain_objection(process: Process, objection_id: str, *, by: Voice) -> Process:
    """Its author keeps it in spite of the group's test: it stays open and blocks."""
    found = _asked(process, objection_id, by)
    return process.with_objection(replace(found, is_maintained=True))


def withdraw_objection(
    process: Process, objection_id: str, *, by: Voice, at: datetime, note: str = ""
) -> Process:
    """Its author takes it back."""
    found = _of_author(process, objection_id, by)
    settled = replace(found, status=ObjectionStatus.WITHDRAWN, resolution_note=note.strip(), resolved_at=at)
    return _settle(process, settled, at)


def lift(process: Process, objection_id: str, *, by: Voice, at: datetime, note: str = "") -> Process:
    """Its author says that the new version answers it (scenarios 2, 3 and 9).

    Raises NotTheAuthorError, and WrongMomentError while no later version exists.
    """
    found = _of_author(process, objection_id, by)
    if process.version.number <= found.version:
        raise WrongMomentError("Une nouvelle version doit d’abord répondre à cette objection.")
    settled = replace(
        found,
        status=ObjectionStatus.LIFTED,
        resolved_by_version=process.version.number,
        resolution_note=note.strip(),
        resolved_at=at,
    )
    return _settle(process, settled, at)


def open_lifting(process: Process, *, at: datetime) -> Process:
    """Round 6: the objections heard are worked on one by one."""
    demand(process, State.OBJECTION)
    if not process.open_objections:
        raise WrongMomentError("Aucune objection n’est ouverte : le texte peut être adopté.")
    return enter(process, State.LIFTING, at=at)


def demand_none_open(process: Process) -> None:
    """Raises OpenObjectionError (rules 3 and 5)."""
    if process.open_objections:
        raise OpenObjectionError(len(process.open_objections))


def _settle(process: Process, settled: Objection, at: datetime) -> Process:
    """An author whose last objection is settled has, by that word, no objection on this text."""
    after = process.with_objection(settled)
    if settled.is_late or any(o.voice == settled.voice for o in after.open_objections):
        return after
    return _answer(after, settled.voice, Says.NO_OBJECTION, at)


def _answer(process: Process, voice: Voice, says: Says, at: datetime) -> Process:
    held = process.objection_round
    if held is None:
        raise WrongMomentError("Le tour des objections n’est pas ouvert.")
    others = tuple(a for a in process.answers if (a.round, a.voice) != (held.number, voice))
    mine = Answer(voice, held.number, held.version, says, at)
    return process.having(answers=(*others, mine))


def _bring_review_forward(process: Process, at: datetime) -> Process:
    soon = at.date() + timedelta(days=EARLY_REVIEW_DAYS)
    planned = [d for d in (process.review_on, process.early_review_on) if d is not None]
    return process.having(early_review_on=min([soon, *planned]))


def _open(process: Process, objection_id: str) -> Objection:
    found = process.objection(objection_id)
    if not found.is_open:
        raise ResolvedObjectionError
    if not found.is_late:
        demand(process, State.OBJECTION, State.LIFTING)
    return found


def _in_test(process: Process, objection_id: str) -> Objection:
    found = _open(process, objection_id)
    if found.status != ObjectionStatus.IN_TEST:
        raise WrongMomentError("Le groupe a déjà retenu cette objection : cherchez ensemble ce qui la lève.")
    return found


def _of_author(process: Process, objection_id: str, by: Voice) -> Objection:
    found = _open(process, objection_id)
    if found.voice != by:
        raise NotTheAuthorError
    return found


def _asked(process: Process, objection_id: str, by: Voice) -> Objection:
    found = _of_author(process, objection_id, by)
    if not found.not_retained_because:
        raise WrongMomentError("Le groupe n’a pas encore testé cette objection.")
    return found
