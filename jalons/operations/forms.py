from django import forms


class ArchiveForm(forms.Form):
    """The archive of a territory, to read into this installation."""

    archive = forms.FileField(
        label="Archive du territoire",
        help_text="Le fichier .zip écrit par « Exporter le dossier » dans l’autre installation.",
        error_messages={
            "required": "Choisissez le fichier .zip exporté par l’autre installation.",
            "empty": "Ce fichier est vide. Choisissez le fichier .zip exporté par l’autre installation.",
        },
    )
    officer_email = forms.EmailField(
        label="Qui conduira cette démarche ici",
        required=False,
        help_text="Adresse d’un compte de cette installation. Vous pourrez aussi donner les rôles plus tard.",
        error_messages={"invalid": "Cette adresse n’est pas complète. Exemple : claire@territoire.example"},
    )


class RehearsalForm(forms.Form):
    """How big a room, for how long."""

    phones = forms.IntegerField(
        label="Téléphones", min_value=1, max_value=300, initial=60,
        help_text="Autant que de personnes attendues, plus quelques-unes.",
        error_messages={
            "required": "Combien de téléphones ?", "invalid": "Donnez un nombre.",
            "min_value": "Donnez au moins un téléphone.",
            "max_value": "Au-delà de 300, lancez « jalons rehearse » sur le serveur.",
        },
    )  # fmt: skip
    seconds = forms.TypedChoiceField(
        label="Durée",
        coerce=int,
        choices=[(60, "une minute"), (180, "trois minutes"), (300, "cinq minutes")],
        error_messages={
            "required": "Choisissez une durée.",
            "invalid_choice": "Choisissez une durée de la liste.",
        },
    )


class HallReturnForm(forms.Form):
    """The archive that comes back from a hall."""

    archive = forms.FileField(
        label="Archive de retour",
        help_text="Le fichier retour.zip écrit par « jalons hall sync » sur l’ordinateur de la salle.",
        error_messages={
            "required": "Choisissez le fichier retour.zip de la salle.",
            "empty": "Ce fichier est vide. Copiez-le de nouveau depuis l’ordinateur de la salle.",
        },
    )


class HallCodeForm(forms.Form):
    """A printed code."""

    code = forms.CharField(
        label="Code de la feuille",
        max_length=20,
        help_text="Huit signes. Il sert une fois : barrez-le ensuite.",
        error_messages={"required": "Tapez un code de la feuille imprimée."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True}
        ),
    )
