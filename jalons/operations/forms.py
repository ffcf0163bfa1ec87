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
