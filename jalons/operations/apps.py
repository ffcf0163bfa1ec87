from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "jalons.operations"
    label = "operations"
    verbose_name = "Exploitation"
