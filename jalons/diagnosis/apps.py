from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "jalons.diagnosis"
    label = "diagnosis"
    verbose_name = "Diagnostic"

    def ready(self) -> None:
        from jalons.diagnosis.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
