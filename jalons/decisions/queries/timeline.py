"""The story of a decision, told in order: rounds, versions, objections, stops, adoption."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from jalons.core import typography
from jalons.decisions.enums import ConsentState, ObjectionStatus
from jalons.decisions.models import ConsentExit, ConsentProcess, ConsentRound, Objection, ProposalVersion


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened; `detail` may be empty."""

    at: datetime
    icon: str
    label: str
    detail: str = ""


def timeline_of(
    consent: ConsentProcess,
    *,
    versions: Sequence[ProposalVersion],
    rounds: Sequence[ConsentRound],
    objections: Sequence[Objection],
    exits: Sequence[ConsentExit],
) -> list[Moment]:
    """Every moment, the earliest first, from rows already read."""
    told = [*_rounds(rounds), *_versions(versions), *_objections(objections), *_exits(exits)]
    if consent.adopted_at:
        review = f"à relire le {typography.day(consent.review_on)}" if consent.review_on else ""
        label = f"Adoption de la version {consent.adopted_version}"
        told.append(Moment(consent.adopted_at, "check", label, review))
    return sorted(told, key=lambda moment: moment.at)


def _rounds(rounds: Sequence[ConsentRound]) -> Iterator[Moment]:
    for held in rounds:
        yield Moment(held.opened_at, "stone", f"{held.get_state_display()}, version {held.version}")


def _versions(versions: Sequence[ProposalVersion]) -> Iterator[Moment]:
    for version in versions:
        if version.number > 1 and version.presented_at:
            yield Moment(version.presented_at, "edit", f"Version {version.number} écrite", version.reason)


def _objections(objections: Sequence[Objection]) -> Iterator[Moment]:
    for one in objections:
        late = " après l’adoption" if one.is_late else ""
        label = f"Objection {one.number} entendue{late}, {one.voice.label.lower()}"
        yield Moment(one.raised_at, "hand", label, one.argument)
        if one.resolved_at:
            status = ObjectionStatus(one.status).label.lower()
            by = f" par la version {one.resolved_by_version}" if one.resolved_by_version else ""
            yield Moment(
                one.resolved_at, "heart", f"Objection {one.number} : {status}{by}", one.resolution_note
            )


def _exits(exits: Sequence[ConsentExit]) -> Iterator[Moment]:
    for gone in exits:
        back = f"{gone.reason} Retour prévu le {typography.day(gone.returns_on)}."
        yield Moment(gone.at, "pause", str(ConsentState(gone.state).label), back)
        if gone.resumed_at:
            yield Moment(gone.resumed_at, "play", "Reprise")
