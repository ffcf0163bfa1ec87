from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "jalons.pathways"
    label = "pathways"
    verbose_name = "Chemins de progrès"
