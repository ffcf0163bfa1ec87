from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jalons.training"
    label = "training"
    verbose_name = "Formation"
