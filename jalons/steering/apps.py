from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "jalons.steering"
    label = "steering"
    verbose_name = "Pilotage"
