from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "jalons.initiatives"
    label = "initiatives"
    verbose_name = "Démarches"

    def ready(self) -> None:
        from jalons.initiatives import live, scope_names, step_gates
        from jalons.initiatives.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
        step_gates.register()
        scope_names.register()
        live.register_topics()
