from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "jalons.initiatives"
    label = "initiatives"
    verbose_name = "Démarches"
