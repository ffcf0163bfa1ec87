from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "jalons.workshops"
    label = "workshops"
    verbose_name = "Tables de concertation"
