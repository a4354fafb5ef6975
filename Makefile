# What can be done here. Needs Python 3.11 or later, make and git; everything else goes into .venv.
#   make demo        install, and show what Depesje makes of the reports that ship with it
#   make test        everything that every change must pass
#   make test-full   also the tests that take minutes, and those on a PostgreSQL server (Debian: apt-get install postgresql)
#   make test-browser  the tests that drive a web browser (Debian: apt-get install chromium)
#   make soak        the tests that take hours
#   make score       accuracy against the gold reports, where they lie beside the repository
#   make score-ledger  what holds across reports, against the storyline's gold
#   make calibration  how well the confidence of statements keeps its word, and precision and recall over it
#   make bench       what reading costs beyond parsing, and how well English is read (POLNEAR=its data folder, where it is at hand);
#                    with PEERS=DIR also beside the field's other systems (scripts/peers DIR fetches them)
#   make bench-pages LEDGER=COPY  how long the pages of a ledger take, and what they weigh
#   make bench-ledger  what a ledger of REPORTS generated reports costs: adding to it, and every listing
#   make mutants     whether the tests notice faults put into reading/ and ledger/; takes hours, and goes on where it was stopped
#   make docs        the documentation as pages, in site/
#   make smoke       build a wheel and a source distribution, install them without a network, and try them (WHEELS=a folder to keep)
#   make sbom        what Depesje runs on, as CycloneDX, in build/depesje.cdx.json
#   make audit       ask the advisory service about every pinned package
#   make lock        write the lock files anew
#   make clean       take away what the others made, .venv too

PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3))
BIN := .venv/bin
SKIP := not slow and not soak and not browser and not server

# The stamps hold what is installed: while the files they depend on stay the same, nothing is installed again.
STAMPS := .venv/.stamps
RUNS := $(STAMPS)/runs
TESTS := $(STAMPS)/tests
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
EDITABLE := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.DELETE_ON_ERROR:
.PHONY: demo test test-full test-browser soak score score-ledger calibration bench bench-ledger bench-pages mutants docs smoke sbom audit lock clean check

demo: $(RUNS)
	@scripts/demo

test: check
	$(BIN)/python -m pytest -n auto -m "$(SKIP)"

test-full: check
	$(BIN)/python -m pytest --hypothesis-profile=exploring -m "not soak and not browser"

test-browser: $(TESTS)
	$(BIN)/python -m pytest -m browser tests/web

soak: $(TESTS)
	$(BIN)/python -m pytest --hypothesis-profile=exploring -m soak || [ $$? -eq 5 ] # 5: there are none

check: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src

score: $(RUNS)
	$(BIN)/python -m bench.score
	$(BIN)/python -m bench.english gold

score-ledger: $(RUNS)
	$(BIN)/python -m bench.storyline
	$(BIN)/python -m bench.duplicates

calibration: $(RUNS)
	$(BIN)/python -m bench.calibration

bench: $(RUNS)
	$(BIN)/python -m bench.overhead
	$(BIN)/python -m bench.english all $(if $(POLNEAR),--polnear $(POLNEAR))
	$(if $(PEERS),$(BIN)/python -m bench.peers $(PEERS) $(if $(POLNEAR),--polnear $(POLNEAR)))

bench-ledger: $(RUNS)
	$(BIN)/python -m bench.ledger --reports $(or $(REPORTS),100000)

bench-pages: $(TESTS)
	$(BIN)/python -m bench.pages $(if $(LEDGER),--ledger $(LEDGER))

mutants: $(TESTS)
	scripts/mutate cover --once
	scripts/mutate run
	scripts/mutate tell

docs: $(TESTS)
	$(BIN)/python -m mkdocs build --strict

smoke: $(TESTS)
	scripts/smoke $(WHEELS)

sbom: $(TESTS)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON \
	    --validate --output-file build/depesje.cdx.json

# --strict: a package that the service does not know of is a failure, and so is a service that cannot be asked.
audit: $(TESTS)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

lock: $(TESTS)
	scripts/lock

clean:
	rm -rf .venv build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Older pips fail on the lock files, so the first thing into .venv is a newer one.
$(STAMPS)/pip: requirements-pip.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Depesje needs Python 3.11 or later; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Installing into .venv (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements-pip.lock
	@mkdir -p $(STAMPS) && touch $@

$(RUNS): $(STAMPS)/pip requirements.lock pyproject.toml
	@$(INSTALL) -r requirements.lock
	@$(EDITABLE)
	@touch $@

$(TESTS): $(RUNS) requirements-dev.lock
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
