"""How many seats a table has."""

from django import forms

from jalons.workshops.actions.seats import MOST_SEATS


class SeatsForm(forms.Form):
    seats = forms.IntegerField(
        label="Places par table", min_value=1, max_value=MOST_SEATS, initial=8,
        error_messages={"invalid": "Donnez un nombre de places.", "required": "Donnez un nombre de places."},
    )  # fmt: skip
