"""Answering an invitation."""

from django import forms

from jalons.workshops.actions.invitations import MOST_SEATS

COMES, STAYS = "oui", "non"


class AnswerForm(forms.Form):
    comes = forms.ChoiceField(
        label="Serez-vous des nôtres ?", choices=[(COMES, "Je viens"), (STAYS, "Je ne peux pas venir")],
        widget=forms.RadioSelect, error_messages={"required": "Dites-nous si vous venez."},
    )  # fmt: skip
    seats = forms.IntegerField(
        label="Combien de personnes ?", min_value=1, max_value=MOST_SEATS, initial=1, required=False,
        help_text="Vous, et celles et ceux qui viennent avec vous.",
        error_messages={"invalid": "Donnez un nombre.", "max_value": f"Au plus {MOST_SEATS} personnes."},
    )  # fmt: skip
    needs = forms.CharField(
        label="De quoi avez-vous besoin pour venir ?", required=False, max_length=300,
        help_text="Un trajet, une garde d’enfant, une place près de la porte… Sans dire pourquoi.",
    )  # fmt: skip
