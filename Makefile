# One door for everything: set up, practise, test, check.
# Only Python 3.11 with venv, and make, are needed. PYTHON and TORCH_FROM may be set on the command line.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
# Handed to pip for torch alone: an index URL, or the path or URL of a wheel. See the README for why. Once given it is
# remembered, so that a later run or a new pin goes to the same place; `make setup TORCH_FROM=` forgets it.
ifeq ($(origin TORCH_FROM),undefined)
TORCH_FROM := $(shell cat $(VENV)/.torch-from 2>/dev/null)
endif
HASH := \#
TORCH_WHEEL := $(filter %.whl,$(firstword $(subst $(HASH), ,$(TORCH_FROM))))
# pip takes a `#sha256=…` from a URL only, so the path of a wheel that has one is written as a URL.
TORCH_FILE := $(if $(findstring ://,$(TORCH_FROM)),,$(if $(findstring $(HASH),$(TORCH_FROM)),file://$(abspath $(TORCH_FROM))))
TORCH_PIN = $(shell grep '^torch==' $(CONSTRAINTS))
TORCH_WANTED = $(if $(TORCH_WHEEL),'$(or $(TORCH_FILE),$(TORCH_FROM))',$(if $(TORCH_FROM),--index-url '$(TORCH_FROM)') $(TORCH_PIN))
# The second file holds the very build of torch that is installed, so nothing asked for later can put another in its place.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS)
PIP_KEEPING_TORCH := $(PIP) --constraint $(VENV)/.torch

.DEFAULT_GOAL := help
.PHONY: help setup models practice test test-system check format docs pictures train clean FORCE

help: ## Say what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready models ## Make the environment with pinned versions and pull both default models.

$(VENV)/.torch-from: FORCE
	@mkdir -p $(VENV)
	@echo '$(TORCH_FROM)' | cmp -s - $@ || echo '$(TORCH_FROM)' >$@

# torch first and on its own: asked for through another package, pip may take a build with gigabytes of CUDA. Its own
# needs come from the usual index; a new TORCH_FROM replaces a build of the same version.
$(VENV)/.torch: $(CONSTRAINTS) $(VENV)/.torch-from
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not on the PATH; try: make setup PYTHON=python3" >&2; exit 4; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --no-deps $(if $(TORCH_FROM),$(if $(filter %.torch-from,$?),--force-reinstall)) $(TORCH_WANTED)
	$(BIN)/python -c 'from importlib.metadata import version; print("torch==" + version("torch"))' >$@.part
	$(PIP) --constraint $@.part $(TORCH_PIN)
	@mv $@.part $@

$(VENV)/.ready: $(VENV)/.torch pyproject.toml
	$(PIP_KEEPING_TORCH) --editable '.[dev,train]'
	@touch $@

models: $(VENV)/.ready ## Pull the default models (once). Practice works without them, with scripted lines.
	@$(BIN)/coolhead model pull || echo "Practice works all the same: without the voice the customer speaks scripted lines;" \
	  "without the encoder the scorer marks apology and ask alone. To try again: make models" >&2

practice: setup ## Open Coolhead.
	@$(BIN)/coolhead

test: setup ## Run every test that needs nothing but Python and the models.
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered
	@echo "Left out: the tests marked 'system' (they need more than Python). Run them with: make test-system"

test-system: setup ## Run the tests that need more than Python (tmux, PostgreSQL).
	$(PIP_KEEPING_TORCH) --editable '.[dev,train,postgres]'
	$(BIN)/python -m pytest -m system

format: $(VENV)/.ready ## Put the code into its one format.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: setup ## Format, lint, types, import contracts, documents, then all tests.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coolhead check
	$(MAKE) test

docs: $(VENV)/.ready ## Make the generated pages again.
	$(BIN)/python -m simulator.content.format_doc
	$(BIN)/python -m benchmarks.labels_report --write

pictures: setup ## Make the pictures of the README again.
	$(BIN)/python docs/make_pictures.py

train: setup ## Train the scorer's reader on the project's own labelled replies (an hour and a quarter on two cores).
	$(BIN)/python -m scoring.training.ordinary_words
	$(BIN)/python -m scoring.training.joint

clean: ## Take away the environment and everything made by tools.
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
