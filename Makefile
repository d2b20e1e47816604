# make demo: install, then run the packaged example.   make test, make check, make bench, make lock
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check bench lock clean

demo: .venv/.installed
	$(BIN)/retold demo

test: .venv/.tools
	$(BIN)/python -m pytest

check: .venv/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules src -q

bench: .venv/.tools
	$(BIN)/python bench/run.py $(RETOLD_BENCH)

# The packages, at the versions and hashes of the lock; then retold itself, editable.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "retold needs Python 3.11 or newer; run: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "no venv module: install your system's python3-venv package, then run make again"; exit 1; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tools: .venv/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv (any recent version). The locks carry hashes and no addresses.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --quiet --output-file requirements.lock pyproject.toml build-requirements.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --quiet --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml build-requirements.in

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
