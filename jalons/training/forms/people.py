"""Forms on trainees, their prerequisites and their adaptations."""

from typing import Any

from django import forms

from jalons.directory.actions.people import Contact
from jalons.initiatives.models import Initiative, Mission
from jalons.training.actions.enrolments import Trainee
from jalons.training.enums import CheckConclusion, CheckMode, EnrolmentStatus

LONG = forms.Textarea(attrs={"rows": 4})
MOST = 4000


class TraineeForm(forms.Form):
    """Who comes to the training."""

    name = forms.CharField(label="Nom", max_length=120, error_messages={"required": "Donnez le nom."})
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        help_text="Avec une adresse, la personne reçoit ses papiers et ouvre sa propre page.",
        error_messages={"invalid": "Vérifiez cette adresse."},
    )
    employer = forms.CharField(label="Employeur", max_length=200, required=False)
    function = forms.CharField(label="Fonction", max_length=160, required=False)
    initiative = forms.ModelChoiceField(
        label="Territoire suivi",
        queryset=Initiative.objects.none(),
        required=False,
        empty_label="Toute la mission",
    )

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["initiative"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = mission.initiatives.all()

    @property
    def trainee(self) -> Trainee:
        data = self.cleaned_data
        return Trainee(
            Contact(data["name"], email=data["email"]),
            employer=data["employer"],
            function=data["function"],
            initiative=data["initiative"],
        )


class CheckForm(forms.Form):
    """The conclusion on the prerequisites."""

    mode = forms.ChoiceField(label="Vérifiés par", choices=CheckMode)
    answers = forms.CharField(label="Ce que dit la personne", widget=LONG, max_length=MOST, required=False)
    conclusion = forms.ChoiceField(
        label="Conclusion", choices=[choice for choice in CheckConclusion.choices if choice[0] != "pending"]
    )
    note = forms.CharField(
        label="Besoins et niveau",
        widget=LONG,
        max_length=MOST,
        required=False,
        help_text="Ce qui aide à préparer la formation. Rien sur la santé.",
    )


class LeaveForm(forms.Form):
    """A refusal or a giving up, with its reason."""

    status = forms.ChoiceField(
        label="La personne",
        choices=[
            (EnrolmentStatus.REFUSED, "n’est pas retenue"),
            (EnrolmentStatus.DROPPED, "abandonne"),
        ],
    )
    reason = forms.CharField(label="Motif", max_length=300, error_messages={"required": "Écrivez le motif."})


class QuestionnaireForm(forms.Form):
    """The trainee's own words before the training."""

    answers = forms.CharField(
        label="Votre fonction, votre expérience, ce que vous attendez",
        widget=LONG,
        max_length=MOST,
        error_messages={"required": "Écrivez quelques lignes."},
    )


class NeedForm(forms.Form):
    """What a trainee needs in order to attend."""

    need = forms.CharField(
        label="Ce dont vous avez besoin pour suivre la formation",
        widget=LONG,
        max_length=MOST,
        help_text="Par exemple : une place près de l’écran, de gros caractères, une pause de plus. "
        "Ne donnez aucun diagnostic.",
        error_messages={"required": "Écrivez ce dont vous avez besoin."},
    )


class AdaptationForm(forms.Form):
    """What is arranged. The trainer reads this text and nothing else."""

    adaptation = forms.CharField(
        label="Adaptation à mettre en place",
        widget=LONG,
        max_length=MOST,
        required=False,
        help_text="La formatrice ou le formateur lira ce texte seul. Vide : close sans adaptation.",
    )
