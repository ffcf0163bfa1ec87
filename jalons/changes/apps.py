from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "jalons.changes"
    label = "changes"
    verbose_name = "Changements"
