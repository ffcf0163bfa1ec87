"""The supervisor alone, with processes that do nothing."""

import signal
import subprocess
import sys
import time

import pytest

from jalons.operations.processes import KeepsFallingError, Supervisor, Watched

SCRIPT = """
import sys
from jalons.operations.processes import Supervisor, Watched
script = "import signal, time; print('prêt', flush=True); time.sleep(60)"
if sys.argv[1] == "sourd":
    script = script.replace("time;", "time; signal.signal(signal.SIGTERM, signal.SIG_IGN);", 1)
Supervisor([Watched("Un", [sys.executable, "-c", script])], print).run()
print("fini", flush=True)
"""


def start(kind: str) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, kind], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "prêt\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_cleanly(number):
    process = start("aimable")
    process.send_signal(number)
    shown, _ = process.communicate(timeout=10)
    assert (process.returncode, shown) == (0, "fini\n")


def test_a_process_that_does_not_listen_is_killed_after_a_grace():
    process = start("sourd")
    started = time.monotonic()
    process.terminate()
    shown, _ = process.communicate(timeout=20)
    assert shown == "fini\n"
    assert 7 < time.monotonic() - started < 15


def test_a_process_that_falls_at_once_again_and_again_ends_it_all():
    said: list[str] = []
    falling = Watched("Le serveur", [sys.executable, "-c", "raise SystemExit(3)"])
    lasting = Watched("L’exécuteur", [sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(KeepsFallingError, match="Le serveur"):
        Supervisor([falling, lasting], said.append).run()
    assert said == ["Le serveur s’est arrêté : on le relance."] * 2
    assert lasting.process is not None
    assert lasting.process.poll() is not None
