"""Gathering the static files that the pages need, when they changed."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

SOURCES = ["core/css/jalons.css", "core/css/font.css"]
"""Files for the front-end build only: they name its packages; what it makes of them stands in `dist`."""


def gather() -> bool:
    """Collect and compress static files unless it is done already. Returns whether it was needed.

    In development (`DEBUG`) they are read where they stand.
    """
    if settings.DEBUG:
        return False
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and not _is_older_than_sources(manifest):
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=SOURCES)
    return True


def _is_older_than_sources(manifest: Path) -> bool:
    known = set(json.loads(manifest.read_text(encoding="utf-8"))["paths"])
    written = manifest.stat().st_mtime
    names: set[str] = set()
    for finder in finders.get_finders():
        for name, storage in finder.list(SOURCES):
            names.add(name)
            if Path(storage.path(name)).stat().st_mtime > written:
                return True
    return not names <= known
