from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "jalons.decisions"
    label = "decisions"
    verbose_name = "Décisions"

    def ready(self) -> None:
        from jalons.decisions.room_kind import KIND
        from jalons.decisions.verbs import SENTENCES
        from jalons.journal import verbs
        from jalons.rooms.kinds import registry

        verbs.register(SENTENCES)
        registry.register(KIND)
