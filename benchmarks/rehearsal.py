"""The rehearsal of a hall of 150, on each database: `python -m benchmarks.rehearsal [seconds]`.

`make rehearsal` plays five minutes of it. The command starts its own server, kills it half-way, and counts;
the database is durable (SQLite: WAL, synchronous FULL; PostgreSQL: fsync on).
"""

import subprocess
import sys

from benchmarks.contributions import conditions, installation

PHONES = "150"


def main(seconds: str = "20") -> int:
    """Play both databases, one after the other; 1 when something was lost or doubled."""
    print(f"Conditions : {conditions()}", flush=True)
    codes = []
    for kind in ("sqlite", "postgres"):
        with installation(kind) as one:
            step = one.seed("tests.rooms.seed")["step"]
            print(f"\n{kind}", flush=True)
            words = ["rehearse", step, "--phones", PHONES, "--seconds", seconds]
            command = [sys.executable, "-m", "jalons.operations.cli", *words]
            codes.append(subprocess.run(command, env=one.env, check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
