"""A photo of a flip-chart, with the table it is from and what one reads on it."""

from typing import Any

from django import forms

from jalons.rooms.models import Room


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label="La photo",
        help_text="JPEG, PNG ou WebP, 15 Mo au plus. Elle est réduite, et ce que l’appareil y inscrit "
        "(lieu, heure, modèle) est effacé.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
        error_messages={"required": "Choisissez une photo.", "empty": "Ce fichier est vide."},
    )
    table = forms.ChoiceField(label="Table", required=False)
    sequence = forms.ChoiceField(label="Partie", required=False)
    description = forms.CharField(
        label="Ce qu’on y lit",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Quelques mots pour qui ne peut pas voir la photo. Pas de nom, pas de visage.",
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {str(table.number): table for table in room.tables.all()}
        self.sequences = {str(one.id): one for one in room.step.sequences.all()}
        named = [(number, table.name or f"Table {number}") for number, table in self.tables.items()]
        parts = [(identity, one.title) for identity, one in self.sequences.items()]
        self.fields["table"].choices = [("", "non dite"), *named]  # type: ignore[attr-defined]
        self.fields["sequence"].choices = [("", "non dite"), *parts]  # type: ignore[attr-defined]
