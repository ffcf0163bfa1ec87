from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "jalons.steering"
    label = "steering"
    verbose_name = "Pilotage"

    def ready(self) -> None:
        from jalons.journal import verbs
        from jalons.rooms import traces
        from jalons.steering.queries import trace_words
        from jalons.steering.verbs import SENTENCES

        verbs.register(SENTENCES)
        traces.register(trace_words)
