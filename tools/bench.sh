#!/usr/bin/env bash
# Every measure, each beside its named reference in the same run. Nothing here gates a test.
set -euo pipefail
cd "$(dirname "$0")/.."
unset JALONS_DEMO DATABASE_URL || true
export JALONS_VAR="$PWD/build/bench"
mkdir -p "$JALONS_VAR"
tools/need.sh graphviz
for measure in benchmarks/[a-z]*.py; do
  printf '\n== %s\n' "$measure"
  .venv/bin/python -m "benchmarks.$(basename "$measure" .py)"
done
