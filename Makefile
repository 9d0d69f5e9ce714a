# `make demo` shows it, `make test` proves it. Everything else is for those who work on it.

PORT ?= 8000
PYTHON ?= python3
DATA ?= var/data
export PORT PYTHON

BIN := .venv/bin
PYTHON_LOCKS := requirements/build.txt requirements/runtime.txt pyproject.toml scripts/python_packages.sh
DEV_LOCKS := requirements/postgres.txt requirements/dev.txt
CATALOGUES := $(wildcard src/fyrtaarn/locale/*/LC_MESSAGES/*.po)
ASSET_SOURCES := scripts/build_assets.py $(shell find src/fyrtaarn/foundation/assets -type f 2>/dev/null)

.PHONY: help install demo serve test check format messages lock built clean
.NOTPARALLEL:

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

install: .venv/stamp-runtime ## install what running it needs: packages, styles, Danish texts
	@$(MAKE) --no-print-directory built

demo: .venv/stamp-runtime ## install what is needed, load the demo, serve it on PORT
	@$(MAKE) --no-print-directory built
	@FYRTAARN_DATA=var/demo exec $(BIN)/fyrtaarn demo

serve: .venv/stamp-runtime ## serve the installation in DATA on PORT
	@$(MAKE) --no-print-directory built
	FYRTAARN_DATA=$(DATA) $(BIN)/fyrtaarn migrate
	@FYRTAARN_DATA=$(DATA) exec $(BIN)/fyrtaarn serve --with-worker

test: .venv/stamp-dev ## install what tests need, run every check and the whole suite on both databases
	@$(MAKE) --no-print-directory built
	sh scripts/test.sh

check: .venv/stamp-dev ## lint, format, types, import contracts, migrations, translations, locks
	@$(MAKE) --no-print-directory built
	sh scripts/check.sh

format: .venv/stamp-dev ## put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/stamp-dev ## write new texts into the Danish catalogue, to be translated
	$(BIN)/python scripts/update_messages.py

lock: .venv/stamp-dev ## choose versions anew and lock them
	sh scripts/lock.sh

clean: ## forget everything that was installed or built; data in var/ stays
	rm -rf .venv node_modules build

# What demo and tests need beside Python packages. Run by a second make, once these exist.
built: build/stamp-static $(CATALOGUES:.po=.mo)
	@:

.venv/stamp-runtime: $(PYTHON_LOCKS)
	sh scripts/python_packages.sh runtime

.venv/stamp-dev: $(PYTHON_LOCKS) $(DEV_LOCKS)
	sh scripts/python_packages.sh dev

node_modules/stamp: package.json package-lock.json .npmrc
	sh scripts/npm.sh ci --ignore-scripts --no-fund --no-audit
	touch $@

build/stamp-static: node_modules/stamp $(ASSET_SOURCES)
	$(BIN)/python scripts/build_assets.py
	touch $@

%.mo: %.po scripts/compile_messages.py
	$(BIN)/python scripts/compile_messages.py $<
