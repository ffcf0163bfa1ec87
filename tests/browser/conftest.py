"""The demonstration, served, and a browser: once for each process of the test session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.build import copy_to
from tests.browser.looking import House
from tests.served import Served

CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    """A copy of the demonstration, so that what a test writes there stays out of the kept one."""
    home: Path = tmp_path_factory.mktemp("demonstration") / "var"
    known = copy_to(home)
    server = Served(home, extra={"JALONS_DEMO": "1", "JALONS_DEBUG": "0", "JALONS_LOG_LEVEL": "ERROR"})
    server.gather_static_files()
    server.start()
    yield House(server, browser, known)
    server.stop()
