"""Links: « si… alors… parce que… », and what is learned of them."""

from datetime import date, datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal.actions import record
from jalons.pathways import rules
from jalons.pathways.actions import versions
from jalons.pathways.actions.moves import moving, note, publish_change, short
from jalons.pathways.enums import HypothesisStatus, LinkKind
from jalons.pathways.models import Link, LinkVersion, PathNode, Pathway

CHANGED_MEANWHILE = (
    "Quelqu’un a précisé ce lien pendant que vous écriviez. Rien n’a été écrasé : relisez ce qui est dit "
    "aujourd’hui, puis enregistrez de nouveau si vous le souhaitez."
)
_CONFIDENCES = range(1, 5)
_NEEDS_NO_REASON = {HypothesisStatus.STATED, HypothesisStatus.PLAUSIBLE}


@transaction.atomic
def connect(
    pathway: Pathway,
    source: PathNode,
    target: PathNode,
    *,
    by: Actor,
    because: str = "",
    strength: str = "",
    now: datetime | None = None,
) -> Link:
    """Draw an arrow between two elements of this chemin. Raises DomainError."""
    kind = rules.link_kind(source.kind, target.kind)
    if kind is None or source.pk == target.pk:
        raise DomainError("Une flèche ne peut pas aller de l’un à l’autre : essayez dans l’autre sens.")
    placed = set(pathway.placements.filter(node__in=[source, target]).values_list("node_id", flat=True))
    if len(placed) < len({source.pk, target.pk}):
        raise DomainError("L’un des deux éléments n’est plus sur ce chemin : rechargez la page.")
    if pathway.links.filter(source=source, target=target).exists():
        raise DomainError("Ces deux éléments sont déjà reliés.")
    with moving(pathway, sentence=f"lien vers « {short(target.text)} »", by=by, now=now) as move:
        link = Link.objects.create(
            pathway=pathway,
            source=source,
            target=target,
            kind=kind,
            because=because.strip(),
            strength=strength if kind == LinkKind.CONTRIBUTION else "",
        )
        note(move, "link.made", on=link.id, label=str(link))
    return link


@transaction.atomic
def edit(
    link: Link,
    *,
    because: str,
    by: Actor,
    then: str = "",
    confidence: int | None = None,
    evidence: str = "",
    strength: str = "",
    seen_at: datetime | None = None,
    now: datetime | None = None,
) -> Link:
    """Say a link better while the chemin is open. On a frozen one, `revise` keeps the old wording.

    `seen_at`: when the writer's page was drawn; a later change by somebody else is not overwritten.
    """
    _check_confidence(confidence)
    locked = Link.objects.select_for_update().filter(pk=link.pk).first()
    if locked is None:
        raise DomainError("Ce lien a été coupé pendant que vous écriviez : vos mots restent ci-dessous.")
    if seen_at is not None and locked.updated_at > seen_at:
        raise DomainError(CHANGED_MEANWHILE)
    with moving(link.pathway, sentence=f"lien « {short(str(link))} » précisé", by=by, now=now) as move:
        link.because, link.then, link.evidence = because.strip(), then.strip(), evidence.strip()
        link.confidence = confidence
        link.strength = strength if link.kind == LinkKind.CONTRIBUTION else ""
        link.save()
        note(move, "link.edited", on=link.id, label=str(link))
    return link


@transaction.atomic
def cut(link: Link, *, by: Actor, now: datetime | None = None) -> None:
    """Take an arrow off; undo puts it back."""
    with moving(link.pathway, sentence=f"lien « {short(str(link))} » coupé", by=by, now=now) as move:
        note(move, "link.cut", on=link.id, label=str(link))
        link.delete()


@transaction.atomic
def learn(link: Link, *, status: str, reason: str, by: Actor, now: datetime | None = None) -> Link:
    """Say what experience tells of a link. Anything past « plausible » needs what makes one say so."""
    if status not in HypothesisStatus.values or status == HypothesisStatus.REVISED:
        raise DomainError("Choisissez ce que l’on en sait aujourd’hui.", field="status")
    if status not in _NEEDS_NO_REASON and not reason.strip():
        raise DomainError("Dites ce qui le fait dire : un fait, une parole, une observation.", field="reason")
    link.status, link.status_reason = status, reason.strip()
    link.save(update_fields=["status", "status_reason", "updated_at"])
    pathway = link.pathway
    record(
        "link.learned",
        by=by,
        scope=pathway.scope(),
        on=link.id,
        label=short(str(link)),
        now=now,
        mark=link.mark,
        chemin=pathway.change.title,
        reason=link.status_reason,
    )
    publish_change(pathway)
    return link


@transaction.atomic
def revise(
    link: Link,
    *,
    because: str,
    reason: str,
    by: Actor,
    then: str = "",
    confidence: int | None = None,
    evidence: str = "",
    strength: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> Link:
    """Reword a hypothesis after experience: the old version is kept with what had been learned of it.

    On a frozen chemin, this freezes a new version of the whole (domain.md §2.8).
    """
    if not reason.strip():
        raise DomainError("Dites pourquoi vous la révisez : c’est ce qui a été appris.", field="reason")
    if link.kind == LinkKind.HYPOTHESIS and not because.strip():
        raise DomainError("Une hypothèse dit pourquoi : complétez « parce que… ».", field="because")
    _check_confidence(confidence)
    moment = now or clock.now()
    _keep_old(link, reason=reason.strip(), by=by, on=on or moment.date())
    link.because, link.then, link.evidence = because.strip(), then.strip(), evidence.strip()
    link.confidence = confidence
    link.strength = strength if link.kind == LinkKind.CONTRIBUTION else ""
    link.status, link.status_reason = HypothesisStatus.STATED, ""
    link.version += 1
    link.save()
    pathway = link.pathway
    record(
        "link.revised",
        by=by,
        scope=pathway.scope(),
        on=link.id,
        label=short(str(link)),
        now=moment,
        chemin=pathway.change.title,
        reason=reason.strip(),
    )
    if pathway.is_open:
        publish_change(pathway)
    else:
        versions.freeze_again(pathway, reason=reason.strip(), by=by, now=moment)
    return link


def _keep_old(link: Link, *, reason: str, by: Actor, on: date) -> None:
    LinkVersion.objects.create(
        link=link,
        number=link.version,
        source_text=link.source.text,
        target_text=link.target.text,
        then=link.then,
        because=link.because,
        confidence=link.confidence,
        evidence=link.evidence,
        strength=link.strength,
        status=link.status,
        status_reason=link.status_reason,
        reason=reason,
        ended_on=on,
        ended_by=by.label,
    )


def _check_confidence(confidence: int | None) -> None:
    if confidence is not None and confidence not in _CONFIDENCES:
        raise DomainError("La confiance va de 1 (pari) à 4 (presque sûr).", field="confidence")
