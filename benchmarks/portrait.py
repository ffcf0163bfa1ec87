"""The base of figures: reading its files, one portrait, all portraits, beside polars reading the same files.

`python -m benchmarks.portrait [number of portraits]`, with the official files in JALONS_DATA. An installation
of its own is made in a temporary folder: geography, catalogue, then the files of the base. Times are of this
machine at this moment: read them by their ratio to the reference.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.contributions import conditions

FILES = (
    "insee_rp/communes_rp_2011_2016_2022.csv.gz",
    "insee_rp/epci_rp_2011_2016_2022.csv.gz",
    "insee_rp/epci_indicateurs_ptod_2026-01.csv.gz",
    "insee_rp/dep_indicateurs_ptod_2026-03.csv.gz",
    "insee_rp/reg_indicateurs_ptod_2026-03.csv.gz",
    "insee_filosofi/FILO2019_DISP_EPCI.csv.gz",
    "insee_filosofi/cc_filosofi_2021_COM.csv.gz",
    "drees_apl/apl_communes_2022_2023.csv.gz",
)
PROBE = "248719353"


def bare(folder: Path) -> float:
    """Seconds that polars takes to read the same files, and nothing else."""
    import polars

    started = time.perf_counter()
    for name in FILES:
        delimiter = ";" if "FILO" in name or "cc_filosofi_2021" in name else ","
        polars.read_csv(folder / name, separator=delimiter, infer_schema=False)
    return time.perf_counter() - started


def peak() -> int:
    """Most memory that this process held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(folder: Path, wanted: int) -> None:
    """Runs inside an installation that knows the geography."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jalons.core.actors import SOFTWARE
    from jalons.indicators.actions import catalogue, importing
    from jalons.indicators.models import IndicatorValue
    from jalons.indicators.queries import portraits

    catalogue.load(by=SOFTWARE)
    before, started = peak(), time.perf_counter()
    for name in FILES:
        importing.import_file(folder / name, by=SOFTWARE)
    seconds = time.perf_counter() - started
    rows = IndicatorValue.objects.count()
    print(f"import : {rows} chiffres en {seconds:.0f} s ({rows / seconds:.0f}/s)")
    print(f"mémoire : {before} Mo avant, {peak()} Mo après")
    started = time.perf_counter()
    known = portraits.likeness()
    seconds = time.perf_counter() - started
    print(f"territoires semblables : {len(known.profiles)} profils lus en {seconds:.2f} s")
    place = portraits.find(PROBE)
    if place is None:
        raise SystemExit("the geography does not know the probe")
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        portraits.as_data(portraits.board_for(place, known))
        print(f"un portrait : {1000 * (time.perf_counter() - started):.0f} ms, {len(queries)} requêtes")
    times = []
    for count, _ in enumerate(_timed(times), start=1):
        if count >= wanted:
            break
    print(
        f"{len(times)} portraits : {sum(times):.0f} s, médiane {1000 * statistics.median(times):.0f} ms, "
        f"le plus long {1000 * max(times):.0f} ms, mémoire {peak()} Mo"
    )


def _timed(times: list[float]):
    from jalons.indicators.queries import portraits

    started = time.perf_counter()
    for territory, _ in portraits.all_portraits():
        times.append(time.perf_counter() - started)
        yield territory
        started = time.perf_counter()


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if "JALONS_DATA" not in os.environ:
        print("portrait : JALONS_DATA ne désigne aucun dossier de fichiers officiels, rien à mesurer.")
        return
    folder = Path(os.environ["JALONS_DATA"])
    print(conditions())
    print(f"référence : polars lit les mêmes fichiers en {bare(folder):.1f} s")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "JALONS_VAR": home,
            "JALONS_SECRET_KEY": "bench",
            "JALONS_DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "jalons.config.settings",
        }
        for words in (["migrate", "-v0"], ["geography", "load"]):
            subprocess.run([sys.executable, "manage.py", *words], check=True, stdout=subprocess.DEVNULL)
        measure(folder, wanted)


if __name__ == "__main__":
    main()
