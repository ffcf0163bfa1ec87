"""Forms of the chemins: they clean, and never save."""

import json
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from jalons.core.errors import DomainError
from jalons.diagnosis.queries.urgencies import communes_of
from jalons.directory.queries import active_organisations
from jalons.initiatives.models import Initiative
from jalons.pathways import rules
from jalons.pathways.enums import ActionStatus, ConditionState, HypothesisStatus, LinkKind, NodeKind, Strength
from jalons.pathways.graph import Graph, GraphError, from_json
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway
from jalons.rooms.models import Contribution

LONG = 2000
MOST_JSON = 2_000_000
_CONFIDENCES = [
    ("", "On ne sait pas encore"),
    ("1", "1 · un pari"),
    ("2", "2 · plausible"),
    ("3", "3 · probable"),
    ("4", "4 · presque sûr"),
]


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Show a refusal of the action where it belongs in the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONG})


def _strength() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Force attendue de la contribution",
        choices=[("", "À dire plus tard"), *Strength.choices],
        required=False,
        help_text="Pour une action seulement : ce qu’elle peut changer, d’après vous.",
    )


class NodeForm(forms.Form):
    """« Pour que…, il faut que… »: a new element before another."""

    before = forms.ModelChoiceField(PathNode.objects.none(), label="Pour que", empty_label=None)
    kind = forms.ChoiceField(
        label="Il faut",
        choices=[
            (NodeKind.INTERMEDIATE, "qu’un changement arrive d’abord, chez quelqu’un"),
            (NodeKind.ACTION, "une action de notre part"),
            (NodeKind.CONDITION, "une condition que personne du chemin ne change"),
            (NodeKind.CONTEXT_FAVOURABLE, "compter avec ce qui aide déjà"),
            (NodeKind.CONTEXT_UNFAVOURABLE, "compter avec ce qui freine"),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="En une phrase",
        max_length=LONG,
        widget=area(),
        help_text="Un changement dit qui vit ou fait autrement ; une action dit ce que nous faisons.",
    )
    who = forms.CharField(label="Qui", max_length=200, required=False)
    horizon = forms.CharField(label="Quand", max_length=40, required=False, help_text="Par exemple : an 2.")
    because = forms.CharField(
        label="Parce que",
        max_length=LONG,
        required=False,
        widget=area(),
        help_text="Pourquoi l’un mènerait à l’autre. Vous pourrez le dire plus tard, avant de mettre au net.",
    )
    strength = _strength()
    cards = forms.ModelMultipleChoiceField(
        Contribution.objects.none(),
        label="Paroles d’origine",
        required=False,
        widget=forms.MultipleHiddenInput,
    )

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = PathNode.objects.filter(placements__pathway=pathway).order_by("placements__position")
        self.fields["before"].queryset = placed.exclude(  # type: ignore[attr-defined]
            kind__in=[NodeKind.CONTEXT_FAVOURABLE, NodeKind.CONTEXT_UNFAVOURABLE]
        )
        self.fields["cards"].queryset = Contribution.objects.filter(  # type: ignore[attr-defined]
            sequence__step__initiative_id=pathway.change.initiative_id
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        before, kind = cleaned.get("before"), cleaned.get("kind")
        if before and kind and rules.link_kind(kind, before.kind) is None:
            self.add_error("kind", "Cet élément ne peut pas se placer là : changez de type ou d’endroit.")
        return cleaned


class PlaceForm(forms.Form):
    """An element that stands elsewhere, placed here too."""

    node = forms.ModelChoiceField(PathNode.objects.none(), label="Cet élément", empty_label="Choisir…")
    before = forms.ModelChoiceField(PathNode.objects.none(), label="Mène à", empty_label=None)
    because = forms.CharField(label="Parce que", max_length=LONG, required=False, widget=area())
    strength = _strength()

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = PathNode.objects.filter(placements__pathway=pathway)
        self.fields["node"].queryset = (  # type: ignore[attr-defined]
            PathNode.objects.filter(initiative_id=pathway.change.initiative_id, merged_into__isnull=True)
            .exclude(kind=NodeKind.CHANGE)
            .order_by("kind", "text")
        )
        self.fields["before"].queryset = placed.order_by("placements__position")  # type: ignore[attr-defined]


class EditNodeForm(forms.Form):
    """An element rewritten; `seen_at` protects what somebody else wrote meanwhile."""

    text = forms.CharField(label="En une phrase", max_length=LONG, widget=area(3))
    who = forms.CharField(label="Qui", max_length=200, required=False)
    horizon = forms.CharField(label="Quand", max_length=40, required=False)
    state = forms.ChoiceField(label="Où en est-elle", choices=ConditionState.choices, required=False)
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, node: PathNode, **kwargs: Any) -> None:
        initial = {
            "text": node.text,
            "who": node.who,
            "horizon": node.horizon,
            "state": node.state,
            "seen_at": node.updated_at.isoformat(),
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        if node.kind != NodeKind.CONDITION:
            del self.fields["state"]

    def clean_seen_at(self) -> Any:
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None


class MergeForm(forms.Form):
    """Two elements that say the same thing."""

    absorbed = forms.ModelChoiceField(
        PathNode.objects.none(),
        label="N’en faire qu’un avec",
        empty_label="Choisir…",
        help_text="Ses liens et les paroles d’origine sont gardés.",
    )
    text = forms.CharField(label="Comment le dire", max_length=LONG, widget=area(3))

    def __init__(self, *args: Any, pathway: Pathway, node: PathNode, **kwargs: Any) -> None:
        kwargs["initial"] = {"text": node.text}
        super().__init__(*args, **kwargs)
        self.fields["absorbed"].queryset = PathNode.objects.filter(  # type: ignore[attr-defined]
            placements__pathway=pathway, kind=node.kind
        ).exclude(id=node.id)


class ConnectForm(forms.Form):
    """One more arrow between two elements that are both there."""

    source = forms.ModelChoiceField(PathNode.objects.none(), label="De", empty_label="Choisir…")
    target = forms.ModelChoiceField(PathNode.objects.none(), label="Vers", empty_label="Choisir…")
    because = forms.CharField(label="Parce que", max_length=LONG, required=False, widget=area())
    strength = _strength()

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = PathNode.objects.filter(placements__pathway=pathway).order_by("placements__position")
        self.fields["source"].queryset = placed.exclude(kind=NodeKind.CHANGE)  # type: ignore[attr-defined]
        self.fields["target"].queryset = placed  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """« Si… alors… parce que… », with what it rests on."""

    then = forms.CharField(
        label="Alors",
        max_length=LONG,
        required=False,
        widget=area(),
        help_text="Seulement si la suite se dit mieux autrement que l’élément d’arrivée.",
    )
    because = forms.CharField(label="Parce que", max_length=LONG, required=False, widget=area())
    confidence = forms.TypedChoiceField(
        label="Confiance", choices=_CONFIDENCES, coerce=int, empty_value=None, required=False
    )
    evidence = forms.CharField(
        label="Sur quoi l’on s’appuie",
        max_length=LONG,
        required=False,
        widget=area(),
        help_text="Une expérience, un chiffre, une parole, ce qui s’est fait ailleurs.",
    )
    strength = _strength()
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, link: Link, **kwargs: Any) -> None:
        initial = {
            name: getattr(link, name) for name in ("then", "because", "confidence", "evidence", "strength")
        } | {"seen_at": link.updated_at.isoformat()}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        if link.kind != LinkKind.CONTRIBUTION:
            del self.fields["strength"]

    def clean_seen_at(self) -> Any:
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None


class ReviseForm(LinkForm):
    """A hypothesis reworded after experience."""

    seen_at = None  # type: ignore[assignment] # a frozen chemin changes by revisions only, each kept

    reason = forms.CharField(
        label="Ce que l’on a appris, qui la fait changer", max_length=LONG, widget=area(3)
    )


class LearnForm(forms.Form):
    """What experience says of a link today."""

    status = forms.ChoiceField(
        label="Aujourd’hui",
        choices=[
            (HypothesisStatus.STATED, "Pas encore éprouvée"),
            (HypothesisStatus.PLAUSIBLE, "Jugée plausible, pas encore éprouvée"),
            (HypothesisStatus.TESTING, "À l’épreuve : trop tôt pour conclure"),
            (HypothesisStatus.STRENGTHENED, "Tient : ce que l’on voit la conforte"),
            (HypothesisStatus.UNDECIDED, "Vacille : des signes contraires"),
            (HypothesisStatus.REFUTED, "Ne tient pas : ce que l’on voit la contredit"),
        ],
    )
    reason = forms.CharField(
        label="Ce qui le fait dire",
        max_length=LONG,
        required=False,
        widget=area(3),
        help_text="Fait, parole, observation.",
    )


class ReasonForm(forms.Form):
    """A reason, for what is kept in the journal."""

    reason = forms.CharField(label="Pourquoi", max_length=LONG, required=False, widget=area())


class OffPathForm(forms.Form):
    """An action tied to no change, kept knowingly (rule 22)."""

    text = forms.CharField(label="L’action", max_length=LONG, widget=area())
    reason = forms.CharField(
        label="Pourquoi elle reste hors chemin",
        max_length=LONG,
        widget=area(),
        help_text="Une obligation, un service courant, une idée à garder…",
    )


class JsonFileForm(forms.Form):
    """A chemin written as JSON; cleaned into a graph."""

    file = forms.FileField(
        label="Fichier JSON du chemin",
        help_text="nodes et links, comme « Données JSON » les donne.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Graph:
        given = self.cleaned_data["file"]
        if given.size > MOST_JSON:
            raise forms.ValidationError("Ce fichier dépasse 2 Mo.")
        try:
            return from_json(json.loads(given.read().decode("utf-8-sig")))
        except GraphError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        except (ValueError, RecursionError) as wrong:
            raise forms.ValidationError("Ce fichier n’est pas du JSON écrit en UTF-8.") from wrong


class PlanFileForm(forms.Form):
    """A spreadsheet to read."""

    file = forms.FileField(
        label="Classeur XLSX",
        help_text="Colonnes : axe, sous-axe, titre, pilote, partenaires, financeurs, budget, calendrier, "
        "indicateurs. Seul le titre est obligatoire.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class AnnexesForm(forms.Form):
    """Which format, in whose layout."""

    kind = forms.ChoiceField(
        label="Format",
        choices=[("docx", "DOCX, pour Word"), ("odt", "ODT, pour LibreOffice")],
        initial="docx",
        widget=forms.RadioSelect,
    )
    template = forms.FileField(
        label="Votre modèle",
        required=False,
        help_text="Facultatif, au même format. Sans lui, notre mise en page.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt"}),
    )


class StatusForm(forms.Form):
    status = forms.ChoiceField(label="Où en est l’action", choices=ActionStatus.choices)


class SheetForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fiche action. It cleans; the action saves."""

    class Meta:
        model = ActionSheet
        fields = [
            "objective",
            "public",
            "pilot_organisation",
            "pilot",
            "partners",
            "calendar",
            "starts_on",
            "ends_on",
            "communes",
            "means",
            "budget",
            "funders",
            "indicators",
            "risks",
            "axis",
            "sub_axis",
        ]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "communes": forms.CheckboxSelectMultiple,
            **{name: area() for name in ("objective", "means", "budget", "indicators", "risks")},
        }
        help_texts = {
            "calendar": "En mots : « tous les mois, de septembre à juin ».",
            "communes": "Laissez vide pour tout le territoire.",
        }

    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen_at(self) -> Any:
        return parse_datetime(self.cleaned_data["seen_at"]) if self.cleaned_data["seen_at"] else None

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_at"] = self.instance.updated_at.isoformat()
        self.fields["communes"].queryset = communes_of(initiative)  # type: ignore[attr-defined]
        self.fields["pilot_organisation"].queryset = active_organisations()  # type: ignore[attr-defined]
