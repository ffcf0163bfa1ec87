from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jalons.training"
    label = "training"
    verbose_name = "Formation"

    def ready(self) -> None:
        from jalons.journal import verbs
        from jalons.training.verbs import SENTENCES

        verbs.register(SENTENCES)
