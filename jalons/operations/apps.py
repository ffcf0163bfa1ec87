from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "jalons.operations"
    label = "operations"
    verbose_name = "Exploitation"

    def ready(self) -> None:
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.operations import doors
        from jalons.operations.verbs import SENTENCES

        verbs.register(SENTENCES)
        step_links.register(doors.of_step)
        import_module("jalons.operations.checks")
