"""Forms of the evaluations, the complaints and what is improved."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jalons.core import clock
from jalons.core.widgets import DayInput
from jalons.initiatives.models import Step
from jalons.training.enums import ComplaintSource, Mastery, Moment

LONG = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 2})
MOST = 4000
WRONG_DAY = {"invalid": "Cette date n’existe pas.", "required": "Donnez la date."}


def day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, required=required, error_messages=WRONG_DAY)


class PrepareForm(forms.Form):
    """In which session a questionnaire is answered."""

    step = forms.ModelChoiceField(label="Séance", queryset=Step.objects.none(), empty_label=None)
    moment = forms.ChoiceField(
        label="Questionnaire",
        choices=[
            (Moment.BEFORE, "Avant : où chacun en est"),
            (Moment.HOT, "À chaud : satisfaction, et où chacun en est"),
        ],
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = steps


class AssessForm(forms.Form):
    """Where one trainee stands on each objective; what is left empty is not said."""

    def __init__(self, *args: Any, objectives: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rank, label in enumerate(objectives, start=1):
            self.fields[f"objective_{rank}"] = forms.ChoiceField(
                label=label, choices=[("", "Pas encore dit"), *Mastery.choices], required=False
            )

    @property
    def levels(self) -> dict[int, Mastery]:
        return {
            int(name.removeprefix("objective_")): Mastery(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class OralForm(forms.Form):
    """What the group said aloud."""

    held_on = day("Le")
    text = forms.CharField(
        label="Ce qui s’est dit",
        widget=LONG,
        max_length=MOST,
        help_text="Ne nommez personne.",
        error_messages={"required": "Écrivez ce qui s’est dit."},
    )


class ColdForm(forms.Form):
    """The evaluation that the Caf makes with its own tool."""

    planned_on = day("Prévue le")
    sent_on = day("Envoyée le", required=False)
    done_on = day("Faite le", required=False)
    synthesis = forms.CharField(
        label="Synthèse reçue de la Caf", widget=LONG, max_length=20_000, required=False
    )
    attachment = forms.FileField(
        label="Fichier reçu",
        required=False,
        help_text="PDF, tableau ou texte, 5 Mo au plus. Rien n’en est calculé.",
    )


class ComplaintForm(forms.Form):
    """A complaint as it came."""

    received_on = day("Reçue le")
    source = forms.ChoiceField(label="De la part de", choices=ComplaintSource)
    sender = forms.CharField(label="Nom", max_length=160, required=False)
    subject = forms.CharField(label="Objet", max_length=200, error_messages={"required": "Écrivez l’objet."})
    description = forms.CharField(label="Ce qui est dit", widget=LONG, max_length=MOST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"received_on": clock.today()})
        super().__init__(*args, **kwargs)


class ComplaintAnswerForm(forms.Form):
    """The answer, and what is done."""

    answer = forms.CharField(
        label="Réponse donnée",
        widget=LONG,
        max_length=MOST,
        error_messages={"required": "Écrivez la réponse."},
    )
    action = forms.CharField(label="Ce qui est fait", widget=SHORT, max_length=MOST, required=False)
    answered_on = day("Répondue le")
    is_closed = forms.BooleanField(label="Rien ne reste à faire : clore la réclamation", required=False)


class ImprovementForm(forms.Form):
    """What will be done better."""

    what = forms.CharField(
        label="Ce que l’on va faire",
        widget=SHORT,
        max_length=MOST,
        error_messages={"required": "Dites quoi."},
    )
    who = forms.CharField(label="Qui s’en charge", max_length=160, error_messages={"required": "Dites qui."})
    due_on = day("Pour le")
    origin = forms.CharField(
        label="Vient de", max_length=160, help_text="Un bilan, une réclamation, une idée de l’équipe…"
    )


class ImprovedForm(forms.Form):
    done_on = day("Fait le")
    result = forms.CharField(
        label="Ce que cela a donné",
        widget=SHORT,
        max_length=MOST,
        error_messages={"required": "Dites-le en une phrase."},
    )
