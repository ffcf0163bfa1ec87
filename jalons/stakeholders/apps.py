from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "jalons.stakeholders"
    label = "stakeholders"
    verbose_name = "Acteurs"

    def ready(self) -> None:
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.stakeholders import doors
        from jalons.stakeholders.verbs import SENTENCES

        verbs.register(SENTENCES)
        step_links.register(doors.of_step)
