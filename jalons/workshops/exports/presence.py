"""Who was there at the tables and who was missing, on paper. Two counts, never crossed, never a name."""

from collections.abc import Sequence

from jalons.core import typography
from jalons.documents.tree import Block, Column, Heading, Table, text
from jalons.initiatives import queries as initiatives
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.rooms.confidentiality import K, disclose
from jalons.workshops import queries
from jalons.workshops.queries import Attendance

NOT_SHOWN = "non montré"
Counted = Sequence[tuple[Step, Attendance]]


def chapter(initiative: Initiative) -> list[Block]:
    """Every table whose attendance was counted: by category, by commune apart, then who was missing."""
    counted = _counted(initiative)
    if not counted:
        return []
    return [
        Heading(2, "Par catégorie"),
        _by_category(counted),
        Heading(2, "Par commune"),
        _by_commune(counted),
        Heading(2, "Qui manquait"),
        *(_missing(step, came) for step, came in counted),
    ]


def _counted(initiative: Initiative) -> Counted:
    tables = initiatives.steps_of(initiative).filter(kind=StepKind.WORKSHOP)
    read = [
        (step, queries.attendance(step))
        for step in tables.exclude(status=StepStatus.CANCELLED).select_related("initiative__territory")
    ]
    return [(step, came) for step, came in read if came.is_counted]


def _heads(first: str, counted: Counted) -> tuple[Column, ...]:
    return (
        Column(first, weight=3),
        *(Column(_when(step), "right", weight=2) for step, _ in counted),
    )


def _when(step: Step) -> str:
    day = f", {typography.short_day(step.starts_on)}" if step.starts_on else ""
    return f"{initiatives.stone_label(step)}{day}"


def _by_category(counted: Counted) -> Table:
    labels = [one.label for one in counted[0][1].categories]
    rows = [
        (label, *(str(came.categories[place].people) for _, came in counted))
        for place, label in enumerate(labels)
    ]
    rows.append(("Ensemble", *(str(came.people) for _, came in counted)))
    return Table(
        "Personnes présentes à chaque table, par catégorie", _heads("Catégorie", counted), tuple(rows)
    )


def _by_commune(counted: Counted) -> Table:
    """A commune with fewer than five people is not told apart, by subtraction either (rule 17)."""
    shown = [_disclosed(came) for _, came in counted]
    names = [(one.code, one.name) for one in counted[0][1].communes]
    rows = tuple((name, *(cells[code] for cells in shown)) for code, name in names)
    elsewhere = ("D’ailleurs, ou non dit", *(cells["elsewhere"] for cells in shown))
    total = ("Ensemble", *(str(came.people) for _, came in counted))
    note = (
        f"« {NOT_SHOWN} »\u00a0: moins de {K} personnes, ou un nombre qui permettrait de le calculer. "
        "Les deux comptes ne sont jamais croisés."
    )
    heads = _heads("Commune", counted)
    return Table(
        "Personnes présentes à chaque table, par commune", heads, (*rows, elsewhere, total), note=note
    )


def _disclosed(came: Attendance) -> dict[str, str]:
    people = {one.code: one.people for one in came.communes} | {"elsewhere": came.elsewhere}
    allowed = disclose({(code, "people"): count for code, count in people.items()})
    return {
        code: str(count) if allowed.shows(code, "people") else NOT_SHOWN for code, count in people.items()
    }


def _missing(step: Step, came: Attendance) -> Block:
    absent = queries.missing_from(came)
    if absent.is_nobody:
        return text(f"{_when(step)}\u00a0: toutes les catégories et toutes les communes étaient là.")
    parts = [
        f"{opening} {typography.joined([word[:1].lower() + word[1:] for word in words])}"
        for opening, words in (("personne parmi\u00a0:", absent.categories), ("à peine\u00a0:", absent.faint))
        if words
    ]
    if absent.communes:
        parts.append(f"personne de {typography.joined(list(absent.communes))}")
    return text(f"{_when(step)}\u00a0: {' ; '.join(parts)}.")
