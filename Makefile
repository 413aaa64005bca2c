# make run   serve a working demonstration on SQLite
# make test  run the tests that this machine can run, and say what was left out
# Each target makes the environment that it needs. Python 3.11 or newer is all that must be there.

PYTHON ?= python3
RUN_ENV := .venv-run
DEV_ENV := .venv
CORE_ENV := .venv-core
PORT ?= 8000

.PHONY: reference help run test test-postgresql core-test check bench robot images mutants lock assets clean

help:
	@sed -n 's/^# //p' Makefile | head -3

define environment
$(1)/.made: requirements/$(2).txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Patternbook needs Python 3.11 or newer. Name one with: make PYTHON=python3.12 …"; exit 2; }
	$(PYTHON) -m venv $(1)
	$(1)/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/$(2).txt
	$(1)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $$@
endef

$(eval $(call environment,$(RUN_ENV),run))
$(eval $(call environment,$(DEV_ENV),dev))
$(eval $(call environment,$(CORE_ENV),core-test))

run: $(RUN_ENV)/.made
	$(RUN_ENV)/bin/python -m patternbook.web.demonstration --port $(PORT)

# The browser has processes of its own: while it runs, its loop keeps Django from the database.
test: $(DEV_ENV)/.made core-test
	$(DEV_ENV)/bin/python -m pytest -n auto --ignore tests/browser
	$(DEV_ENV)/bin/python -m pytest -n 2 --dist loadfile -p no:randomly tests/browser

core-test: $(CORE_ENV)/.made
	$(CORE_ENV)/bin/coverage erase
	$(CORE_ENV)/bin/coverage run -m pytest -c tests/core/pytest.ini --rootdir . -n auto --hypothesis-profile=steady tests/core
	$(CORE_ENV)/bin/coverage combine --quiet
	$(CORE_ENV)/bin/coverage report

# Small changes of the core that a test must notice. One part: make mutants MODULES="language/periods engine/tables"
mutants: $(DEV_ENV)/.made
	$(DEV_ENV)/bin/python tools/mutants.py $(MODULES)

test-postgresql: $(DEV_ENV)/.made
	PATTERNBOOK_TEST_DATABASE_URL=$${PATTERNBOOK_TEST_DATABASE_URL:-postgresql://root@127.0.0.1:5432/test} $(DEV_ENV)/bin/python -m pytest -n auto tests/web

bench: $(DEV_ENV)/.made
	$(DEV_ENV)/bin/python -m bench

# Every page of every example, with and without scripts, wide and narrow; `make test` visits each structure once.
robot: $(DEV_ENV)/.made
	ROBOT=all $(DEV_ENV)/bin/python -m pytest tests/browser -p no:randomly

# The pictures in docs/images, taken from the running product.
images: $(DEV_ENV)/.made
	$(DEV_ENV)/bin/python -m tests.browser.images

check: $(DEV_ENV)/.made
	$(DEV_ENV)/bin/ruff check .
	$(DEV_ENV)/bin/ruff format --check .
	$(DEV_ENV)/bin/mypy
	$(DEV_ENV)/bin/lint-imports

reference: $(DEV_ENV)/.made
	$(DEV_ENV)/bin/python -c "import pathlib, patternbook.language.published as p; p.write(pathlib.Path('docs/reference'))"
	$(DEV_ENV)/bin/python -m patternbook.cli.documentation docs/reference/cli.md
	$(DEV_ENV)/bin/python -m patternbook.cli.problem_codes docs/reference/problems.md

lock:
	@command -v uv >/dev/null || { echo "Needs uv: pip install uv"; exit 2; }
	for name in core run core-test dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements/$$name.in -o requirements/$$name.txt; done

# Only to update the shipped style sheet and scripts; the only target that needs Node.
assets:
	cd assets && npm ci --ignore-scripts --omit=optional --no-audit --no-fund && npm run build

clean:
	rm -rf $(RUN_ENV) $(DEV_ENV) $(CORE_ENV) build var
