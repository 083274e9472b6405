# One door for everything: set up, practise, test, check.
# Only Python 3.11 with venv, and make, are needed. PYTHON and TORCH_FROM may be set on the command line.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
TORCH := torch==2.13.0
# Handed to pip for torch alone: an index URL, or the path or URL of a wheel. See the README for why.
TORCH_FROM ?=

.DEFAULT_GOAL := help
.PHONY: help setup models practice test test-system check format docs pictures train clean

help: ## Say what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready models ## Make the environment with pinned versions and pull both default models.

# torch first and on its own: asked for through another package, pip may take a build with gigabytes of CUDA.
$(VENV)/.torch:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not on the PATH; try: make setup PYTHON=python3" >&2; exit 4; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) \
	  $(if $(TORCH_FROM),$(if $(filter %.whl,$(TORCH_FROM)),$(TORCH_FROM),--index-url $(TORCH_FROM) $(TORCH)),$(TORCH))
	@touch $@

$(VENV)/.ready: $(VENV)/.torch pyproject.toml $(CONSTRAINTS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --editable '.[dev,train]'
	@touch $@

models: $(VENV)/.ready ## Pull the default models (once). Practice works without them, with scripted lines.
	@$(BIN)/coolhead model pull || echo "No model could be pulled: practice goes on with scripted lines and marks two criteria." >&2

practice: setup ## Open Coolhead.
	@$(BIN)/coolhead

test: setup ## Run every test that needs nothing but Python and the models.
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered
	@echo "Left out: the tests marked 'system' (they need more than Python). Run them with: make test-system"

test-system: setup ## Run the tests that need more than Python (tmux, PostgreSQL).
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --editable '.[dev,train,postgres]'
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

pictures: setup ## Make the pictures of the README again.
	$(BIN)/python docs/make_pictures.py

train: setup ## Train the scorer's heads on the project's own labelled replies.
	$(BIN)/python -m scoring.training.heads

clean: ## Take away the environment and everything made by tools.
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
