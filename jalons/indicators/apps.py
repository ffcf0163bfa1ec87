from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "jalons.indicators"
    label = "indicators"
    verbose_name = "Portrait"
