from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jalons.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from jalons.documents.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
