from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "jalons.home"
    label = "home"
    verbose_name = "Accueil"
