"""Kept changes adopted by consent, together or one by one. What the room adopts is what is kept."""

import re
from datetime import datetime

from django.db import transaction

from jalons.changes.actions import reopening, telling
from jalons.changes.actions.reopening import CHANGE_SUBJECT, SET_SUBJECT
from jalons.changes.models import LastingChange
from jalons.changes.queries import kept_changes
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.decisions.actions import opening
from jalons.decisions.models import ConsentProcess, ProposalVersion
from jalons.initiatives.models import Initiative, Step

_NUMBERED = re.compile(r"^\s*(\d+)\.\s+(.+?)\s*$")


@transaction.atomic
def propose_together(
    initiative: Initiative, *, by: Actor, step: Step | None = None, now: datetime | None = None
) -> ConsentProcess:
    """One decision on the whole set: one numbered line a change."""
    kept = kept_changes(initiative)
    if not kept:
        raise DomainError("Retenez d’abord des changements.")
    consent = opening.open_process(
        initiative=initiative,
        subject_kind=SET_SUBJECT,
        subject_id=initiative.id,
        title="Les changements que nous retenons",
        text="\n".join(f"{n}. {' '.join(c.statement.split())}" for n, c in enumerate(kept, start=1)),
        author="L’équipe projet",
        step=step,
        by=by,
        now=now,
    )
    telling.say(initiative, "changes.proposed", by=by, on=consent.id, now=now, count=len(kept))
    return consent


@transaction.atomic
def propose_one(
    change: LastingChange, *, by: Actor, step: Step | None = None, now: datetime | None = None
) -> ConsentProcess:
    """One decision on one change."""
    if not change.is_kept:
        raise DomainError("Retenez d’abord ce changement.")
    reopening.demand_no_consent(change)
    consent = opening.open_process(
        initiative=change.initiative,
        subject_kind=CHANGE_SUBJECT,
        subject_id=change.id,
        title=change.title,
        text=change.statement,
        author="L’équipe projet",
        step=step,
        by=by,
        now=now,
    )
    telling.say(change.initiative, "changes.proposed", by=by, on=consent.id, now=now, count=1)
    return consent


def on_set_adopted(consent: ConsentProcess, version: ProposalVersion, *, by: Actor, now: datetime) -> None:
    """Write the adopted sentences on the kept changes. Refuses a text that lost or gained one."""
    kept = kept_changes(consent.initiative)
    lines = [m.group(2) for line in version.text.splitlines() if (m := _NUMBERED.match(line))]
    if len(lines) != len(kept):
        raise DomainError(
            f"Le texte adopté garde une ligne numérotée par changement retenu : il en faut {len(kept)}, "
            f"il y en a {len(lines)}. Écrivez une version qui les reprend toutes."
        )
    for change, statement in zip(kept, lines, strict=True):
        _adopt(change, statement, consent)
    telling.say(consent.initiative, "changes.adopted", by=by, on=consent.id, now=now, count=len(kept))
    _reopen(consent, by=by, now=now)


def on_change_adopted(consent: ConsentProcess, version: ProposalVersion, *, by: Actor, now: datetime) -> None:
    """Write the adopted sentence on the change."""
    change = LastingChange.objects.select_related("initiative").get(id=consent.subject_id)
    _adopt(change, version.text, consent)
    telling.say(consent.initiative, "change.adopted", by=by, on=change.id, label=change.title, now=now)
    _reopen(consent, by=by, now=now)


def _adopt(change: LastingChange, statement: str, consent: ConsentProcess) -> None:
    change.statement, change.consent = statement, consent
    change.save(update_fields=["statement", "consent", "updated_at"])


def _reopen(consent: ConsentProcess, *, by: Actor, now: datetime) -> None:
    why = f"La décision « {consent.title} » a changé les mots."
    reopening.reopen_if_changed(consent.initiative, reason=why, by=by, now=now)
