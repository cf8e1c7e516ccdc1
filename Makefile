# `make site` and `make test` are all that a fresh machine needs: Python 3.11+, pip, make, git.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check
JOBS   ?= auto

.PHONY: site serve test check bench eval lock wheel help
.DEFAULT_GOAL := site

site: $(VENV)/site.stamp ## make the environment, cut the captures in seeds/, print the site
	$(PY) build.py

serve: $(VENV)/site.stamp ## the same, then watch, serve on 127.0.0.1:8000 and reload the browser
	$(PY) build.py serve

test: $(VENV)/dev.stamp node_modules/.stamp ## every test, the real browser included
	$(PY) -m pytest -n $(JOBS)

check: $(VENV)/dev.stamp ## style, types, and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/dev.stamp bench/.peers/peers.stamp ## beside Hugo, Eleventy and Pelican; BENCH="--help" for options
	$(PY) -m bench.run $(BENCH)

# What the benchmark compares with; nothing else installs or needs it.
bench/.peers/peers.stamp: $(wildcard bench/peers/*lock*)
	$(PYTHON) -m venv bench/.peers
	bench/.peers/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --only-binary :all: -r bench/peers/requirements.lock
	cp bench/peers/package.json bench/peers/package-lock.json bench/.peers/
	@if command -v npm >/dev/null; then npm ci --prefix bench/.peers --silent --no-audit --no-fund; \
	else echo "npm is missing: Eleventy is left out"; fi
	touch $@

eval: $(VENV)/dev.stamp ## how well texts are understood, measured on captures labelled by hand
	$(PY) -m bench.understanding

lock: $(VENV)/dev.stamp ## pin every dependency anew, with hashes and no addresses
	for set in site dev; do \
	  extras="--extra nlp --extra install"; [ $$set = site ] || extras="$$extras --extra dev"; \
	  $(VENV)/bin/uv pip compile pyproject.toml $$extras --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	    --quiet --upgrade --output-file requirements-$$set.lock || exit 1; \
	done

wheel: $(VENV)/dev.stamp ## a wheel in dist/
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Broadsheet needs Python 3.11 or newer: make PYTHON=python3.12 site" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The locks are complete, so nothing is resolved: older pips stumble over an extra of lxml.
$(VENV)/site.stamp: requirements-site.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --no-deps --require-hashes -r requirements-site.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# The accessibility checker and the Nu validator come from npm. Without npm the tests that need
# them are skipped with their reason, and fail where CI is set.
node_modules/.stamp: package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund && touch $@; \
	else echo "npm is missing: accessibility and validator tests cannot run"; fi
