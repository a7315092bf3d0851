# All common commands. `make help` prints the text after "##" of each target.
# Needs make, a POSIX shell and Python 3.11 or later. `make` installs everything else in .venv, once.

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

# A virtual environment does not work after its folder was moved or its Python was removed, so it is created again.
$(shell [ "$$(cat $(VENV)/.made 2>/dev/null)" = "$$PWD" ] && $(RUN) -c '' 2>/dev/null || rm -f $(VENV)/.made)

.PHONY: all pdf slides print check desk quick-check coverage audit evidence doctor test compare bench pictures reference lock clean help setup setup-develop

all: setup ## set up what is missing, then build the booklets and the slides
	@$(FACTPRESS) build --product booklet --product deck

pdf: setup ## build the booklets (PDF)
	@$(FACTPRESS) build --product booklet

slides: setup ## build the slides (PowerPoint)
	@$(FACTPRESS) build --product deck

print: setup ## build everything to be printed: sheets for an office printer, files for a print shop, handouts, large print
	@$(FACTPRESS) build --product imposed --product print --product press --product handout --product large-print

check: setup ## check facts, texts and arithmetic, and lay out what has changed, without building anything
	@$(FACTPRESS) check

desk: setup ## open the publication in the browser, to edit its facts
	@$(FACTPRESS) desk

quick-check: setup ## check facts, texts and arithmetic only, in a second
	@$(FACTPRESS) check --quick

coverage: setup ## show which supplied statements, themes and figures the booklets and the talk have
	@$(FACTPRESS) coverage

evidence: setup ## build the sheet on which a board reviews and signs all claims
	@$(FACTPRESS) evidence

audit: setup ## read the built files back, and trace every number to its claim
	@$(FACTPRESS) audit

doctor: setup ## list what is installed and what is missing, with the command that installs it
	@$(FACTPRESS) doctor

test: setup-develop ## check style, types and import contracts, and run all tests
	@$(RUN) -m ruff check --quiet
	@$(RUN) -m ruff format --check --quiet
	@$(RUN) -m pyright --level error >build/pyright.txt 2>&1 & types=$$!; \
		$(RUN) -m pytest -q --numprocesses auto --dist loadfile --no-loadscope-reorder; failed=$$?; \
		wait $$types || { cat build/pyright.txt; failed=1; }; exit $$failed

compare: setup-develop ## compare the outputs of REF and the working tree: make compare REF=main OPTIONS=--quick
	@$(RUN) tools/compare_outputs.py $(OPTIONS) $(or $(REF),main)

bench: setup-develop ## measure speed and memory relative to a plain script
	@$(RUN) -m bench

pictures: setup-develop print ## update the pictures of the README and the guide
	@$(FACTPRESS) build --product booklet-a5
	@$(RUN) tools/pictures.py build docs/pieces
	@$(RUN) tools/desk_pictures.py docs/pieces

reference: setup-develop ## generate docs/reference and data/schemas from the code
	@$(FACTPRESS) schema -q
	@$(RUN) tools/reference.py docs/reference

lock: setup-develop ## update locks/ and the npm lock to the newest versions that pyproject.toml and package.json allow
	@tools/lock.sh $(RUN)

clean: ## remove built files; to set up again, remove .venv too
	@rm -rf build dist .hypothesis .pytest_cache .ruff_cache .import_linter_cache

help: ## show this help
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r target text; do printf 'make %-11s %s\n' "$$target" "$$text"; done

# ── set-up: each step has a stamp file, so that it runs once ──────────────────────────────────────────────────

setup: $(VENV)/.runtime
setup-develop: $(VENV)/.develop $(VENV)/.npm
	@mkdir -p build

$(VENV)/.made:
	@tools/prepare.sh $(VENV)
	@printf '%s' "$$PWD" >$@

$(VENV)/.runtime: $(VENV)/.made locks/runtime.txt pyproject.toml src/factpress/__init__.py
	@echo "Installing the versions in locks/runtime.txt"
	@$(PIP) $(LOCKED) locks/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.develop: $(VENV)/.runtime locks/develop.txt
	@echo "Installing the versions in locks/develop.txt"
	@$(PIP) $(LOCKED) locks/develop.txt
	@touch $@

# The validator of the deck comes from npm. If it cannot be installed, its test is skipped (in CI: fails).
$(VENV)/.npm: $(VENV)/.develop tests/conformance/package-lock.json
	@echo "Installing the versions in tests/conformance/package-lock.json"
	@tools/npm.sh $(RUN) ci || echo "npm: the validator of the deck could not be installed" >&2
	@touch $@
