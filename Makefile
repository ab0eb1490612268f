# Two commands: `make run` shows Duly at work, `make test` passes the tests. Both do their own set-up and may be repeated.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
NOTES ?=
READY := $(VENV)/.ready

.PHONY: run test lock

run: $(READY)
	$(VENV)/bin/python -m bot.sandbox $(if $(NOTES),--notes "$(NOTES)")

test: $(READY)
	$(VENV)/bin/python -m pytest

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duly needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# After a change of dependencies in pyproject.toml.
lock: $(READY)
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group build --group dev pyproject.toml --output-file requirements.lock
