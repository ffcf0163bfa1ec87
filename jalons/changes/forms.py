"""Forms of the futur idéal, the changes and their validation: they clean, and never save."""

from typing import Any, ClassVar

from django import forms

from jalons.changes.actions.drafts import Links, Sheet
from jalons.changes.actions.validation import Decision
from jalons.changes.enums import Dimension, Sphere, ValidationDecision
from jalons.changes.models import LastingChange
from jalons.changes.queries import fragments_of
from jalons.core.errors import DomainError
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import SocialUrgency
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives import queries as initiatives
from jalons.initiatives.models import Initiative, Theme
from jalons.rooms.models import Contribution, Sequence
from jalons.stakeholders import queries as stakeholders


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RefusableForm(forms.Form):
    """A form that can carry the sentence of a refused move, at its field or at its head."""

    def refuse(self, error: DomainError) -> None:
        field = error.field if error.field in self.fields else None
        self.add_error(field, error.message)


class DraftForm(RefusableForm):
    """The draft of the futur idéal."""

    text = forms.CharField(
        label="Le projet de texte",
        widget=area(12),
        required=False,
        max_length=6000,
        help_text="Au présent, comme si l’on y était. Une idée par paragraphe.",
    )
    easy_text = forms.CharField(
        label="Le même en facile à lire",
        widget=area(7),
        required=False,
        max_length=6000,
        help_text="Des phrases courtes. Une idée par phrase. Des mots de tous les jours.",
    )
    author = forms.CharField(label="Écrit par", max_length=160, required=False)


class FragmentsForm(RefusableForm):
    fragments = forms.ModelMultipleChoiceField(
        label="Fragments gardés",
        queryset=Contribution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "fragments", fragments_of(initiative))


class ChangeForm(RefusableForm):
    """A change, with what it comes from (domain.md §2.10). Only the title and the statement are needed."""

    title = forms.CharField(label="Titre court", max_length=120)
    statement = forms.CharField(
        label="L’énoncé",
        widget=area(3),
        max_length=600,
        help_text="Qui fait, vit, peut ou décide quoi, autrement qu’aujourd’hui, et où.",
    )
    who = forms.CharField(label="Qui change", max_length=200, required=False)
    size_estimate = forms.CharField(label="Combien de personnes, à peu près", max_length=120, required=False)
    starting_situation = forms.CharField(
        label="Aujourd’hui",
        widget=area(3),
        max_length=1200,
        required=False,
        help_text="D’où l’on part : un chiffre du portrait, ce que les gens ont dit.",
    )
    observable_sign = forms.CharField(
        label="À quoi le verra-t-on", widget=area(2), max_length=600, required=False
    )
    dimension = forms.ChoiceField(
        label="Ce qui change surtout", choices=[("", "À préciser"), *Dimension.choices], required=False
    )
    where = forms.CharField(label="Où", max_length=200, required=False)
    why_it_matters = forms.CharField(
        label="Pourquoi c’est important", widget=area(2), max_length=1200, required=False
    )
    how_durable = forms.CharField(
        label="Ce qui le fera durer sans nous", widget=area(2), max_length=1200, required=False
    )
    carriers = forms.CharField(label="Qui le porte", widget=area(2), max_length=600, required=False)
    brakers = forms.CharField(label="Qui ou quoi le freine", widget=area(2), max_length=600, required=False)
    proposed_by = forms.CharField(
        label="Proposé par", max_length=120, required=False, help_text="Une table, un groupe ; pas un nom."
    )
    urgencies = forms.ModelMultipleChoiceField(
        label="Urgences retenues d’où il vient",
        queryset=SocialUrgency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fragments = forms.ModelMultipleChoiceField(
        label="Fragments du futur idéal d’où il vient",
        queryset=Contribution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    facts = forms.ModelMultipleChoiceField(
        label="Faits du portrait",
        queryset=SalientFact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thèmes", queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    LINKS: ClassVar[tuple[str, ...]] = ("urgencies", "fragments", "facts", "themes")

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self,
            "urgencies",
            SocialUrgency.objects.filter(initiative=initiative, status=UrgencyStatus.RETAINED),
        )
        _offer(self, "fragments", fragments_of(initiative))
        _offer(self, "facts", SalientFact.objects.filter(initiative=initiative, status=FactStatus.RETAINED))
        _offer(
            self,
            "themes",
            Theme.objects.filter(id__in=[t.id for t in initiatives.themes(initiative)]),
        )

    def sheet(self) -> Sheet:
        return Sheet(**{name: self.cleaned_data[name] for name in Sheet.__dataclass_fields__})

    def links(self) -> Links:
        return Links(**{name: list(self.cleaned_data[name]) for name in self.LINKS})

    @staticmethod
    def initial_of(change: LastingChange) -> dict[str, Any]:
        """What a change says today, for the form."""
        said = {name: getattr(change, name) for name in Sheet.__dataclass_fields__}
        return said | {name: getattr(change, name).all() for name in ChangeForm.LINKS}


class TrialForm(forms.Form):
    """A sentence to try in front of a room: read, never kept. `earlier` is the one tried just before."""

    statement = forms.CharField(
        label="La phrase à essayer",
        widget=area(3),
        max_length=600,
        help_text="Telle que la table l’a dite. Qui fait ou vit quoi, autrement qu’aujourd’hui ?",
        error_messages={
            "required": "Écrivez d’abord une phrase, même maladroite : c’est elle que l’on discute."
        },
    )
    observable_sign = forms.CharField(
        label="À quoi le verrait-on", widget=area(2), max_length=600, required=False
    )
    earlier = forms.CharField(widget=forms.HiddenInput, max_length=600, required=False)


class MergeForm(RefusableForm):
    changes = forms.ModelMultipleChoiceField(
        label="Projets à fondre",
        queryset=LastingChange.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins deux projets à fondre en un."},
    )
    title = forms.CharField(label="Titre du changement commun", max_length=120)
    statement = forms.CharField(label="Énoncé commun", widget=area(3), max_length=600)
    who = forms.CharField(label="Qui change", max_length=200, required=False)
    starting_situation = forms.CharField(label="Aujourd’hui", widget=area(2), max_length=1200, required=False)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = LastingChange.objects.filter(initiative=initiative, status__in=["draft", "proposed"])
        _offer(self, "changes", drafts)


class AbaqueForm(RefusableForm):
    sequence = forms.ModelChoiceField(
        label="Séquence de l’abaque", queryset=Sequence.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self,
            "sequence",
            Sequence.objects.filter(step__initiative=initiative, kind="abaque").select_related("step"),
        )


class ReasonForm(RefusableForm):
    """A move that wants a reason, or may want one."""

    reason = forms.CharField(label="Pourquoi", widget=area(2), max_length=600, required=False)


class DecisionForm(RefusableForm):
    """What a signatory decided on one frozen version."""

    decision = forms.ChoiceField(
        label="La décision",
        widget=forms.RadioSelect,
        choices=[(d.value, d.label) for d in ValidationDecision if d != ValidationDecision.REQUESTED],
    )
    decided_on = forms.DateField(
        label="Prise le",
        widget=day_input(),
        error_messages={"invalid": "Écrivez une date, par exemple 12/06/2026."},
    )
    deliberation_reference = forms.CharField(
        label="Délibération ou décision n°", max_length=80, required=False
    )
    reserves = forms.CharField(
        label="Réserves, ou motif du refus", widget=area(3), max_length=2000, required=False
    )

    def decision_made(self) -> Decision:
        data = self.cleaned_data
        return Decision(
            decision=data["decision"],
            decided_on=data["decided_on"],
            deliberation_reference=data["deliberation_reference"],
            reserves=data["reserves"],
            proof=data.get("proof", ""),
        )


class OwnDecisionForm(DecisionForm):
    """The same, by the signatory itself: who records it, since the link has no account."""

    signed_by = forms.CharField(
        label="Votre nom et votre fonction",
        max_length=120,
        required=False,
        help_text="Gardés avec la décision : on saura qui l’a enregistrée.",
    )


class EntryForm(DecisionForm):
    """The same, typed for somebody: where the proof is."""

    signed_by = None
    proof = forms.CharField(
        label="Où se trouve la preuve",
        max_length=200,
        required=False,
        help_text="Par exemple : procès-verbal du conseil du 12 juin, reçu en mairie d’Eymoutiers.",
    )


class RectificationForm(EntryForm):
    reason = forms.CharField(label="Pourquoi rectifier", widget=area(2), max_length=600)


class ActorsForm(RefusableForm):
    """Actors that one change calls for: an empty choice means that it does not call for this one."""

    def __init__(self, *args: Any, change: LastingChange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {link.actor_id: link.sphere for link in change.mobilised.all()}
        self.actors = list(stakeholders.actors(change.initiative))
        for actor in self.actors:
            self.fields[f"actor_{actor.id}"] = forms.ChoiceField(
                label=actor.label,
                choices=[("", "Pas concerné"), *Sphere.choices],
                required=False,
                initial=known.get(actor.id, ""),
            )

    def spheres(self) -> dict[Any, Sphere]:
        return {
            actor.id: Sphere(chosen)
            for actor in self.actors
            if (chosen := self.cleaned_data[f"actor_{actor.id}"])
        }

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[f"actor_{actor.id}"] for actor in self.actors]


def _offer(form: forms.Form, name: str, queryset: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    field.queryset = queryset
