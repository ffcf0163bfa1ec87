"""The machine dies in the middle of a table: what a phone was told « bien reçu » is there, once."""

import random
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from jalons.core.ids import new_id
from tests.served import DATABASES, Served, served

PHONES, IDEAS = 6, 12


class Phone(threading.Thread):
    """Sends its ideas one after the other, each again and again until it has a receipt, as ours do."""

    def __init__(self, hall: Served, given: dict[str, Any], name: str) -> None:
        super().__init__(daemon=True)
        self.receipts: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.refusals: list[str] = []
        self._hall, self._given, self._name = hall, given, name
        self._client = httpx.Client(base_url=hall.url, timeout=5)
        self._client.get(f"/r/{given['code']}/")

    def run(self) -> None:
        for number in range(IDEAS):
            identity = str(new_id())
            self.texts[identity] = f"{self._name} : idée {number}"
            while identity not in self.receipts and not self.refusals:
                self._send(identity)
        self._client.close()

    def _send(self, identity: str) -> None:
        fields = {"id": identity, "sequence": self._given["sequence"], "text": self.texts[identity]}
        headers = {"Accept": "application/json", "X-CSRFToken": self._client.cookies["csrftoken"]}
        try:
            answer = self._client.post(f"/r/{self._given['code']}/paroles/", data=fields, headers=headers)
        except httpx.TransportError:
            time.sleep(0.05 + random.random() / 10)
            return
        if answer.status_code in (200, 201):
            self.receipts[identity] = answer.json()["number"]
        elif answer.status_code < 500:
            self.refusals.append(answer.text)


@pytest.mark.parametrize(
    "database", [d if d == "sqlite" else pytest.param(d, marks=pytest.mark.postgres) for d in DATABASES]
)
def test_every_receipt_is_kept_once_whatever_happens_to_the_server(tmp_path: Path, database: str) -> None:
    with served(tmp_path / "var", database) as hall:
        given = hall.seed("tests.rooms.seed")
        hall.start()
        phones = [Phone(hall, given, f"téléphone {n}") for n in range(PHONES)]
        for phone in phones:
            phone.start()
        for _ in range(2):
            told = sum(len(phone.receipts) for phone in phones)
            while sum(len(phone.receipts) for phone in phones) < told + 8:
                time.sleep(0.01)
            hall.kill()
            hall.start()
        for phone in phones:
            phone.join(60)
        words = hall.seed("tests.rooms.dump")["words"]

    assert [phone.refusals for phone in phones] == [[]] * PHONES
    receipts = {identity: number for phone in phones for identity, number in phone.receipts.items()}
    texts = {identity: text for phone in phones for identity, text in phone.texts.items()}
    assert len(receipts) == PHONES * IDEAS
    assert {identity: number for identity, number, _ in words} == receipts
    assert {identity: text for identity, _, text in words} == texts
    assert [number for _, number, _ in words] == list(range(1, PHONES * IDEAS + 1))
