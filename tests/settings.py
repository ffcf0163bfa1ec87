"""Settings of the tests: undefined template variables fail, mails stay in memory."""

import os
from typing import NoReturn

os.environ.setdefault("JALONS_DEBUG", "0")
os.environ.setdefault("JALONS_SECRET_KEY", "tests")

from jalons.config.settings import *  # noqa: F403
from jalons.config.settings import DATABASES, TEMPLATES


class UndefinedVariable(str):
    """Django writes this in place of an undefined variable: writing it fails the test."""

    __slots__ = ()

    def __mod__(self, name: object) -> NoReturn:
        raise AssertionError(f"undefined template variable: {name}")

    def __contains__(self, item: object) -> bool:
        return item == "%s"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")  # type: ignore[index]
WHITENOISE_AUTOREFRESH = True  # nothing is collected for tests
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
