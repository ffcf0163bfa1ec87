from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jalons.accounts"
    label = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from jalons.accounts.verbs import SENTENCES
        from jalons.journal import verbs

        verbs.register(SENTENCES)
