"""Settings and commands are documented, in French, in docs/exploitation.md."""

import re

import pytest

from jalons.operations.cli import COMMANDS
from tests.house import source

GUIDE = (source.ROOT / "docs" / "exploitation.md").read_text()


def variables() -> set[str]:
    """Every environment variable that our package reads."""
    found = set()
    for _, path in source.modules():
        text = path.read_text()
        found |= set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", text))
        found |= set(re.findall(r"environ(?:\.get|\.setdefault)?[\[(]\s*\"([A-Z_]+)\"", text))
    return found - {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("variable", sorted(variables()))
def test_every_setting_is_documented(variable):
    assert f"`{variable}`" in GUIDE


def test_the_guide_documents_no_setting_that_nobody_reads():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", GUIDE, re.MULTILINE))
    assert told == variables() - NOT_IN_THE_TABLE


NOT_IN_THE_TABLE: set[str] = set()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    assert f"`jalons {command}" in GUIDE


def test_the_guide_documents_no_command_that_does_not_exist():
    assert set(re.findall(r"`jalons ([a-z]+)", GUIDE)) <= set(COMMANDS)
