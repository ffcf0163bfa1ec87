"""Where the validation of the changes stands (rule 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from jalons.changes.models import ChangeSet, FormalValidation, LastingChange
from jalons.initiatives import queries as initiatives
from jalons.initiatives.enums import SignatoryStatus
from jalons.initiatives.models import Initiative, Signatory


@dataclass(frozen=True, slots=True)
class Standing:
    """One signatory and what it was asked and answered; `validation` is None when it was not asked."""

    signatory: Signatory
    validation: FormalValidation | None

    @property
    def counts(self) -> bool:
        """A collectivité that did not withdraw: its word opens or closes table 3."""
        return self.signatory.is_authority and self.signatory.status != SignatoryStatus.WITHDRAWN

    @property
    def is_favourable(self) -> bool:
        return self.validation is not None and self.validation.is_favourable


def current_change_set(initiative: Initiative) -> ChangeSet | None:
    """The version submitted and not replaced."""
    return ChangeSet.objects.filter(initiative=initiative, superseded_at__isnull=True).first()


def standing_of(change_set: ChangeSet) -> list[Standing]:
    """Every signatory of the démarche, authorities first, the Caf beside; two queries."""
    asked = {
        v.signatory_id: v
        for v in change_set.validations.select_related("signatory__organisation").prefetch_related(
            "rectifications"
        )
    }
    return [Standing(s, asked.get(s.id)) for s in initiatives.signatories(change_set.initiative)]


def missing_authorities(change_set: ChangeSet) -> list[Standing]:
    """The collectivités whose confirmed favourable decision is not there yet."""
    return [s for s in standing_of(change_set) if s.counts and not s.is_favourable]


def is_validated(change_set: ChangeSet | None) -> bool:
    """Rule 2: at least one collectivité, and all of them favourable on this very version."""
    return change_set is not None and all_favourable(standing_of(change_set))


def all_favourable(standing: Sequence[Standing]) -> bool:
    """The same, from a standing already read."""
    counting = [s for s in standing if s.counts]
    return bool(counting) and all(s.is_favourable for s in counting)


def validated_changes(initiative: Initiative) -> list[LastingChange]:
    """The 4 to 6 changes of the current version once every collectivité is favourable; else none."""
    current = current_change_set(initiative)
    return _changes_of(current) if current is not None and is_validated(current) else []


def steered_changes(initiative: Initiative) -> list[LastingChange]:
    """What pilotage follows: the changes of the last version that was validated, even while another is
    out for validation; none before a first validation."""
    last = ChangeSet.objects.filter(initiative=initiative, validated_at__isnull=False).last()
    return _changes_of(last) if last else []


def _changes_of(change_set: ChangeSet) -> list[LastingChange]:
    ids: Sequence[str] = [c["id"] for c in change_set.content["changes"]]
    rows = {str(c.id): c for c in LastingChange.objects.filter(id__in=ids).select_related("initiative")}
    return [rows[i] for i in ids if i in rows]
