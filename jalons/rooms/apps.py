from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "jalons.rooms"
    label = "rooms"
    verbose_name = "Salles"

    def ready(self) -> None:
        from jalons.journal import verbs as journal_verbs
        from jalons.rooms import live, verbs
        from jalons.rooms.kinds import registry

        journal_verbs.register(verbs.SENTENCES)
        registry.discover()
        live.register_topics()
