# Two commands matter: `make run` and `make test`. Each does its own set-up.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run test matrix torture audit check figures bench docs lock clean pyz bundle man wheel

run: $(STAMP) compiled
	@if [ -t 0 ] && [ -t 2 ]; then exec $(BIN)/explorer; else $(BIN)/explorer seed && $(BIN)/explorer search; fi

# Four at a time on two cores: half of the time is waiting for a screen to come to rest.
test: $(STAMP)
	$(BIN)/python -m pytest -n 4

# Every kind of terminal in every size, encoding and colour; a test has a selection of them
matrix: $(STAMP)
	EXPLORER_MATRIX=1 $(BIN)/python -m pytest -n 4 tests/end_to_end/test_matrix.py

# All that could harm it, done to it: some 28 minutes on two cores. A test has a little of each
torture: $(STAMP) compiled
	$(BIN)/python -m torture

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Whether a dependency has a known advisory: asks osv.dev, and without a network a file
audit: $(STAMP)
	$(BIN)/python -m audit

# What extraction reaches on the labelled articles, beside floors and goals
figures: $(STAMP)
	PYTHONPATH=. $(BIN)/python tests/seed/label_sets.py

bench: $(STAMP) compiled
	$(BIN)/python -m bench

# What others get, in dist/: one file that runs with any Python from 3.10 on; that with a database; pages for man
pyz bundle man: $(STAMP)
	$(BIN)/python -m pack $@

wheel: $(STAMP)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

# Where Python is told not to keep bytecode, every start would compile the program anew.
.PHONY: compiled
compiled: $(STAMP)
	@$(BIN)/python -m compileall -q explorer.py db seed shell tui

# Renews the table of keys and the screenshot
docs: $(STAMP)
	$(BIN)/python docs/make.py

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Agreement Explorer needs Python 3.10 or newer; name one: make PYTHON=python3.11" if sys.version_info < (3, 10) else 0)'
	@echo 'Setting up in $(VENV): some libraries are fetched, which takes about a minute'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Needs uv: pip install uv
lock:
	uv pip compile --quiet --universal --python-version 3.10 --no-emit-index-url --no-header --no-annotate \
	    --extra readers --extra test --extra check --extra pack pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
