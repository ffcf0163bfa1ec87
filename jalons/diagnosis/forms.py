"""Forms of the diagnosis: they clean, and say what to do; they never save."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime

from jalons.core.errors import DomainError
from jalons.diagnosis import queries, rules
from jalons.diagnosis.actions import cross_readings, urgencies
from jalons.diagnosis.actions.wall import Placed
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, CrossReading, SocialUrgency
from jalons.diagnosis.queries.cross_readings import retained_facts
from jalons.diagnosis.queries.urgencies import rating_sequences
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative, Theme
from jalons.rooms.models import Sequence
from jalons.territories.models import Territory

OUT = "sans"
TITLE_LENGTH = 120


def themes_of(initiative: Initiative) -> Any:
    """The themes that this démarche's Caf proposes: its own, or the common list."""
    own = Theme.objects.filter(caf=initiative.mission.client_id, is_retired=False)
    return own if own.exists() else Theme.objects.filter(caf__isnull=True, is_retired=False)


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Show a refusal of the action where it belongs in the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


class SeenField(forms.CharField):
    """The `updated_at` that the person had under their eyes, to the microsecond."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> Any:
        return parse_datetime(str(value)) if value else None


class UuidList(forms.Field):
    """Several ids under one name, as checkboxes send them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(str(item)) for item in value or []]
        except ValueError as error:
            raise forms.ValidationError("Une parole n’a pas été reconnue : rechargez la page.") from error


class SeenList(forms.Field):
    """Where each card was seen: `card:cluster`, with nothing after the colon for a card in none."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> dict[UUID, UUID | None]:
        try:
            pairs = [str(item).split(":") for item in value or []]
            return {UUID(card): UUID(cluster) if cluster else None for card, cluster in pairs}
        except ValueError as error:
            raise forms.ValidationError("Une parole n’a pas été reconnue : rechargez la page.") from error


class PutForm(forms.Form):
    """Cards ticked on the wall and where they go: a regroupement, none, or a new one with its title."""

    card = UuidList(required=False)
    seen = SeenList(required=False)
    to = forms.CharField(required=False)
    into = forms.CharField(required=False)  # the button « Ranger ici » of a regroupement
    suggested = forms.CharField(required=False)  # the button of one card's suggestion: `card:cluster`
    title = forms.CharField(
        required=False,
        max_length=TITLE_LENGTH,
        error_messages={"max_length": "Ce titre est trop long : 120 signes au plus."},
    )

    def __init__(self, data: Any, *, initiative: Initiative) -> None:
        super().__init__(data)
        self.initiative = initiative

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place = data.get("into") or data.get("to") or ""
        ticked: list[UUID] = data.get("card") or []
        if data.get("suggested"):
            card, _, place = data["suggested"].partition(":")
            ticked = _uuids(card)
            data["title"] = ""
        if data.get("into"):
            data["title"] = ""
        seen: dict[UUID, UUID | None] = data.get("seen") or {}
        data["cards"] = [Placed(card, seen.get(card)) for card in ticked]
        data["cluster"] = self._cluster(place)
        if not place and not data.get("title"):
            self.add_error(
                "to", "Choisissez où ranger ces paroles : un regroupement, ou le titre d’un nouveau."
            )
        return data

    def _cluster(self, place: str) -> Cluster | None:
        if not place or place == OUT:
            return None
        found = Cluster.objects.filter(initiative=self.initiative, id__in=_uuids(place)).first()
        if found is None:
            self.add_error("to", "Ce regroupement vient d’être défait ou réuni à un autre. Choisissez-en un.")
        return found


def _uuids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


class RefusalForm(forms.Form):
    """« Non merci » to a suggestion: a group of cards, or one card and its regroupement."""

    card = UuidList(required=False)
    refused = SeenList(required=False)


class ClusterForm(forms.Form):
    title = forms.CharField(
        label="Titre",
        max_length=TITLE_LENGTH,
        help_text="Avec les mots des gens, pas ceux de l’administration.",
        error_messages={
            "required": "Donnez un titre à ce regroupement.",
            "max_length": "Ce titre est trop long : 120 signes au plus.",
        },
    )
    summary = forms.CharField(
        label="En une phrase",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que ces paroles disent ensemble. Les paroles elles-mêmes ne changent jamais.",
        error_messages={"max_length": "Une phrase suffit : 400 signes au plus."},
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thèmes",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = SeenField(required=False)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes_of(initiative)  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label="Réunir à",
        queryset=Cluster.objects.none(),
        empty_label="Choisir un regroupement…",
        error_messages={
            "required": "Choisissez le regroupement qui accueille les paroles.",
            "invalid_choice": "Ce regroupement n’existe plus : choisissez-en un autre.",
        },
    )

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Cluster.objects.filter(initiative=cluster.initiative_id).exclude(pk=cluster.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class CrossReadingForm(forms.Form):
    """Facts, regroupements, and the relation between them (domain.md §5.1)."""

    relation = forms.ChoiceField(
        label="La relation",
        choices=Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la relation entre les chiffres et les paroles."},
    )
    facts = forms.ModelMultipleChoiceField(
        label="Les faits",
        queryset=SalientFact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clusters = forms.ModelMultipleChoiceField(
        label="Les regroupements",
        queryset=Cluster.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    analysis = forms.CharField(
        label="Ce que nous en disons",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une ou deux phrases, que tout le monde comprend.",
        error_messages={
            "required": "Écrivez en une phrase ce que vous en dites.",
            "max_length": "C’est trop long pour être relu en salle : 1 200 signes au plus.",
        },
    )
    question = forms.CharField(
        label="À chercher encore",
        required=False,
        max_length=400,
        help_text="La question qui reste, et à qui la poser.",
    )
    authors = forms.CharField(
        label="Établi par",
        required=False,
        max_length=160,
        help_text="Une table ou un groupe, jamais un nom : « table 3 ».",
    )
    seen = SeenField(required=False)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].queryset = retained_facts(initiative)  # type: ignore[attr-defined]
        self.fields["clusters"].queryset = queries.clusters_with_counts(initiative)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "relation" in data and "facts" in data and "clusters" in data:
            problem = rules.sides_problem(
                Relation(data["relation"]), facts=len(data["facts"]), clusters=len(data["clusters"])
            )
            if problem:
                self.add_error(problem.field, problem.sentence)
        return data

    def content(self) -> cross_readings.Content:
        data = self.cleaned_data
        return cross_readings.Content(
            relation=Relation(data["relation"]),
            analysis=data["analysis"],
            question=data["question"],
            authors=data["authors"],
            facts=list(data["facts"]),
            clusters=list(data["clusters"]),
        )


class UrgencyForm(forms.Form):
    title = forms.CharField(
        label="L’urgence, en une ligne",
        max_length=TITLE_LENGTH,
        help_text="Ce qui ne peut plus attendre, pour qui. Pas encore une solution.",
        error_messages={
            "required": "Donnez un titre à cette urgence.",
            "max_length": "Ce titre est trop long : 120 signes au plus.",
        },
    )
    description = forms.CharField(
        label="En quelques phrases",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    people_concerned = forms.CharField(label="Personnes concernées", required=False, max_length=200)
    cross_readings = forms.ModelMultipleChoiceField(
        label="Les croisements dont elle vient",
        queryset=CrossReading.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Pour la retenir, il en faudra au moins un, ou une raison écrite.",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thèmes", queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    communes = forms.ModelMultipleChoiceField(
        label="Communes particulièrement touchées",
        queryset=Territory.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Rien de coché : tout le territoire.",
    )
    seen = SeenField(required=False)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readings = CrossReading.objects.filter(initiative=initiative)
        self.fields["cross_readings"].queryset = readings  # type: ignore[attr-defined]
        self.fields["themes"].queryset = themes_of(initiative)  # type: ignore[attr-defined]
        self.fields["communes"].queryset = queries.communes_of(initiative)  # type: ignore[attr-defined]

    def content(self) -> urgencies.Content:
        data = self.cleaned_data
        return urgencies.Content(
            title=data["title"],
            description=data["description"],
            people_concerned=data["people_concerned"],
            cross_readings=list(data["cross_readings"]),
            themes=list(data["themes"]),
            communes=list(data["communes"]),
        )


class DecisionForm(forms.Form):
    """What people decide of an urgency, and why. Nothing is preselected."""

    status = forms.ChoiceField(
        label="Ce que nous décidons",
        choices=[
            (UrgencyStatus.RETAINED.value, "La retenir"),
            (UrgencyStatus.PARKED.value, "La mettre en attente"),
            (UrgencyStatus.MERGED.value, "La fondre dans une autre"),
            (UrgencyStatus.OUT_OF_SCOPE.value, "La laisser hors du champ de la démarche"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce que vous décidez de cette urgence."},
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une phrase qui restera au dossier, avec la date.",
        error_messages={"required": "Écrivez le motif en une phrase : il restera au dossier."},
    )
    merged_into = forms.ModelChoiceField(
        label="Si elle se fond dans une autre, laquelle",
        queryset=SocialUrgency.objects.none(),
        required=False,
        empty_label="Choisir une urgence…",
    )
    carried_by = forms.CharField(
        label="Si elle est hors champ, qui pourrait la porter", required=False, max_length=200
    )
    override_reason = forms.CharField(
        label="Si elle ne s’appuie sur aucun croisement, pourquoi la retenir quand même",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decided_by = forms.CharField(
        label="Décidé par", required=False, max_length=160, help_text="« La table 1 », « l’équipe projet »…"
    )
    seen = SeenField(required=False)

    def __init__(self, *args: Any, urgency: SocialUrgency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.urgency = urgency
        others = SocialUrgency.objects.filter(initiative=urgency.initiative_id).exclude(pk=urgency.pk)
        self.fields["merged_into"].queryset = others.exclude(  # type: ignore[attr-defined]
            status=UrgencyStatus.MERGED
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "status" in data and "reason" in data:
            decision = rules.Decision(
                UrgencyStatus(data["status"]),
                data["reason"],
                bool(data.get("merged_into")),
                data.get("override_reason", ""),
            )
            problem = rules.decision_problem(decision, cross_readings=self.urgency.cross_readings.count())
            if problem:
                self.add_error(problem.field, problem.sentence)
        return data


class VoteForm(forms.Form):
    """Which urgencies the room rates, and in which sequence of the runsheet."""

    sequence = forms.ModelChoiceField(
        label="Séquence de la table",
        queryset=Sequence.objects.none(),
        empty_label=None,
        error_messages={"required": "Choisissez la séquence où la salle notera."},
    )
    urgencies = forms.ModelMultipleChoiceField(
        label="Urgences à noter",
        queryset=SocialUrgency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une urgence à soumettre à la salle."},
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sequence"].queryset = rating_sequences(initiative)  # type: ignore[attr-defined]
        self.fields["urgencies"].queryset = SocialUrgency.objects.filter(  # type: ignore[attr-defined]
            initiative=initiative
        )
