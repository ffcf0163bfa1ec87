from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "jalons.directory"
    label = "directory"
    verbose_name = "Annuaire"

    def ready(self) -> None:
        from jalons.directory.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
