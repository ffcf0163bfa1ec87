"""ASGI entry point: the live hub answers its own route, Django answers the rest."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalons.config.settings")
django.setup(set_prefix=False)

from jalons.config.threads import ThreadedDjango  # noqa: E402 - needs Django's apps
from jalons.core.live.route import LiveRoute  # noqa: E402 - the same

application = LiveRoute(ThreadedDjango())
