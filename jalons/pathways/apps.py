from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "jalons.pathways"
    label = "pathways"
    verbose_name = "Chemins de progrès"

    def ready(self) -> None:
        from jalons.journal import verbs
        from jalons.pathways import step_gates
        from jalons.pathways.queries import trace_words
        from jalons.pathways.verbs import SENTENCES
        from jalons.rooms import traces

        verbs.register(SENTENCES)
        step_gates.register_all()
        traces.register(trace_words)
