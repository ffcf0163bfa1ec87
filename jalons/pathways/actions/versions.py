"""Opening the chemins of the validated changes, freezing them, taking them up again, undoing."""

from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.pathways import content as plain
from jalons.pathways import queries
from jalons.pathways.actions.moves import publish_change, settle, short
from jalons.pathways.actions.snapshots import put_back
from jalons.pathways.enums import NodeKind, PathwayStatus
from jalons.pathways.models import PathNode, Pathway, PathwayEdit, PathwayVersion, Placement


@transaction.atomic
def create_for_validated_changes(
    initiative: Initiative, *, by: Actor, now: datetime | None = None
) -> list[Pathway]:
    """Open one chemin per validated change that has none, with the change at its end (rule 21)."""
    opened = []
    known = {pathway.change_id for pathway in queries.pathways_of(initiative)}
    for change in queries.validated_changes(initiative):
        if change.id in known:
            continue
        pathway = Pathway.objects.create(change=change)
        said = change.statement or change.title
        node, _ = PathNode.objects.get_or_create(
            change=change, defaults={"initiative": initiative, "kind": NodeKind.CHANGE, "text": said}
        )
        Placement.objects.create(pathway=pathway, node=node, position=1)
        _note(pathway, "pathway.created", by=by, now=now)
        opened.append(pathway)
    return opened


@transaction.atomic
def freeze(pathway: Pathway, *, by: Actor, reason: str = "", now: datetime | None = None) -> PathwayVersion:
    """Say the chemin simplified: rule 21 must hold, whole. Raises DomainError with what is missing.

    From the second version on, `reason` says what changed.
    """
    rows = Pathway.objects.select_for_update(of=("self",)).select_related("change__initiative")
    pathway = rows.get(pk=pathway.pk)
    if not pathway.is_open:
        raise DomainError("Ce chemin est déjà figé.")
    chemin = queries.as_it_stands(pathway)
    if not chemin.is_sound:
        missing = [finding.message for check in chemin.checks for finding in check.findings]
        raise DomainError("Il reste à mettre au net : " + " ".join(missing))
    if not reason.strip():
        opened = queries.current_version(pathway)
        if opened is not None:
            raise DomainError("Dites ce qui a changé depuis la version précédente.", field="reason")
    return _freeze(pathway, chemin.content, reason=reason, by=by, now=now)


def freeze_again(pathway: Pathway, *, by: Actor, reason: str, now: datetime | None = None) -> PathwayVersion:
    """A new version of a frozen chemin, after one hypothesis was revised. Called inside a transaction."""
    return _freeze(pathway, queries.as_it_stands(pathway).content, reason=reason, by=by, now=now)


def _freeze(
    pathway: Pathway, content: plain.Content, *, reason: str, by: Actor, now: datetime | None
) -> PathwayVersion:
    moment = now or clock.now()
    last = queries.current_version(pathway)
    version = PathwayVersion.objects.create(
        pathway=pathway,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=plain.fingerprint(content),
        reason=reason.strip(),
        frozen_at=moment,
        frozen_by=by.label,
    )
    pathway.status, pathway.simplified_on = PathwayStatus.SIMPLIFIED, moment.date()
    pathway.save(update_fields=["status", "simplified_on", "updated_at"])
    _note(pathway, "pathway.frozen", by=by, now=moment, number=version.number)
    publish_change(pathway)
    return version


@transaction.atomic
def reopen(pathway: Pathway, *, by: Actor, reason: str, now: datetime | None = None) -> Pathway:
    """Take a frozen chemin up again: its version stays. Raises DomainError without a reason."""
    if pathway.is_open:
        raise DomainError("Ce chemin est déjà ouvert.")
    if not reason.strip():
        raise DomainError("Dites pourquoi vous reprenez ce chemin.", field="reason")
    pathway.status = PathwayStatus.REVISED
    pathway.save(update_fields=["status", "updated_at"])
    pathway.edits.all().delete()  # what came before the version is not undone through it
    _note(pathway, "pathway.reopened", by=by, now=now, reason=reason.strip())
    publish_change(pathway)
    return pathway


@transaction.atomic
def undo(pathway: Pathway, edit: PathwayEdit, *, by: Actor, now: datetime | None = None) -> None:
    """Put the chemin back as it stood before its last move. Raises DomainError if others moved since."""
    Pathway.objects.select_for_update().get(pk=pathway.pk)
    last = queries.last_edit(pathway)
    if last is None or last.pk != edit.pk:
        raise DomainError("D’autres gestes ont suivi : annulez d’abord le plus récent.")
    put_back(pathway, edit.before, made_at=edit.made_at)
    edit.undone_at = now or clock.now()
    edit.save(update_fields=["undone_at", "updated_at"])
    _note(pathway, "pathway.undone", by=by, now=now, sentence=edit.sentence)
    publish_change(pathway)


@transaction.atomic
def tidy(pathway: Pathway, *, by: Actor, now: datetime | None = None) -> None:
    """Draw afresh with as few crossings as we can; the order people knew is given up."""
    settle(pathway, afresh=True)
    _note(pathway, "pathway.tidied", by=by, now=now)
    publish_change(pathway)


def _note(pathway: Pathway, verb: str, *, by: Actor, now: datetime | None, **facts: object) -> None:
    title = short(pathway.change.title)
    record(verb, by=by, scope=pathway.scope(), on=pathway.id, label=title, now=now, **facts)
