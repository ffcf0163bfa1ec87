"""What `jalons check --deploy` looks at, beside Django's own checks."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def secrets_and_demonstration(**kwargs: Any) -> list[CheckMessage]:
    """The key is real and read by its owner only; the demonstration's doors are shut."""
    found: list[CheckMessage] = []
    if settings.SECRET_KEY == "only-for-development":  # noqa: S105 - the value we refuse
        found.append(
            Error("La clé secrète est celle du développement. Lancez « jalons init ».", id="jalons.E001")
        )
    key = Path(settings.VAR_DIR) / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        found.append(Error(f"D’autres que vous peuvent lire {key} : chmod 600.", id="jalons.E002"))
    if settings.DEMO:
        found.append(
            Error("JALONS_DEMO est active : n’importe qui entre dans tous les rôles.", id="jalons.E003")
        )
    return found


@register(Tags.security, deploy=True)
def addresses(**kwargs: Any) -> list[CheckMessage]:
    """The public address is https and answered; mails leave."""
    found: list[CheckMessage] = []
    if not settings.IS_HTTPS:
        found.append(
            checks.Warning(
                "JALONS_URL n’est pas en https : les clés d’accès ne marcheront pas.", id="jalons.W001"
            )
        )
    host = settings.SITE_URL.split("://")[-1].split("/")[0].rsplit(":", 1)[0]
    if host not in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                f"JALONS_HOSTS ne contient pas « {host} » : le site refusera d’y répondre.", id="jalons.E004"
            )
        )
    if not os.environ.get("JALONS_EMAIL_URL"):
        found.append(
            checks.Warning(
                "JALONS_EMAIL_URL manque : les codes d’entrée s’écrivent dans le journal du serveur.",
                id="jalons.W002",
            )
        )
    return found


@register(Tags.files, deploy=True)
def files(**kwargs: Any) -> list[CheckMessage]:
    """The installation's folder can be written; the pages have their style."""
    found: list[CheckMessage] = []
    if not os.access(settings.VAR_DIR, os.W_OK):
        found.append(
            Error(f"Le dossier {settings.VAR_DIR} n’est pas accessible en écriture.", id="jalons.E005")
        )
    if not (settings.PACKAGE_DIR / "core" / "static" / "dist" / "jalons.css").exists():
        found.append(Error("L’interface n’est pas construite : « make front ».", id="jalons.E006"))
    return found
