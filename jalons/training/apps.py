from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jalons.training"
    label = "training"
    verbose_name = "Formation"

    def ready(self) -> None:
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.rooms.kinds import registry
        from jalons.training import doors, kinds
        from jalons.training.verbs import SENTENCES

        verbs.register(SENTENCES)
        step_links.register(doors.of_step)
        registry.register(kinds.POSITIONING)
        registry.register(kinds.SATISFACTION)
