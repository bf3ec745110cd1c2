# The whole developer surface; continuous integration calls the same verbs.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
STACK ?= chat-dev
BEDPLATE := .venv/bin/bedplate
STAMP := .venv/.installed

.PHONY: help preview test lint bench engine release clean

help: ## list the verbs
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(STAMP): requirements.lock pyproject.toml
	@echo "Setting up .venv; this takes about a minute, once." >&2
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@# pip compiles what it installs, but not what it only links.
	@.venv/bin/python -m compileall -q components blueprints policies generator
	@touch $(STAMP)

preview: $(STAMP) ## preview STACK (default chat-dev) without a cloud
	$(BEDPLATE) preview $(STACK)

test: $(STAMP) engine ## lint, then every test
	$(BEDPLATE) checkov install
	@$(MAKE) --no-print-directory lint
	.venv/bin/python -m pytest -n auto --dist worksteal

lint: $(STAMP) ## ruff, mypy, pyright, import-linter
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	@# Each of the two keeps one processor busy.
	.venv/bin/mypy & mypy=$$!; .venv/bin/pyright; pyright=$$?; wait $$mypy && exit $$pyright
	.venv/bin/lint-imports

bench: $(STAMP) ## timed figures, as ratios measured in one run
	$(BEDPLATE) checkov install
	.venv/bin/python tools/bench.py

engine: $(STAMP) ## build the real Pulumi engine for the conformance tests, where Go is there
	.venv/bin/python tools/engine/build.py

release: $(STAMP) ## build and check wheel, sdist and SBOM into dist/; REHEARSAL=1 before a version is final
	.venv/bin/python tools/upgrade check
	.venv/bin/python tools/release $(if $(REHEARSAL),--rehearsal)

clean: ## remove everything that the other verbs made
	rm -rf .venv .engine dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
