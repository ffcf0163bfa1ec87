"""The futur idéal, the changes and their validation on paper, each with what it comes from."""

from collections.abc import Iterable

from jalons.changes import queries
from jalons.changes.actions import ideal as ideal_actions
from jalons.changes.models import ChangeSet, LastingChange
from jalons.changes.queries import Lineage, Standing
from jalons.core import typography
from jalons.decisions import exports as decisions
from jalons.decisions.models import ConsentProcess
from jalons.documents.tree import Block, Callout, Column, Facts, Heading, Outline, Table, text
from jalons.initiatives.models import Initiative

NBSP = typography.NBSP


def ideal_future(initiative: Initiative) -> list[Block]:
    """The adopted text (or the draft, said to be one), its fragments, and the record of the consent."""
    ideal = queries.ideal_future_of(initiative)
    if ideal is None:
        return []
    blocks: list[Block] = []
    if ideal.adopted_on:
        said = (
            f"Adopté par consentement le {typography.day(ideal.adopted_on)}, version {ideal.adopted_version}"
        )
        blocks.append(Callout(ideal.adopted_text, said))
        if ideal.adopted_easy_text:
            blocks.append(Callout(ideal.adopted_easy_text, "Le même en facile à lire"))
        blocks.append(text(f"Empreinte du texte{NBSP}: {ideal.adopted_hash}", quiet=True))
    elif ideal.draft_text:
        blocks.append(Callout(ideal.draft_text, "Projet de texte, pas encore adopté"))
    fragments = list(ideal.fragments.filter(masked_at__isnull=True, withdrawn_at__isnull=True))
    if fragments:
        rows = tuple((str(one.number), one.text) for one in sorted(fragments, key=lambda one: one.number))
        columns = (Column("N°", "right"), Column("Ce qui a été dit", weight=11))
        blocks += [Heading(2, "Les fragments dont il est fait"), Table("Fragments retenus", columns, rows)]
    about = ConsentProcess.objects.filter(subject_kind=ideal_actions.SUBJECT, subject_id=ideal.id)
    return blocks + _consents(about.order_by("created_at"), with_text=False)


def _consents(found: Iterable[ConsentProcess], *, with_text: bool = True) -> list[Block]:
    blocks: list[Block] = []
    for consent in found:
        record = decisions.record(consent, level=3, with_text=with_text)
        blocks += [Heading(2, f"La décision{NBSP}: {consent.title}"), *record]
    return blocks


def changes(initiative: Initiative) -> list[Block]:
    """The changes that the territory keeps, each with its sources back to the cards; then the others."""
    kept = queries.kept_changes(initiative)
    blocks: list[Block] = []
    for number, change in enumerate(kept, start=1):
        blocks += _change(number, change)
    left = [one for one in queries.changes_of(initiative) if not one.is_kept]
    if left:
        rows = tuple((one.title, str(one.get_status_display()), _fate(one)) for one in left)
        columns = (Column("Projet", weight=4), Column("État"), Column("Pourquoi", weight=4))
        title = "Les autres projets" if kept else "Les projets de changement"
        blocks += [Heading(2, title), Table("Rien n’est effacé", columns, rows)]
    others = ConsentProcess.objects.filter(initiative=initiative).exclude(subject_kind=ideal_actions.SUBJECT)
    return blocks + _consents(others.order_by("created_at"))


def _change(number: int, change: LastingChange) -> list[Block]:
    horizon = f"d’ici le {typography.day(change.horizon)}" if change.horizon else ""
    pairs = (
        ("Qui change", change.who),
        ("Combien, à peu près", change.size_estimate),
        ("Où", change.where),
        ("Dimension", str(change.get_dimension_display()) if change.dimension else ""),
        ("Aujourd’hui", change.starting_situation),
        ("À quoi on le verra", change.observable_sign),
        ("Pourquoi cela compte", change.why_it_matters),
        ("Ce qui le fera durer", change.how_durable),
        ("Qui le porte", change.carriers),
        ("Ce qui le freine", change.brakers),
        ("Horizon", horizon),
        ("Retenu malgré", change.gate_reason),
    )
    return [
        Heading(2, f"{number}. {change.title}"),
        Callout(change.statement),
        Facts(tuple((label, value) for label, value in pairs if value)),
        *_sources(queries.sources_of(change)),
    ]


def _sources(lineage: Lineage) -> list[Block]:
    """Urgency → croisement → regroupement with its cards' numbers, and the fragments."""
    items: list[tuple[int, str]] = []
    for urgency in lineage.urgencies:
        items.append((0, f"Urgence{NBSP}: {urgency.urgency.title}"))
        for reading in urgency.cross_readings:
            relation = reading.cross_reading.get_relation_display()
            facts = "".join(
                f" ; {fact.title} ({fact.source_label}, {fact.vintage})" for fact in reading.facts
            )
            items.append((1, f"Croisement, {relation.lower()}{facts}"))
            items += [
                (2, _voice(one.cluster.title, [c.number for c in one.cards])) for one in reading.clusters
            ]
    if lineage.fragments:
        items.append((0, _voice("Fragments du futur idéal", [one.number for one in lineage.fragments])))
    items += [
        (0, f"Reprend le projet «{typography.NARROW}{one.title}{typography.NARROW}»")
        for one in lineage.merged
    ]
    return [Heading(3, "D’où vient ce changement"), Outline(tuple(items))] if items else []


SHOWN_NUMBERS = 12


def _voice(title: str, numbers: list[int]) -> str:
    if not numbers:
        return title
    shown = ", ".join(map(str, numbers[:SHOWN_NUMBERS]))
    more = len(numbers) - SHOWN_NUMBERS
    rest = f" et {more} autre{typography.plural(more)}" if more > 0 else ""
    return f"{title}, parole{typography.plural(len(numbers))} n°{NBSP}{shown}{rest}"


def _fate(change: LastingChange) -> str:
    if change.merged_into:
        return f"Fondu dans «{typography.NARROW}{change.merged_into.title}{typography.NARROW}»"
    return change.status_reason


def validation(initiative: Initiative) -> list[Block]:
    """Each version submitted to the signatories and what each decided on it."""
    blocks: list[Block] = []
    for version in ChangeSet.objects.filter(initiative=initiative).select_related("initiative"):
        blocks += _version(version)
    return blocks


def _version(version: ChangeSet) -> list[Block]:
    if version.superseded_at:
        state = f"remplacée le {typography.day(version.superseded_at)}{NBSP}: {version.superseded_reason}"
    elif version.validated_at:
        state = f"validée par toutes les collectivités le {typography.day(version.validated_at)}"
    else:
        state = "en attente de décisions"
    pairs = (
        ("Soumise", f"le {typography.day(version.submitted_at)}, par {version.submitted_by}"),
        ("État", state),
        ("Ce qu’elle change", version.reason),
    )
    held = ", ".join(change["title"] for change in version.content["changes"])
    return [
        Heading(2, f"Version {version.number} des changements"),
        Facts(tuple((label, value) for label, value in pairs if value)),
        text(f"Elle contient{NBSP}: {held}."),
        text(f"Empreinte de ce qui a été soumis{NBSP}: {version.content_hash}", quiet=True),
        _decisions(version),
    ]


def _decisions(version: ChangeSet) -> Table:
    columns = (
        Column("Signataire", weight=4),
        Column("Décision", weight=2),
        Column("Date", weight=2),
        Column("Délibération", weight=3),
        Column("Réserves ou motif", weight=5),
    )
    rows = tuple(_decision(one) for one in queries.standing_of(version))
    note = "Une décision saisie par quelqu’un d’autre que le signataire ne compte qu’une fois confirmée."
    return Table(
        f"Ce que chaque signataire a décidé de la version {version.number}", columns, rows, note=note
    )


def _decision(standing: Standing) -> tuple[str, ...]:
    name = standing.signatory.organisation.name
    found = standing.validation
    if found is None:
        return (name, "Non sollicitée", "", "", "")
    day = typography.day(found.decided_on) if found.decided_on else ""
    said = str(found.get_decision_display())
    waiting = ", à confirmer" if found.is_recorded and not found.is_confirmed else ""
    rectified = "".join(
        f" Rectifiée le {typography.day(one.at)}{NBSP}: {one.reason}" for one in found.rectifications.all()
    )
    return (name, said + waiting, day, found.deliberation_reference, f"{found.reserves}{rectified}".strip())
