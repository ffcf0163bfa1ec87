"""ASGI entry point: the live hub answers its own route, Django answers the rest."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalons.config.settings")

django = get_asgi_application()

from jalons.core.live.route import LiveRoute  # noqa: E402 - needs Django's apps

application = LiveRoute(django)
