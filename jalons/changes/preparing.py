"""What preparations need from the changes: the draft of the futur idéal, then the signatories' validation."""

from django.urls import reverse

from jalons.changes.queries import ideal, validation
from jalons.initiatives.models import Initiative
from jalons.workshops.checklist import CheckLine, LineState, Preparing

SECOND_TABLE, THIRD_TABLE = 2, 3


def lines(preparing: Preparing) -> list[CheckLine]:
    """The draft before the second table, the validation before the third. For `workshops.checklist`."""
    initiative = preparing.step.initiative
    if initiative is None:
        return []
    told = {SECOND_TABLE: _draft, THIRD_TABLE: _validation}.get(preparing.stage)
    return [told(initiative)] if told else []


def _draft(initiative: Initiative) -> CheckLine:
    found = ideal.ideal_future_of(initiative)
    has_text = bool(found and (found.draft_text or found.adopted_text))
    has_easy = bool(found and (found.draft_easy_text or found.adopted_easy_text))
    said = "Aucune proposition n’est encore écrite."
    if has_text:
        said = "La proposition est écrite" + (
            ", avec sa version facile à lire." if has_easy else " ; il manque sa version facile à lire."
        )
    return CheckLine(
        "ideal_future",
        "La proposition de futur idéal",
        (LineState.TO_DO, LineState.PARTLY, LineState.DONE)[has_text + (has_text and has_easy)],
        said,
        reverse("changes:ideal_future", args=[initiative.slug]),
        position=40,
    )


def _validation(initiative: Initiative) -> CheckLine:
    submitted = validation.current_change_set(initiative)
    missing = validation.missing_authorities(submitted) if submitted else []
    is_done = validation.is_validated(submitted)
    said = "Les changements ne sont pas encore soumis aux collectivités."
    if is_done:
        said = "Toutes les collectivités ont validé les changements."
    elif submitted:
        said = f"Décisions encore attendues ou réservées : {len(missing)}."
    state = LineState.DONE if is_done else LineState.PARTLY if submitted else LineState.TO_DO
    address = reverse("changes:changes", args=[initiative.slug])
    return CheckLine(
        "validation", "Les changements, validés par les collectivités", state, said, address, position=15
    )
