# make site     set up and build the site into site/
# make test     set up and run the tests (installs Chromium and LibreOffice's Calc where they are missing and may be)
# make editor   fetch the web editor's program, if content/site.yml asks for an editor (make site does it too)
# make serve    preview with live reload on http://127.0.0.1:8000/
# make lint     ruff and mypy
# make addresses   add new pages to the list of published addresses (content/published-urls.txt)
# make release-check   the long rehearsal: fresh clone, both commands, the same bytes again, links, HTML, accessibility, weight, servers
# make audit    known weaknesses of the locked dependencies (needs the network)
# make bench    compare build times with other generators (BENCH="--sizes 200 --runs 1" for a first look)
# make lock     renew requirements.lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: addresses release-check audit editor site test serve lint lock check clean bench
.DEFAULT_GOAL := site

site: editor
	$(BIN)/cet build

editor: $(READY)
	$(BIN)/python .ci/editor

check: $(READY)
	$(BIN)/cet check

addresses: $(READY)
	$(BIN)/cet addresses --update

serve: $(READY)
	$(BIN)/cet serve

test: $(READY)
	sh .ci/browser
	sh .ci/office
	[ -z "$$CET_LONG" ] || sh .ci/servers
	[ -z "$$CET_LONG" ] || sh .ci/tools/install
	$(BIN)/python .ci/editor --always
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

$(READY): requirements.lock pyproject.toml
	sh .ci/venv $(PYTHON) $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

bench: $(READY)
	$(BIN)/python -m bench.run $(BENCH)

audit:
	sh .ci/audit $(PYTHON)

release-check: lint
	bash .ci/rehearsal

lock: $(READY)
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --strip-extras --extra dev --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf build site $(VENV)
