from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jalons.documents"
    label = "documents"
    verbose_name = "Documents"
