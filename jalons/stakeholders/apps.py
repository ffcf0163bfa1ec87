from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "jalons.stakeholders"
    label = "stakeholders"
    verbose_name = "Acteurs"
