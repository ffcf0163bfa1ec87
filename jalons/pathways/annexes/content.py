"""What each annex says, from what was decided."""

from datetime import date

from jalons.changes import exports as changes
from jalons.core.templatetags.jalons import jour
from jalons.diagnosis import exports as diagnosis
from jalons.documents.tree import Block, Facts, Heading, Paragraph, Run
from jalons.initiatives.models import Initiative
from jalons.pathways import exports, queries
from jalons.pathways.annexes import Content
from jalons.pathways.queries import ActionRow

_NOTHING = "Rien n’est encore écrit ici."
_FICTITIOUS = " (exemple fictif)"


def content_of(initiative: Initiative, *, today: date) -> Content:
    """Blocks of each annex, and the words that may stand in a sentence."""
    sections: dict[str, list[Block]] = {
        "diagnostic": [*diagnosis.cross_readings(initiative), *diagnosis.urgencies(initiative)],
        "vision": changes.ideal_future(initiative),
        "changements": changes.changes(initiative),
        "chemins": list(exports.chemins(initiative)),
        "fiches": fiches(initiative),
    }
    nothing = Paragraph((Run(_NOTHING),), is_quiet=True)
    name = initiative.short_name + (_FICTITIOUS if initiative.is_fictitious else "")
    words = {"territoire": name, "date": jour(today)}
    return Content({key: blocks or [nothing] for key, blocks in sections.items()}, words)


def fiches(initiative: Initiative) -> list[Block]:
    """Each action in full (domain.md §1.10)."""
    blocks: list[Block] = []
    for number, row in enumerate(queries.action_rows(initiative), start=1):
        blocks += [Heading(2, f"Fiche {number}. {row.sheet.node.text}"), Facts(tuple(_facts(row)))]
    return blocks


def _facts(row: ActionRow) -> list[tuple[str, str]]:
    sheet = row.sheet
    served = " ; ".join(
        f"{link.pathway.change.title}, par : {link.target.text}"
        + (f" (contribution {link.get_strength_display().lower()})" if link.strength else "")
        for link in row.places
    )
    axis = ", ".join(part for part in (sheet.axis, sheet.sub_axis) if part)
    dates = " au ".join(jour(day) for day in (sheet.starts_on, sheet.ends_on) if day)
    said = [
        ("Contribue à", served or (f"hors chemin : {sheet.off_path_reason}" if sheet.is_off_path else "")),
        ("Axe", axis),
        ("Objectif", sheet.objective),
        ("Public", sheet.public),
        ("Pilote", sheet.pilot_name),
        ("Partenaires", sheet.partners),
        ("Communes", ", ".join(commune.name for commune in sheet.communes.all()) or "tout le territoire"),
        ("Calendrier", ", ".join(part for part in (sheet.calendar, dates) if part)),
        ("Moyens", sheet.means),
        ("Budget", sheet.budget),
        ("Financeurs", sheet.funders),
        ("Indicateurs", sheet.indicators),
        ("Conditions et risques", sheet.risks),
        ("État", str(sheet.get_status_display())),
    ]
    return [(label, text) for label, text in said if text]
