from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "jalons.rooms"
    label = "rooms"
    verbose_name = "Salles"

    def ready(self) -> None:
        from jalons.journal import verbs as journal_verbs
        from jalons.rooms import live, verbs
        from jalons.rooms.kinds import (
            abaque,
            chain,
            collect,
            dots,
            fragments,
            information,
            quiz,
            rating,
            registry,
        )

        journal_verbs.register(verbs.SENTENCES)
        for module in (collect, fragments, rating, quiz, abaque, dots, chain, information):
            registry.register(module.KIND)
        live.register_topics()
