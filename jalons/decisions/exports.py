"""The record of a decision by consent: what was heard, what it changed, who was there, when to read again."""

from jalons.core import typography
from jalons.decisions.enums import ConsentState, ObjectionStatus, SpokenKind
from jalons.decisions.models import ConsentProcess, Objection, ProposalVersion
from jalons.documents.tree import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Signatures,
    Table,
    text,
)

NBSP = typography.NBSP


def record_of(consent: ConsentProcess) -> Document:
    """The procès-verbal, ready to be read again and signed by who kept it."""
    adopted = consent.adopted_at is not None
    leads = [one.label for one in consent.presences.all() if one.is_caf or one.is_epci]
    keepers = (*leads, "Pour l’équipe qui a animé la décision")
    parties = tuple((one, "Nom, fonction, signature") for one in keepers)
    blocks: list[Block] = [*record(consent, level=1)]
    if adopted:
        blocks += [PageBreak(), Heading(1, "Lu et reconnu exact"), *_signed(consent), Signatures(parties)]
    state = f"Adopté le {typography.day(consent.adopted_at)}" if consent.adopted_at else _standing(consent)
    return Document(
        title=f"Procès-verbal de consentement{NBSP}: {consent.title}",
        subtitle=consent.initiative.name,
        date_label=state,
        is_fictitious=consent.initiative.is_fictitious,
        keywords=("consentement", consent.initiative.name),
        blocks=tuple(blocks),
    )


def _signed(consent: ConsentProcess) -> list[Block]:
    """What is signed, said again on the page of the signatures: it may travel alone."""
    version = consent.versions.filter(number=consent.adopted_version or 0).first()
    day = typography.day(consent.adopted_at) if consent.adopted_at else ""
    said = (
        f"«{typography.NARROW}{consent.title}{typography.NARROW}», version {consent.adopted_version}, "
        f"adopté par consentement le {day}."
    )
    mark = f"Empreinte du texte{NBSP}: {version.content_hash}" if version else ""
    return [text(said), text(mark, quiet=True)]


def record(consent: ConsentProcess, *, level: int = 2, with_text: bool = True) -> list[Block]:
    """The same as blocks of another paper; `level` is the level of its headings.

    `with_text` is false where the adopted text stands already.
    """
    versions = list(consent.versions.all())
    objections = list(consent.objections.select_related("voice"))
    blocks: list[Block] = [Heading(level, "Ce qui a été décidé"), _outcome(consent)]
    if with_text or consent.adopted_at is None:
        blocks += _text(consent, versions)
    blocks += [Heading(level, "Les tours"), _rounds(consent), *_versions(versions)]
    blocks += _said(consent, level)
    blocks += [Heading(level, "Les objections"), *_objections(objections)]
    blocks += _exits(consent, level)
    if consent.presences.all():
        blocks += [Heading(level, "Qui était là au moment d’adopter"), *_presence(consent)]
    return blocks


def _standing(consent: ConsentProcess) -> str:
    return f"{ConsentState(consent.state).label}{NBSP}: rien n’est encore adopté"


def _outcome(consent: ConsentProcess) -> Facts:
    adopted = consent.adopted_at
    pairs = [("Décision", consent.title)]
    if adopted:
        said = f"le {typography.day(adopted)}, version {consent.adopted_version}"
        pairs.append(("Adoptée par consentement", said))
    else:
        pairs.append(("État", _standing(consent)))
    if consent.next_review_on:
        pairs.append(("À relire le", typography.day(consent.next_review_on)))
    pairs.append(("Disposition", str(consent.get_layout_display())))
    if consent.answer_days:
        pairs.append(("À distance", f"{consent.answer_days} jours pour répondre à chaque tour"))
    if consent.silence_rule:
        pairs.append(("Règle annoncée sur le silence", consent.silence_rule))
    return Facts(tuple(pairs))


def _text(consent: ConsentProcess, versions: list[ProposalVersion]) -> list[Block]:
    """The adopted text, else the last one; with its fingerprint."""
    number = consent.adopted_version
    chosen = next((one for one in versions if one.number == number), versions[-1] if versions else None)
    if chosen is None:
        return []
    title = "Le texte adopté" if number else f"Le texte en discussion, version {chosen.number}"
    blocks: list[Block] = [Callout(chosen.text, title)]
    if chosen.easy_text:
        blocks.append(Callout(chosen.easy_text, "Le même en facile à lire"))
    if chosen.content_hash:
        blocks.append(
            text(f"Empreinte de la version {chosen.number}{NBSP}: {chosen.content_hash}", quiet=True)
        )
    return blocks


def _rounds(consent: ConsentProcess) -> Table:
    rows = tuple(
        (
            f"{typography.day(held.opened_at)}, {typography.clock_time(held.opened_at)}",
            str(held.get_state_display()),
            str(held.version),
        )
        for held in consent.rounds.all()
    )
    columns = (Column("Ouvert", weight=2), Column("Tour", weight=3), Column("Version", "right"))
    return Table("Chaque tour, sur quelle version", columns, rows)


def _versions(versions: list[ProposalVersion]) -> list[Block]:
    rows = tuple((str(one.number), one.author, one.reason or "Texte présenté d’abord") for one in versions)
    columns = (
        Column("Version", "right"),
        Column("Écrite par", weight=3),
        Column("Ce qu’elle change", weight=6),
    )
    return [Table("Les versions du texte", columns, rows)] if versions else []


def _said(consent: ConsentProcess, level: int) -> list[Block]:
    """Questions with their answers, reactions, concerns; by whom is not kept (rule 17)."""
    blocks: list[Block] = []
    spoken = list(consent.contributions.all())
    for kind in SpokenKind:
        items = [
            f"{one.text} Réponse{NBSP}: {one.answer}" if one.answer else one.text
            for one in spoken
            if one.kind == kind.value
        ]
        if items:
            blocks += [Heading(level + 1, f"{kind.label}s ({len(items)})"), Bullets(tuple(items))]
    return [Heading(level, "Ce qui s’est dit"), *blocks] if blocks else []


def _objections(objections: list[Objection]) -> list[Block]:
    if not objections:
        return [text("Aucune objection n’a été soulevée.")]
    columns = (
        Column("N°", "right"),
        Column("L’objection", weight=5),
        Column("Ce que le groupe en a fait", weight=5),
        Column("Comment elle s’est close", weight=4),
    )
    rows = tuple((str(one.number), _argued(one), _tested(one), _closed(one)) for one in objections)
    return [Table("Les objections, et ce qu’elles ont apporté", columns, rows)]


def _argued(objection: Objection) -> str:
    target = (
        f"Sur «{typography.NARROW}{objection.target}{typography.NARROW}»{NBSP}: " if objection.target else ""
    )
    late = " Venue après l’adoption." if objection.is_late else ""
    return f"{target}{objection.argument or 'à préciser'} (version {objection.version}){late}"


def _tested(objection: Objection) -> str:
    kind = f"{objection.get_kind_display()}. " if objection.kind else ""
    if objection.not_retained_because:
        return f"{kind}Non retenue{NBSP}: {objection.not_retained_because}"
    return f"{kind}{objection.test_reason}"


def _closed(objection: Objection) -> str:
    status = str(ObjectionStatus(objection.status).label)
    if objection.resolved_by_version:
        status = f"{status} par la version {objection.resolved_by_version}"
    day = f", le {typography.day(objection.resolved_at)}" if objection.resolved_at else ""
    note = f". {objection.resolution_note}" if objection.resolution_note else ""
    return f"{status}{day}{note}"


def _exits(consent: ConsentProcess, level: int) -> list[Block]:
    items = tuple(
        f"{one.get_state_display()} le {typography.day(one.at)}{NBSP}: {one.reason} "
        f"Retour prévu le {typography.day(one.returns_on)}."
        for one in consent.exits.all()
    )
    return [Heading(level, "Les arrêts"), Bullets(items)] if items else []


def _presence(consent: ConsentProcess) -> list[Block]:
    there = list(consent.presences.all())
    people = sum(one.people for one in there)
    named = typography.joined([f"{one.label} ({one.people})" for one in there])
    blocks: list[Block] = [text(f"{len(there)} organisations, {people} personnes{NBSP}: {named}.")]
    if consent.quorum_waiver:
        said = f"Quorum levé par {consent.quorum_waived_by}{NBSP}: {consent.quorum_waiver}"
        blocks.append(text(said))
    return blocks
