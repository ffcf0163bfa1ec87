from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "jalons.workshops"
    label = "workshops"
    verbose_name = "Tables"

    def ready(self) -> None:
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.rooms import runsheet_links
        from jalons.rooms.actions import erasing
        from jalons.workshops import checklist, doors
        from jalons.workshops.actions import seats
        from jalons.workshops.queries.preparation import own_lines
        from jalons.workshops.verbs import SENTENCES

        verbs.register(SENTENCES)
        step_links.register(doors.of_step)
        runsheet_links.register(doors.of_run)
        checklist.register(own_lines)
        erasing.register(seats.forget)
