"""`jalons data`: what other programs read."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jalons.indicators.models import IndicatorValue
from jalons.territories.models import Territory
from tests.indicators.test_importing import SHARES, base, write

__all__ = ["base"]


def test_import_answers_in_json_and_a_second_time_changes_nothing(
    base: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "base-cc.csv", "\ufeff" + SHARES.replace("\n", "\r\n") + "\r\n\r\n")
    answers = []
    for _ in range(2):
        call_command("data", "import", str(path), "--json")
        answers.append(json.loads(capsys.readouterr().out)["imports"][0])
    assert (answers[0]["written"], answers[0]["layout"]) == (6, "insee-base-cc")
    assert (answers[1]["written"], answers[1]["corrected"], answers[1]["unchanged"]) == (0, 0, 6)


def test_a_missing_file_is_said_and_the_code_is_not_zero(
    base: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="Un fichier au moins"):
        call_command("data", "import", str(tmp_path / "absent.csv"))
    assert "absent.csv" in capsys.readouterr().err


def test_a_table_is_described_by_options(
    base: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "caf.csv", "Code;Places\n87064;12\n")
    words = ["--indicator", "PLACES_EAJE", "--territory", "Code", "--value", "Places", "--vintage", "2025"]
    call_command("data", "import", str(path), *words)
    value = IndicatorValue.objects.get(indicator__code="PLACES_EAJE")
    assert (value.value, value.source.code) == (12, "caf-locale")
    assert "Chiffres nouveaux : 1" in capsys.readouterr().out


def test_sources_say_what_is_held_and_what_is_awaited(
    base: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("data", "import", str(write(tmp_path, "base-cc.csv", SHARES)), "--json")
    capsys.readouterr()
    call_command("data", "sources", "--json")
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"sources", "awaited"}
    held = next(source for source in found["sources"] if source["code"] == "rp-cc")
    assert (held["values"], held["vintages"]) == (6, ["2022"])
    assert "QF_TRANCHES" in {indicator["code"] for indicator in found["awaited"]}
    assert "AGE_0_14" not in {indicator["code"] for indicator in found["awaited"]}


def test_check_passes_on_right_sums_and_shows_a_wrong_one(
    base: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("data", "import", str(write(tmp_path, "base-cc.csv", SHARES)), "--json")
    capsys.readouterr()
    call_command("data", "check", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["faults"], found["checked"]["communes"]) == ([], 1)
    IndicatorValue.objects.filter(territory=base, indicator__code="AGE_0_14").update(value=10)
    with pytest.raises(CommandError, match="2 écarts"):
        call_command("data", "check", "--json")
    wrong = json.loads(capsys.readouterr().out)["faults"]
    assert {fault["check"] for fault in wrong} == {"own_counts", "communes"}
    assert {round(fault["gap"], 2) for fault in wrong} == {1.67}
