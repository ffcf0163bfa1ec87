"""Preparing a decision: a written proposal, the layout, the quorum, the rule on silence."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.decisions import process as kernel
from jalons.decisions import records, rules, subjects
from jalons.decisions.actions import moving
from jalons.decisions.enums import OPEN_STATES, Layout, VoiceKind
from jalons.decisions.models import ConsentProcess, ConsentVoice
from jalons.decisions.queries import invitations
from jalons.initiatives.models import Initiative, Step
from jalons.rooms.models import Table


@transaction.atomic
def open_process(
    *,
    initiative: Initiative,
    subject_kind: str,
    subject_id: UUID,
    title: str,
    text: str,
    author: str,
    by: Actor,
    easy_text: str = "",
    step: Step | None = None,
    layout: Layout = Layout.TABLES,
    now: datetime | None = None,
) -> ConsentProcess:
    """Write version 1 of a proposal, still a draft. One open decision a subject.

    The tables of the room are expected voices; the organisations called to the step are the invited.
    """
    subjects.get(subject_kind)
    proposed = kernel.start(text, author=author, easy_text=easy_text)
    if ConsentProcess.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, state__in=OPEN_STATES
    ).exists():
        raise kernel.WrongMomentError("Une décision est déjà ouverte sur ce texte : menez-la à son terme.")
    consent = ConsentProcess.objects.create(
        initiative=initiative,
        step=step,
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=title,
        layout=layout,
        invited_organisations=len(invitations.invited_organisations(initiative, step)),
    )
    records.save(consent, proposed.having(versions=()), proposed)
    if step is not None and layout == Layout.TABLES:
        for table in Table.objects.filter(room__step=step).order_by("number"):
            _seat(consent, f"Table {table.number}", table.number, table)
    moving.say(consent, "consent.opened", by=by, now=now or clock.now())
    return consent


@transaction.atomic
def rewrite_draft(
    consent: ConsentProcess,
    *,
    text: str,
    author: str,
    by: Actor,
    easy_text: str = "",
    now: datetime | None = None,
) -> None:
    """Change the text while nobody has heard it."""
    moving.apply(
        consent,
        lambda p: kernel.rewrite(p, text, author=author, easy_text=easy_text),
        by=by,
        verb="consent.rewritten",
        now=now or clock.now(),
    )


@transaction.atomic
def set_rules(
    consent: ConsentProcess,
    *,
    layout: Layout,
    seats: int,
    invited_organisations: int,
    needs_caf: bool,
    needs_epci: bool,
    silence_rule: str,
    by: Actor,
    quorum_share: Decimal = Decimal("0.5"),
    answer_days: int = 0,
    seat_names: Sequence[str] = (),
    now: datetime | None = None,
) -> None:
    """Fix how this decision is taken, before the objection round opens and never after.

    `seats` is the number of tables, or of spokespeople, that must be heard; `seat_names` names them
    instead. `answer_days` makes the round one at a distance. Raises WrongMomentError.
    """
    locked = moving.lock(consent)
    rules.demand_rules_open(kernel.State(locked.state))
    consent.layout = layout
    consent.invited_organisations = invited_organisations
    consent.needs_caf = needs_caf
    consent.needs_epci = needs_epci
    consent.silence_rule = silence_rule.strip()
    consent.quorum_share, consent.answer_days = quorum_share, answer_days
    consent.save()
    names = list(dict.fromkeys(name.strip() for name in seat_names if name.strip()))
    _set_seats(consent, names or _numbered(layout, seats))
    delay = f", {answer_days} jours pour répondre à distance" if answer_days else ""
    voices = len(names) or seats
    said = (
        f"{consent.get_layout_display()}, {voices} voix à entendre, {invited_organisations} invitées{delay}"
    )
    moving.say(consent, "consent.rules_set", by=by, now=now or clock.now(), what=said)


def _numbered(layout: Layout, seats: int) -> list[str]:
    word = {Layout.TABLES: "Table", Layout.FISHBOWL: "Porte-parole"}.get(layout, "Place")
    return [f"{word} {n}" for n in range(1, seats + 1)]


def _set_seats(consent: ConsentProcess, labels: Sequence[str]) -> None:
    wanted = {label: n for n, label in enumerate(labels, start=1)}
    known = {v.label: v for v in consent.voices.filter(kind=VoiceKind.TABLE)}
    for label, voice in known.items():
        if voice.is_expected != (label in wanted):
            voice.is_expected = label in wanted
            voice.save()
    tables = {t.number: t for t in Table.objects.filter(room__step=consent.step)} if consent.step else {}
    for label, number in wanted.items():
        if label not in known:
            _seat(consent, label, number, tables.get(number) if label == f"Table {number}" else None)


def _seat(consent: ConsentProcess, label: str, number: int, table: Table | None) -> None:
    ConsentVoice.objects.create(
        process=consent, kind=VoiceKind.TABLE, label=label, table=table, is_expected=True, position=number
    )
