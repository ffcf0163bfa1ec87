from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "jalons.diagnosis"
    label = "diagnosis"
    verbose_name = "Diagnostic"

    def ready(self) -> None:
        from jalons.diagnosis import preparing, traces
        from jalons.diagnosis.verbs import SENTENCES
        from jalons.journal import verbs
        from jalons.rooms.traces import register
        from jalons.workshops import checklist, report

        verbs.register(SENTENCES)
        checklist.register(preparing.lines)
        report.register(preparing.report_section)
        register(traces.of_words)
