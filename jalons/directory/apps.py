from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "jalons.directory"
    label = "directory"
    verbose_name = "Annuaire"
