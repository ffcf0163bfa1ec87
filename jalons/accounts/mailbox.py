"""The demonstration's mail: messages are kept as files and shown on a page instead of leaving.

Used when JALONS_DEMO is on and nowhere else (settings.EMAIL_BACKEND, accounts/urls.py).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from jalons.core import clock
from jalons.core.ids import new_id

KEPT = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as it would have been received."""

    id: str
    sent_at: datetime
    to: list[str]
    subject: str
    body: str

    @property
    def code(self) -> str:
        """The sign-in code that the message carries, if it carries one."""
        found = re.search(r"^\s*(\d{4}-\d{4})\s*$", self.body, re.MULTILINE)
        return found.group(1) if found else ""

    @property
    def link(self) -> str:
        """The path of the invitation that the message carries, if it carries one."""
        found = re.search(r"https?://[^/\s]+(/invitation/\S+)", self.body)
        return found.group(1) if found else ""


class MailboxBackend(BaseEmailBackend):
    """Keeps the last messages in a folder of the installation."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        for old in sorted(folder.glob("*.json"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(email_messages)


def _folder() -> Path:
    return Path(settings.MAILBOX_DIR)


def _write(folder: Path, message: EmailMessage) -> None:
    id_ = str(new_id())
    content = {
        "sent_at": clock.now().isoformat(),
        "to": list(message.recipients()),
        "subject": str(message.subject),
        "body": str(message.body),
    }
    hidden = folder / f".{id_}"
    hidden.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    hidden.rename(folder / f"{id_}.json")


def _read(path: Path) -> Mail:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Mail(
        id=path.stem,
        sent_at=datetime.fromisoformat(content["sent_at"]),
        to=content["to"],
        subject=content["subject"],
        body=content["body"],
    )


def received() -> list[Mail]:
    """Every message kept, the last one first."""
    return [_read(path) for path in sorted(_folder().glob("*.json"), reverse=True)]


def message(id_: UUID) -> Mail | None:
    """One message."""
    path = _folder() / f"{id_}.json"
    return _read(path) if path.exists() else None
