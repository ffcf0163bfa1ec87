from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "jalons.changes"
    label = "changes"
    verbose_name = "Changements"

    def ready(self) -> None:
        from jalons.changes import doors, gates, preparing, subjects
        from jalons.changes.actions.actors import reasons_for
        from jalons.changes.queries.lineage import trace_words
        from jalons.changes.verbs import SENTENCES
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.rooms import runsheet_links, traces
        from jalons.stakeholders import reasons
        from jalons.workshops import checklist

        verbs.register(SENTENCES)
        checklist.register(preparing.lines)
        gates.register()
        step_links.register(doors.of_step)
        runsheet_links.register(doors.of_run)
        subjects.register()
        traces.register(trace_words)
        reasons.register(reasons_for)
