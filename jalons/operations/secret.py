"""The installation's secret key: made once, read by its owner only. Settings need it, so no Django here."""

import os
import secrets
from pathlib import Path

LENGTH = 64


def var_dir() -> Path:
    """Where the installation keeps its data, as settings.py reads it."""
    default = Path(__file__).resolve().parents[2] / "var"
    return Path(os.environ.get("JALONS_VAR") or default)


def ensure() -> bool:
    """Make the key unless there is one, in the environment or in its file. Returns whether it was made."""
    path = var_dir() / "secret_key"
    if os.environ.get("JALONS_SECRET_KEY") or path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(LENGTH) + "\n")
    return True
