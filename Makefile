# `make run` starts the sandbox with Duly, `make test` runs the tests. Both create .venv first if needed.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
NOTES ?=
MARKED ?=
READY := $(VENV)/.ready
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet

# Keep compiled modules, whatever the environment says: the tests start many processes.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run run-many test lock

run: $(READY)
	$(VENV)/bin/python -m bot.sandbox $(if $(NOTES),--notes "$(NOTES)")

# Three workers and two web processes on one scratch Postgres.
run-many: $(READY)
	$(VENV)/bin/python -m bot.sandbox.fleet

# Three workers on two cores: for half of its time a test waits for a socket, a process or the disk. With `exec` a SIGTERM to
# make reaches pytest, and not only the shell. `make test MARKED='slow or kill'` runs the others.
test: $(READY)
	exec $(VENV)/bin/python -m pytest -n $$($(VENV)/bin/python -c 'import os; print(os.cpu_count() * 3 // 2)') --dist loadfile --no-loadscope-reorder $(if $(MARKED),-q -m "$(MARKED)")

# Recreated when the lock changes. An interrupted set-up leaves no .ready, so it is repeated.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duly needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Run after a change of dependencies in pyproject.toml. requirements-run.lock is what a server needs, requirements.lock also
# holds what builds and tests it, in the same versions.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url

lock: $(READY)
	$(COMPILE) --all-extras --group build --group dev pyproject.toml --output-file requirements.lock
	$(COMPILE) --all-extras --group build --constraint requirements.lock pyproject.toml --output-file requirements-run.lock
