from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "jalons.indicators"
    label = "indicators"
    verbose_name = "Portrait"

    def ready(self) -> None:
        from jalons.indicators.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
