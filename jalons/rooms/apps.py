from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "jalons.rooms"
    label = "rooms"
    verbose_name = "Salles"
