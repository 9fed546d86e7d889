# Everything a contributor needs. Each target makes the virtual environment it runs in, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
LOCK := $(VENV)/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo test test-lowest check audit lock docs bench build clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(READY): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --group check
	$(PYTHON) -m venv $(VENV)/mailman
	-$(BIN)/python -m pip --python $(VENV)/mailman/bin/python install --quiet --group mailman # else its tests skip
	@touch $@

demo: $(INSTALLED)  ## the tool's main job on sample groups, in a temporary folder
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash examples/demo

test: $(READY)  ## the tests, on every core
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder # what a file's tests share is made once

test-lowest:  ## the tests, with the lowest versions that the tool allows of what it needs
	$(PYTHON) -m venv $(VENV)/lowest
	$(VENV)/lowest/bin/python -m pip install --quiet --upgrade 'pip>=25.1' uv
	$(VENV)/lowest/bin/uv pip compile --quiet --resolution lowest-direct -o $(VENV)/lowest/lowest.txt pyproject.toml
	$(VENV)/lowest/bin/python -m pip install --quiet --editable . --group test -c $(VENV)/lowest/lowest.txt
	$(VENV)/lowest/bin/python -m pytest --ignore tests/docs

check: $(READY) audit  ## format, lint, types, layers, docs, and known faults of what is depended on
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py tests/test_shape.py tests/test_startup.py tests/docs

audit: $(READY)  ## known faults of the versions in requirements.lock, where a source of advisories answers
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash .ci/audit

lock:  ## the versions and hashes that the image is made of, in requirements.lock and build.lock
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --group image -o build.lock

docs: $(READY)  ## what in docs/ is made from the code, then the site, in site/
	$(BIN)/python -m docs.configuration_reference > docs/configuration.md
	$(BIN)/python -m docs.manual > docs/ecg.1
	$(BIN)/python -m docs.completion
	$(BIN)/python -m docs.commands > docs/reference/commands.md
	$(BIN)/python -m docs.picture
	$(BIN)/python -m docs.house
	$(BIN)/python -m tests.docs.shown
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs site

bench:  ## how fast it is beside others, in docs/performance.md
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(VENV)/bench/bin/python -m pip install --quiet --force-reinstall --no-deps .
	$(VENV)/bench/bin/python -m pip install --quiet . --group bench
	$(VENV)/bench/bin/python -m bench

build: $(READY)  ## a wheel and an sdist in dist/
	$(BIN)/python -m build --quiet

clean:  ## remove what the other targets made
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis
