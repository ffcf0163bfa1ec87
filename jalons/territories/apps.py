from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "jalons.territories"
    label = "territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from jalons.journal import verbs
        from jalons.territories.verbs import SENTENCES

        verbs.register(SENTENCES)
