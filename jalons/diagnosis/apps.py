from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "jalons.diagnosis"
    label = "diagnosis"
    verbose_name = "Diagnostic"

    def ready(self) -> None:
        from jalons.diagnosis import doors, preparing, traces
        from jalons.diagnosis.actions.wall import follow_correction
        from jalons.diagnosis.verbs import SENTENCES
        from jalons.initiatives import step_links
        from jalons.journal import verbs
        from jalons.rooms import corrections
        from jalons.rooms.traces import register
        from jalons.workshops import checklist, report

        verbs.register(SENTENCES)
        step_links.register(doors.of_step)
        corrections.register(follow_correction)
        checklist.register(preparing.lines)
        report.register(preparing.report_section)
        register(traces.of_words)
