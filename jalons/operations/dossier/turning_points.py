"""The turning points of a démarche, taken from its journal, on paper."""

from jalons.core import typography
from jalons.core.scope import Scope
from jalons.documents.tree import Block, Column, Table
from jalons.journal.queries import within

TURNING_POINTS = (
    "mission.created",
    "agreement.signed",
    "amendment.signed",
    "profile.frozen",
    "step.closed",
    "step.closed_despite",
    "step.held_despite",
    "step.cancelled",
    "urgency.decided",
    "urgency.retained_without_cross_reading",
    "consent.adopted",
    "consent.left",
    "consent.quorum_waived",
    "objection.raised_late",
    "changes.submitted",
    "changes.reopened",
    "changes.validated",
    "validation.confirmed",
    "validation.rectified",
    "signatory.signed",
    "signatory.withdrawn",
    "pathway.frozen",
    "pathway.reopened",
    "link.revised",
    "review.published",
    "decision.taken",
)
"""What decided something. No verb about a person, an actor or a word: their labels may name somebody."""


def excerpt(scope: Scope) -> list[Block]:
    """Decisive lines, the first ones first."""
    entries = within(scope).filter(verb__in=TURNING_POINTS).order_by("at", "id")
    rows = tuple((typography.day(one.at), one.actor_label, one.sentence) for one in entries)
    columns = (Column("Quand", weight=2), Column("Qui", weight=2), Column("Ce qui s’est fait", weight=7))
    note = "Extrait\u00a0: les moments qui ont décidé de quelque chose. L’archive contient le journal entier."
    return [Table("Les moments décisifs", columns, rows, note=note)] if rows else []
