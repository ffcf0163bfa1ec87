"""A stable fingerprint of plain values."""

import hashlib
import json
from typing import Any


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
