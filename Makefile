# Two commands matter: `make demo` and `make test`. The others are their parts.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test bench rehearsal front geography setup setup-dev lint types contracts tests lock clean help

help: ## Ce que chaque commande fait
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: setup front geography ## Installer, charger la géographie, construire deux territoires, servir sur le port 8000
	@JALONS_DEMO=1 JALONS_VAR="$(CURDIR)/var/demo" JALONS_URL="http://localhost:$(PORT)" $(BIN)/jalons demo --port $(PORT)

test: setup-dev front geography ## Tout ce que la CI exécute
	@tools/test.sh

bench: setup-dev front geography ## Mesures, chacune à côté d’une référence
	@tools/bench.sh

rehearsal: setup-dev front ## Cinq minutes de répétition à 150 téléphones, sur les deux bases
	@$(BIN)/python -m benchmarks.rehearsal 300

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@tools/need.sh python
	@echo "· Environnement Python"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock requirements-build.lock pyproject.toml | $(VENV)/bin/python
	@echo "· Dépendances verrouillées (une à trois minutes la première fois)"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --require-hashes -r requirements-build.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "· Outils de développement"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

front: setup node_modules/.installed build/front.stamp ## Construire les îlots, les polices et les styles

node_modules/.installed: package.json package-lock.json | $(VENV)/.runtime
	@echo "· Paquets de l’interface"
	@tools/node.sh npm ci --no-audit --no-fund --loglevel=error
	@touch $@

build/front.stamp: node_modules/.installed vite.config.ts tools/fonts/build.py $(shell find islands jalons/core/static/core -type f 2>/dev/null)
	@echo "· Interface et polices"
	@tools/node.sh npx vite build --logLevel warn
	@$(BIN)/python tools/fonts/build.py
	@mkdir -p build && touch $@

geography: setup ## Condenser la géographie officielle en un seul fichier
	@$(BIN)/python tools/geography/build.py

lint: setup-dev
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
types: setup-dev
	@$(BIN)/mypy
contracts: setup-dev
	@$(BIN)/lint-imports

lock: setup-dev ## Refaire les fichiers de verrouillage, sans adresse
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 pyproject.toml --no-header --quiet -o requirements.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 pyproject.toml --group dev -c requirements.lock --no-header --quiet -o requirements-dev.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --group pyproject.toml:build --no-header --quiet -o requirements-build.lock

clean: ## Effacer ce qui se reconstruit (pas les données)
	rm -rf $(VENV) node_modules build jalons/core/static/dist jalons/documents/fonts/*.ttf
