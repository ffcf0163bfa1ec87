"""Forms of steering: they clean, and never save."""

from typing import Any

from django import forms

from jalons.changes.models import LastingChange
from jalons.core.widgets import DayInput
from jalons.diagnosis.queries.urgencies import communes_of
from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative
from jalons.pathways.enums import HypothesisStatus, NodeKind
from jalons.pathways.models import Link, PathNode
from jalons.steering.enums import (
    Answer,
    Aspect,
    Attainment,
    ChangeType,
    ContributionLevel,
    DecisionKind,
    DecisionStatus,
    MarkerLevel,
    MarkerScale,
    ReviewKind,
    Significance,
    Unsaid,
)
from jalons.steering.models import ChangeLogEntry, ChangeReview, ProgressMarker
from jalons.steering.models.reviews import SIGNIFICANCE_WORDS
from jalons.steering.queries import LogFilter, active_changes
from jalons.territories.models import Territory

LONG = 3000


def area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONG})


def words(label: str, *, rows: int = 2, required: bool = False, hint: str = "") -> forms.CharField:
    """A text of a few lines."""
    return forms.CharField(label=label, max_length=LONG, required=required, widget=area(rows), help_text=hint)


def yes_or_no(label: str, yes: str, no: str) -> forms.TypedChoiceField:
    """A choice between two answers, neither of them chosen beforehand."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("oui", yes), ("non", no)],
        coerce=lambda answer: answer == "oui",
        widget=forms.RadioSelect,
    )


class MarkerForm(forms.Form):
    """A sign that people could see or hear."""

    level = forms.ChoiceField(
        label="Degré",
        choices=[
            (MarkerLevel.EXPECTED, "Attendu : le premier signe, si tout va comme prévu"),
            (MarkerLevel.HOPED, "Souhaité : le signe que cela prend"),
            (MarkerLevel.IDEAL, "Idéal : le signe que cela tient sans nous"),
        ],
        widget=forms.RadioSelect,
    )
    text = words(
        "Le signe",
        required=True,
        hint="Ce que des gens feraient et que l’on pourrait voir. Pas un nombre d’actions.",
    )
    node = forms.ModelChoiceField(
        PathNode.objects.none(),
        label="À quelle étape du chemin",
        required=False,
        empty_label="Au changement lui-même",
    )

    def __init__(self, *args: Any, change: LastingChange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["node"].queryset = PathNode.objects.filter(  # type: ignore[attr-defined]
            placements__pathway__change=change, kind=NodeKind.INTERMEDIATE
        )

    @staticmethod
    def of(marker: ProgressMarker) -> dict[str, Any]:
        return {"level": marker.level, "text": marker.text, "node": marker.node_id}


class ObservationForm(forms.Form):
    """What was seen of a sign."""

    scale = forms.TypedChoiceField(
        label="Ce que l’on a vu",
        choices=[*MarkerScale.choices, ("", "Ne sait pas")],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    observed_on = forms.DateField(label="Observé le", widget=DayInput)
    observed_by = forms.CharField(label="Qui l’a vu", max_length=120, required=False)
    evidence = words("Comment on le sait", hint="Nécessaire dès que quelque chose a été vu.")
    surprise = words("Ce qui surprend")


class EntryForm(forms.Form):
    """Something that changed."""

    statement = words(
        "Ce qui a changé",
        required=True,
        hint="Une phrase, au présent : qui vit ou fait autrement, où, depuis quand.",
    )
    who_changed = forms.CharField(
        label="Qui a changé",
        max_length=200,
        help_text="Pas de nom, ni rien qui désigne une seule personne dans une petite commune.",
    )
    kind = forms.ChoiceField(
        label="De quelle sorte", choices=[("", "À dire plus tard"), *ChangeType.choices], required=False
    )
    observed_on = forms.DateField(label="Observé le", widget=DayInput)
    commune = forms.ModelChoiceField(
        Territory.objects.none(), label="Où", required=False, empty_label="Plusieurs communes, ou sans lieu"
    )
    is_positive = yes_or_no("Pour les gens concernés, c’est plutôt", "favorable", "défavorable")
    is_expected = yes_or_no(
        "L’attendait-on ?", "oui, c’était espéré ou craint", "non, personne ne l’attendait"
    )
    evidence = words("Comment on le sait", hint="Qui l’a vu, où, quand. Deux sources valent mieux qu’une.")
    second_evidence = words("Une autre source")
    change = forms.ModelChoiceField(
        LastingChange.objects.none(),
        label="Ce que cela éclaire",
        required=False,
        empty_label="Aucun de nos changements, mais cela compte",
    )
    link = forms.ModelChoiceField(
        Link.objects.none(),
        label="Le lien du chemin que cela interroge",
        required=False,
        empty_label="Aucun en particulier",
    )
    significance = forms.ChoiceField(
        label="Importance", choices=[("", "À dire plus tard"), *Significance.choices], required=False
    )
    why_it_matters = words("Pourquoi cela compte")
    our_part = words("Notre part", hint="Ce que nous avons fait ou pas fait, et ce qui a joué d’autre.")

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_of(initiative)  # type: ignore[attr-defined]
        kept = [change.id for change in active_changes(initiative)]
        self.fields["change"].queryset = LastingChange.objects.filter(id__in=kept)  # type: ignore[attr-defined]
        self.fields["link"].queryset = (  # type: ignore[attr-defined]
            Link.objects.filter(pathway__change__initiative=initiative).select_related("source", "target")
        )

    @staticmethod
    def of(entry: ChangeLogEntry) -> dict[str, Any]:
        """What a note says, to be completed."""
        plain = (
            "statement", "who_changed", "kind", "observed_on", "evidence", "second_evidence",
            "significance", "why_it_matters", "our_part",
        )  # fmt: skip
        said = {name: getattr(entry, name) for name in plain}
        ids = {"commune": entry.commune_id, "change": entry.change_id, "link": entry.link_id}
        signs = {
            "is_positive": "oui" if entry.is_positive else "non",
            "is_expected": "oui" if entry.is_expected else "non",
        }
        return said | ids | signs


class LogFilterForm(forms.Form):
    """What to show of the journal des changements."""

    changement = forms.ChoiceField(label="Changement", required=False)
    signe = forms.ChoiceField(
        label="Favorable ou non",
        required=False,
        choices=[("", "Tout"), ("favorable", "Favorable"), ("defavorable", "Défavorable")],
    )
    attente = forms.ChoiceField(
        label="Attendu ou non",
        required=False,
        choices=[("", "Tout"), ("attendu", "Attendu"), ("inattendu", "Inattendu")],
    )
    verifie = forms.ChoiceField(
        label="Vérifié",
        required=False,
        choices=[("", "Tout"), ("oui", "Vérifié"), ("non", "Pas encore vérifié")],
    )
    mots = forms.CharField(label="Mots", required=False, max_length=80)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changes = [(str(change.id), change.title) for change in active_changes(initiative)]
        choices = [("", "Tous"), *changes, ("aucun", "Aucun de nos changements")]
        self.fields["changement"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> LogFilter:
        """The filter asked for; an answer that makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        return LogFilter(
            change=given.get("changement", ""),
            sign=given.get("signe", ""),
            expected=given.get("attente", ""),
            verified=given.get("verifie", ""),
            words=given.get("mots", ""),
        )


class SubstantiationForm(forms.Form):
    """Somebody else than the informant is asked."""

    verifier = forms.CharField(
        label="Auprès de qui",
        max_length=160,
        help_text="Quelqu’un d’autre que la personne qui l’a noté, et qui connaît la situation.",
    )
    quality = forms.CharField(label="En quelle qualité", max_length=160, required=False)
    asked_on = forms.DateField(label="Demandé le", widget=DayInput)
    answer = forms.ChoiceField(
        label="Sa réponse", choices=[("", "Pas encore"), *Answer.choices], required=False
    )
    answered_on = forms.DateField(label="Répondu le", widget=DayInput, required=False)
    comment = words("Ce que cette personne ajoute")


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label="Sa réponse", choices=Answer.choices)
    answered_on = forms.DateField(label="Répondu le", widget=DayInput)
    comment = words("Ce que cette personne ajoute")


class ReasonForm(forms.Form):
    reason = words("Pourquoi", required=True)


class PlanForm(forms.Form):
    """A date for a review."""

    kind = forms.ChoiceField(label="Type", choices=ReviewKind.choices)
    planned_on = forms.DateField(label="Prévue le", widget=DayInput)
    title = forms.CharField(label="Intitulé", max_length=160, required=False)
    place = forms.CharField(label="Lieu", max_length=160, required=False)


class ReviewForm(forms.Form):
    """What is said of the whole review."""

    title = forms.CharField(label="Intitulé", max_length=160)
    planned_on = forms.DateField(label="Prévue le", widget=DayInput)
    place = forms.CharField(label="Lieu", max_length=160, required=False)
    concerned_people = words("Comment les personnes concernées ont été associées", rows=3)
    summary = words("Ce que nous retenons", rows=4)

    @staticmethod
    def of(review: ChangeReview) -> dict[str, Any]:
        return {name: getattr(review, name) for name in ReviewForm.base_fields}


class HoldForm(forms.Form):
    """Who was there, by category."""

    held_on = forms.DateField(label="Tenue le", widget=DayInput)
    concerned_people = words(
        "Comment les personnes concernées ont été associées",
        rows=3,
        hint="Étaient-elles là, entendues avant, représentées ? Sinon, pourquoi ?",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in Category:
            self.fields[f"n_{category.value}"] = forms.IntegerField(
                label=str(category.label), min_value=0, max_value=999, required=False
            )

    def attendance(self) -> dict[str, int]:
        return {category.value: self.cleaned_data[f"n_{category.value}"] or 0 for category in Category}

    def counters(self) -> list[forms.BoundField]:
        return [self[f"n_{category.value}"] for category in Category]


class NarrativeForm(forms.Form):
    seen = words("Ce que l’on voit", rows=3, required=True)
    known = words("Comment on le sait", rows=3)
    learned = words("Ce que l’on a appris", rows=3)


_LEVELS: dict[str, list[tuple[str, str]]] = {
    Aspect.ATTAINMENT: [(str(value), str(label)) for value, label in Attainment.choices],
    Aspect.SIGNIFICANCE: [(str(value), label) for value, label in SIGNIFICANCE_WORDS.items()],
    Aspect.CONTRIBUTION: [(str(value), str(label)) for value, label in ContributionLevel.choices],
}


class RatingForm(forms.Form):
    """One of the three ratings: a level with what it rests on, or « trop tôt »."""

    answer = forms.ChoiceField(label="Ce que nous en disons", widget=forms.RadioSelect)
    evidence = words("Sur quoi l’on s’appuie")
    other_explanations = words(
        "Les autres explications examinées",
        hint="Nécessaire dès que notre part est étayée : qu’est-ce qui aurait pu le produire sans nous ?",
    )
    author = forms.CharField(label="Dit par", max_length=120, required=False)

    def __init__(self, *args: Any, aspect: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aspect = Aspect(aspect)
        self.fields["answer"].choices = [*_LEVELS[aspect], *Unsaid.choices]  # type: ignore[attr-defined]
        if aspect != Aspect.CONTRIBUTION:
            del self.fields["other_explanations"]

    def said(self) -> dict[str, Any]:
        """`value` or `unsaid`, with the words beside."""
        given = dict(self.cleaned_data)
        answer = given.pop("answer")
        is_level = answer.isdigit()
        return given | {"value": int(answer) if is_level else None, "unsaid": "" if is_level else answer}


class FindingForm(forms.Form):
    """What the review says of one hypothesis."""

    link = forms.ModelChoiceField(Link.objects.none(), label="L’hypothèse", empty_label="Choisir…")
    status = forms.ChoiceField(
        label="Aujourd’hui",
        choices=[
            (HypothesisStatus.TESTING, "À l’épreuve : trop tôt pour conclure"),
            (HypothesisStatus.STRENGTHENED, "Tient : ce que l’on voit la conforte"),
            (HypothesisStatus.UNDECIDED, "Vacille : des signes contraires"),
            (HypothesisStatus.REFUTED, "Ne tient pas : ce que l’on voit la contredit"),
        ],
    )
    reason = words("Ce qui le fait dire", required=True)

    def __init__(self, *args: Any, change: LastingChange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"].queryset = (  # type: ignore[attr-defined]
            Link.objects.filter(pathway__change=change)
            .exclude(kind="condition")
            .select_related("source", "target", "pathway__change__initiative")
        )


class DecisionForm(forms.Form):
    """What is decided."""

    kind = forms.ChoiceField(label="Nous décidons de", choices=DecisionKind.choices)
    text = words("Quoi", required=True)
    reason = words("Pourquoi")
    owner = forms.CharField(label="Qui s’en charge", max_length=160, required=False)
    due_on = forms.DateField(label="Avant le", widget=DayInput, required=False)


class CloseDecisionForm(forms.Form):
    status = forms.ChoiceField(
        label="Où en est-elle",
        choices=[(DecisionStatus.DONE, "C’est fait"), (DecisionStatus.DROPPED, "Abandonnée")],
    )
