#!/usr/bin/env bash
# Everything that CI runs. A missing browser or database fails: it is never skipped in silence.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
started=$(date +%s)
stage() { printf '\n== %s (%s s)\n' "$1" "$(($(date +%s) - started))"; }

stage "Ce qu’il faut sur la machine"
tools/need.sh browser
tools/need.sh postgres

stage "Style"
$bin/ruff format --check .
$bin/ruff check .
stage "Types"
$bin/mypy
tools/node.sh npx tsc --noEmit
stage "Rangs des salles"
$bin/lint-imports

real_data=()
if [ -z "${JALONS_DATA:-}" ]; then
  real_data=(-m "not real_data")
fi
unset JALONS_DEMO DATABASE_URL || true
export JALONS_VAR="$PWD/build/test"
mkdir -p "$JALONS_VAR"

# A browser lives in its own process: two of them in one would share an event loop.
browser() { $bin/python -m pytest "${real_data[@]}" "$@"; }
alone=(--ignore=tests/browser --ignore=tests/e2e --ignore=tests/rooms/test_browser.py --ignore=tests/decisions/test_browser.py
  --ignore=tests/training/test_browser.py --ignore=tests/pathways/test_browser.py)

stage "Essais sur SQLite"
$bin/python -m pytest -n 2 --dist loadgroup "${alone[@]}" "${real_data[@]}"
stage "Essais sur PostgreSQL"
$bin/python -m tests.postgres $bin/python -m pytest -n 2 --dist loadgroup "${alone[@]}" -m "not real_data and not sqlite_only"
stage "Le chemin entier sur les deux bases, et chaque page de la démonstration"
browser tests/browser >build/test/browser.log 2>&1 &
pages=$!
walked=0
browser tests/rooms/test_browser.py tests/decisions/test_browser.py tests/training/test_browser.py tests/pathways/test_browser.py tests/e2e || walked=$?
wait "$pages" && pages=0 || pages=$?
cat build/test/browser.log
if [ "$walked" != 0 ] || [ "$pages" != 0 ]; then
  exit 1
fi

stage "Cent cinquante téléphones pendant une minute, sur les deux bases à la fois"
$bin/python -m pytest tests/operations/test_rehearsal_room.py

if [ -z "${JALONS_DATA:-}" ]; then
  cat <<'WORDS'

Les essais sur données réelles n’ont pas tourné : JALONS_DATA n’est pas défini. Les fichiers officiels se trouvent
chez leurs producteurs (Insee, Drees, Cnaf, Observatoire des territoires) ; docs/developpement.md dit lesquels.
WORDS
fi
stage "Terminé"
