"""`python -m tests.operations.hall_phone CODE`: a phone on the hall's network, in a namespace of its own.

Says a word over plain http, loses the cable while it sends it again, then sends it once more.
"""

import json
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

import httpx

from jalons.core.ids import new_id

HALL = "http://10.77.0.1:8123"


def main(code: str) -> None:
    client = _joined(code)
    page = client.get(f"/r/{code}/")
    sequence = page.text.split('data-sequence="')[1].split('"')[0]
    fields = {"id": str(new_id()), "sequence": sequence, "text": "Dit sur le Wi-Fi de la salle."}
    told: dict[str, Any] = {
        "secure_cookies": [c.name for c in client.cookies.jar if c.secure],
        "hsts": "strict-transport-security" in page.headers,
    }
    told["first"] = _send(client, code, fields).status_code
    _cable("down")
    try:
        _send(client, code, fields)
    except httpx.TransportError:
        told["cut"] = "cut"
    _cable("up")
    again = _again(client, code, fields)
    print(json.dumps(told | {"replay": again.status_code, "number": again.json()["number"]}))


def _joined(code: str) -> httpx.Client:
    client = httpx.Client(base_url=HALL, timeout=3)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if client.get(f"/r/{code}/").status_code == 200:
                return client
        time.sleep(0.2)
    raise SystemExit("the hall does not answer")


def _send(client: httpx.Client, code: str, fields: dict[str, str]) -> httpx.Response:
    headers = {"Accept": "application/json", "X-CSRFToken": client.cookies["csrftoken"]}
    return client.post(f"/r/{code}/paroles/", data=fields, headers=headers)


def _again(client: httpx.Client, code: str, fields: dict[str, str]) -> httpx.Response:
    for _ in range(20):
        with suppress(httpx.TransportError):
            return _send(client, code, fields)
        time.sleep(0.5)
    raise SystemExit("the network did not come back")


def _cable(state: str) -> None:
    subprocess.run(["ip", "link", "set", "phone0", state], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
