"""What a phone sends. Errors are sentences; what was typed comes back with them."""

from typing import Any
from uuid import UUID

from django import forms

from jalons.core.errors import DomainError
from jalons.directory.enums import Category
from jalons.rooms import rules
from jalons.rooms.actions.contributions import Words
from jalons.rooms.enums import Channel
from jalons.rooms.models import Room


class CodeForm(forms.Form):
    """The six digits shown on the hall's screen."""

    code = forms.CharField(
        label="Code de la salle",
        max_length=20,
        error_messages={"required": "Tapez les six chiffres affichés sur l’écran de la salle."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )


class WordsForm(forms.Form):
    """One idea, with the id that makes it count once."""

    id = forms.CharField(widget=forms.HiddenInput, max_length=40)
    sequence = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": "Cette page est abîmée : rechargez-la, votre texte reste ici."},
    )
    text = forms.CharField(
        label="Votre réponse",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    facet = forms.CharField(required=False, max_length=20)
    option = forms.UUIDField(
        required=False, error_messages={"invalid": "Choisissez à quoi se rapporte votre réponse."}
    )
    year = forms.IntegerField(
        required=False, error_messages={"invalid": "Donnez l’année en quatre chiffres : 1998, 2015…"}
    )
    written_at = forms.DateTimeField(required=False)
    for_somebody = forms.BooleanField(label="Je note pour quelqu’un", required=False)

    def clean_id(self) -> UUID:
        try:
            return rules.client_id(self.cleaned_data["id"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean_text(self) -> str:
        try:
            return rules.words(self.cleaned_data["text"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(
            id=data["id"],
            text=data["text"],
            channel=Channel.SCRIBE if data["for_somebody"] else Channel.PHONE,
            facet=data["facet"],
            option=data["option"],
            year=data["year"],
            written_at=data["written_at"],
        )


class SeatForm(forms.Form):
    """Table and category: both optional, neither asked twice."""

    table = forms.TypedChoiceField(label="Votre table", required=False, coerce=int, empty_value=None)
    category = forms.ChoiceField(label="Vous êtes plutôt…", required=False)
    is_scribe = forms.BooleanField(label="Cet appareil note pour toute la table", required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(table.number, table.name or f"Table {table.number}") for table in room.tables.all()]
        self.fields["table"].choices = [("", "Je ne sais pas"), *numbers]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "Je ne précise pas"), *Category.choices]  # type: ignore[attr-defined]
        if not numbers:
            del self.fields["table"]
            del self.fields["is_scribe"]


class BallotForm(forms.Form):
    """Answers on the options of a sequence: fields « o:<option>:<criterion> », read as they come."""

    ballot = forms.CharField(max_length=40)
    sequence = forms.UUIDField(error_messages={"invalid": "Cette page est abîmée : rechargez-la."})

    PREFIX = "o:"

    def clean_ballot(self) -> UUID:
        try:
            return rules.client_id(self.cleaned_data["ballot"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean(self) -> dict[str, Any]:
        answers: dict[UUID, dict[str, str]] = {}
        for name, value in self.data.items():
            if not name.startswith(self.PREFIX):
                continue
            option, _, criterion = name.removeprefix(self.PREFIX).partition(":")
            try:
                answers.setdefault(UUID(option), {})[criterion] = str(value)
            except ValueError as wrong:
                raise forms.ValidationError("Un choix n’est plus proposé : rechargez la page.") from wrong
        given = {o: kept for o, values in answers.items() if (kept := {c: v for c, v in values.items() if v})}
        if not given:
            raise forms.ValidationError("Choisissez une réponse avant d’envoyer.")
        return {**self.cleaned_data, "answers": given}


def sentence(form: forms.Form) -> str:
    """The first thing that is wrong, as one sentence."""
    return str(next(iter(form.errors.values()))[0])
