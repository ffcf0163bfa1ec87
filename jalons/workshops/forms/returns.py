"""A code, a number, a few words of the team."""

from django import forms

from jalons.workshops import rules


class CodeForm(forms.Form):
    """The code of a ticket, however it is typed."""

    code = forms.CharField(
        label="Le code de votre ticket", max_length=20,
        help_text="Huit lettres et chiffres, par exemple K7MP 2XQ4.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Écrivez le code de votre ticket."},
    )  # fmt: skip

    def clean_code(self) -> str:
        code = rules.typed_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError("Ce code n’a pas huit signes. Relisez votre ticket.")
        return code


class NumberForm(forms.Form):
    """« Bien reçu, n° 57 »."""

    numero = forms.IntegerField(
        label="Le numéro de votre parole", min_value=1,
        help_text="Celui que le téléphone a donné : « Bien reçu, n° 57 ».",
        error_messages={"invalid": "Écrivez un numéro.", "required": "Écrivez un numéro."},
    )  # fmt: skip


class ReturnForm(forms.Form):
    """What the team wants to say first."""

    message = forms.CharField(
        label="Un mot de l’équipe", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Où l’on en est, la prochaine date. Tout le monde le lira.",
    )  # fmt: skip
