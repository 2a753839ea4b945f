# What a newcomer types: `make demo`, `make test`. Needs Python 3.11 or newer; everything else comes from the lock files.
#
#   make demo   environment, store, checks, three answers, exports and pages, all under build/
#   make test   ruff, mypy and pytest; names what it skipped
#   make bench  measurements that take long (prints tables; --write of each command keeps them in tests/bench)
#   make soak   checks that take long
#   make lock   write the lock files anew (needs uv)
#   make clean  remove build/ and the environment

.POSIX:
.SUFFIXES:
.DEFAULT_GOAL := demo
.PHONY: demo test bench soak lock clean

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq
KG = $(BIN)/kg
BUILD = build
STORE = $(BUILD)/kg-store
SOURCES = pyproject.toml hatch_build.py kg/pages/frontend/package-lock.json
UV = uv
COMPILE = $(UV) pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header

$(BIN)/python:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); \
		fi; \
	done; \
	echo "make: no Python 3.11 or newer with venv is on PATH; install one, or pass PYTHON=/path/to/python3" >&2; exit 1

# The project itself is installed without build isolation: the build backend is in the lock too, with its hash.
$(VENV)/.runtime: $(BIN)/python requirements.lock $(SOURCES)
	@echo "installing the locked packages"
	@$(PIP) install --require-hashes -r requirements.lock
	@command -v npm >/dev/null && command -v node >/dev/null || test -f kg/pages/assets/vendor/locked.json || \
		$(PIP) install --require-hashes -r requirements-node.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "installing the locked packages for tests"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.runtime
	@KG="$(KG)" BUILD="$(BUILD)" STORE="$(STORE)" sh tests/demo.sh

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 3 --dist worksteal # many tests wait for a browser, a server or a process

bench: $(VENV)/.dev
	$(BIN)/python tests/bench/run.py --write
	$(BIN)/python tests/bench/reading.py --write
	$(BIN)/python tests/bench/consolidating.py 1000 2000 5000
	$(BIN)/python tests/bench/records.py
	$(BIN)/python tests/bench/pages.py
	$(BIN)/python tests/bench/ingesting.py 1000 2000
	$(BIN)/python tests/bench/asking.py 1000 --seconds 3
	$(BIN)/python tests/bench/viewing.py 2000 --sample 1000
	$(BIN)/python tests/bench/painting.py --rounds 1

soak: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --timeout 3600 -o python_files='soak_*.py' tests/soak

lock:
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group node -o requirements-node.lock

clean:
	rm -rf $(BUILD) dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
