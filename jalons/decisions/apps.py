from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "jalons.decisions"
    label = "decisions"
    verbose_name = "Décisions"
