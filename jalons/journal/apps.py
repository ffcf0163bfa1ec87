from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "jalons.journal"
    label = "journal"
    verbose_name = "Journal"
