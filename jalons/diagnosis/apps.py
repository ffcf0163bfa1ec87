from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "jalons.diagnosis"
    label = "diagnosis"
    verbose_name = "Diagnostic"
