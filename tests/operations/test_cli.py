"""The command `jalons`: what it says, what it refuses, how it starts and stops."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from jalons.operations import cli, secret

pytestmark = pytest.mark.xdist_group("installation")  # one worker prepares it once
HERE = Path(__file__).resolve().parents[2]
BEGIN = (
    "--name",
    "Anne Peyrat",
    "--email",
    "anne@exemple.example",
    "--organisation",
    "Caf fictive",
    "--kind",
    "caf",
)


def environment(var: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "JALONS_VAR": str(var), "HOME": str(var), "LANG": "C.UTF-8"}


def jalons(var: Path, *words: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jalons.operations.cli", *words],
        cwd=HERE,
        env=environment(var),
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [[], ["--help"], ["aide"]])
def test_the_help_lists_every_command_in_its_group(capsys, words):
    assert cli.main(words) == 0
    shown = capsys.readouterr().out
    assert re.findall(r"^  (\w+)", shown, re.MULTILINE) == list(cli.COMMANDS)
    groups = ["Commencer", "Faire tourner", "Garder", "Écouter", "Écrire", "Lire"]
    assert re.findall(r"^[A-ZÉ]\w.*$", shown, re.MULTILINE)[1:] == groups


@pytest.mark.parametrize(("typed", "said"), [("restor", "« jalons restore »"), ("xyz", "« jalons --help »")])
def test_an_unknown_command_is_a_sentence_with_a_hint(capsys, typed, said):
    assert cli.main([typed]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"La commande « {typed} » n’existe pas.")
    assert said in shown


def test_the_version_is_that_of_the_package(capsys):
    assert cli.main(["--version"]) == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("name", [entry.target[0] for entry in cli.COMMANDS.values()])
def test_every_command_exists(name):
    assert name in get_commands()


@pytest.mark.parametrize("name", [n for n, app in get_commands().items() if app == "jalons.operations"])
def test_our_commands_help_in_french_without_the_options_of_django(name):
    shown = load_command_class("jalons.operations", name).create_parser("jalons", name).format_help()
    assert "--settings" not in shown
    assert "montre cette aide" in shown


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("JALONS_VAR", str(tmp_path))
    monkeypatch.delenv("JALONS_SECRET_KEY", raising=False)
    assert secret.ensure() is True
    path = tmp_path / "secret_key"
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first.strip()) > 60
    assert secret.ensure() is False
    assert path.read_text() == first
    monkeypatch.setenv("JALONS_SECRET_KEY", "donnée")
    path.unlink()
    assert secret.ensure() is False


def test_before_init_serving_says_what_to_do(tmp_path):
    answer = jalons(tmp_path / "neuf", "serve")
    assert answer.returncode == 1
    assert "jalons init" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """An installation begun by options."""
    var = tmp_path_factory.mktemp("installation")
    answer = jalons(var, "init", *BEGIN)
    assert answer.returncode == 0, answer.stderr
    assert "anne@exemple.example" in answer.stdout
    return var


def test_init_leaves_one_administrator_one_organisation_and_nothing_else(begun):
    listed = jalons(begun, "backup", str(begun / "a.zip"))
    assert listed.returncode == 0, listed.stderr
    from zipfile import ZipFile

    with ZipFile(begun / "a.zip") as archive:
        filled = {
            name.removeprefix("donnees/").removesuffix(".jsonl"): len(archive.read(name).splitlines())
            for name in archive.namelist()
            if name.startswith("donnees/") and archive.getinfo(name).file_size
        }
    assert {k: v for k, v in filled.items() if k.startswith(("account", "initiatives", "rooms"))} == {
        "accounts.user": 1,
        "accounts.roleassignment": 1,
        "account.emailaddress": 1,
    }
    assert filled["directory.organisation"] == 1


def test_init_a_second_time_refuses_politely(begun):
    answer = jalons(begun, "init", *BEGIN)
    assert answer.returncode == 1
    assert "ne sert qu’une fois" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_init_without_answers_says_which_are_missing(tmp_path):
    answer = jalons(tmp_path, "init", "--name", "Anne Peyrat")
    assert answer.returncode == 1
    assert "--email, --organisation, --kind" in answer.stderr


def test_init_with_a_wrong_address_says_so_before_writing_anything(tmp_path):
    answer = jalons(tmp_path, "init", *BEGIN, "--email", "anne")
    assert answer.returncode == 1
    assert "n’est pas une adresse" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_demo_does_not_mix_with_a_real_installation(begun):
    answer = jalons(begun, "demo", "--no-serve")
    assert answer.returncode == 1
    assert "déjà de vrais comptes" in answer.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/connexion/", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_until(condition, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def serving(begun):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "jalons.operations.cli", "serve", "--port", str(port)],
        cwd=HERE,
        env=environment(begun),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert wait_until(lambda: is_up(port) or process.poll() is not None, 90)
    yield process, port
    process.kill()
    process.communicate()


def children_of(process: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in listed.split()]


def test_serve_runs_two_processes_starts_again_the_one_that_falls_and_stops_both_within_seconds(serving):
    process, port = serving
    children = children_of(process)
    assert len(children) == 2
    web = next(pid for pid in children if b"uvicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(web, signal.SIGKILL)
    assert wait_until(lambda: web not in children_of(process), 10)
    assert wait_until(lambda: is_up(port), 60)
    children = children_of(process)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    shown, _ = process.communicate(timeout=15)
    assert time.monotonic() - started < 8
    assert process.returncode == 0
    assert "Jalons est arrêté" in shown
    assert not is_up(port)
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_when_the_supervisor_is_killed_nobody_stays_behind(serving):
    process, port = serving
    children = children_of(process)
    process.kill()
    assert wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 10)
    assert not is_up(port)


def test_a_port_already_taken_is_said(begun):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = jalons(begun, "serve", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "est déjà pris" in answer.stderr
    assert "Traceback" not in answer.stderr
