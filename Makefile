# Unhunch: `make run` opens the app, `make test` runs the tests. Both make what they need, once.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
PIP := $(PY) -m pip --disable-pip-version-check
ARGS ?=
TRIALS := kill or hostile or long_run

.DEFAULT_GOAL := help
.PHONY: run test test-desktop check bench soak screens figures clean help icons system install-desktop uninstall-desktop

run: $(VENV)/.installed-$(VERSION) ## open the app (make run ARGS='play desk-reset')
	@$(PY) -m app $(ARGS)

test: $(VENV)/.installed-dev-$(VERSION) ## run all tests, off screen (make test ARGS='-k player')
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(ARGS)

test-desktop: $(VENV)/.installed-dev-$(VERSION) ## try the app on a desktop made for it: sound, voice, keys, screen reader
	@$(PYTHON) packaging/system.py --trials
	@$(PY) -m pytest -p no:randomly -o python_files='trial_*.py' tests/desktop $(ARGS)

check: $(VENV)/.installed-dev-$(VERSION) ## format, lint, types, architecture, content
	$(VENV)/bin/ruff format --check app tests packaging
	$(VENV)/bin/ruff check app tests packaging
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m app check
	$(PY) -m tests.content
	$(call where_it_is,desktop-file-validate,packaging/unhunch.desktop)
	$(call where_it_is,appstreamcli,validate --no-net packaging/unhunch.metainfo.xml)

# The desktop's own validators; what they look for is largely in tests/test_desktop_files.py too.
where_it_is = @if command -v $(1) > /dev/null; then echo $(1) $(2); $(1) $(2); else echo "$(1) is not here: not asked."; fi

bench: $(VENV)/.installed-dev-$(VERSION) ## measure against the budgets
	@$(PY) -m tests.bench $(ARGS)

soak: $(VENV)/.installed-dev-$(VERSION) ## the long trials at full length: kills, hostile files, eight hours (a real hour: python -m tests.hour)
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest --soak $(if $(ARGS),$(ARGS),-k "$(TRIALS)")

screens: $(VENV)/.installed-dev-$(VERSION) ## paint every page into build/screens, to be looked at (ARGS='history diary' for some)
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.screens $(ARGS)

figures: $(VENV)/.installed-dev-$(VERSION) ## paint every exercise into build/figures, to be looked at (ARGS='cat-cow' for some)
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.figures $(ARGS)

icons: $(VENV)/.installed-$(VERSION) ## paint the app's icon at every size into build/icons, to be looked at
	@$(PY) packaging/icons.py

# Into the person's own menu, without root, started by this checkout. PREFIX=/usr/local is for everybody; DESTDIR is for
# those who make packages: all goes below it, without an environment, and the menu starts `unhunch` by its name.
COMMAND ?= $(if $(DESTDIR),unhunch,$(CURDIR)/$(VENV)/bin/unhunch)
install-desktop: $(if $(DESTDIR),,$(VENV)/.installed-$(VERSION)) ## put Unhunch into your menu, with its icon
	@$(if $(DESTDIR),$(PYTHON),$(PY)) packaging/desktop.py install --command "$(COMMAND)" --prefix "$(PREFIX)" --root "$(DESTDIR)"

uninstall-desktop: ## take it out of your menu
	@$(PYTHON) packaging/desktop.py uninstall --prefix "$(PREFIX)" --root "$(DESTDIR)"

clean: ## remove the environment, the caches and what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

system:
	@$(PYTHON) packaging/system.py

# An environment that does not work, or is of another Python, is made anew.
define environment
@$(PY) -c "import pip, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$(VERSION)')" 2>/dev/null || \
	{ echo "Making the environment in $(VENV): some minutes the first time, Qt is large."; $(PYTHON) -m venv --clear $(VENV); }
endef

# The stamps are older than pyproject.toml when what it asks for may have changed. Running the app needs no
# test tools, so there are two; the fuller one stands for both.
$(VENV)/.installed-$(VERSION): pyproject.toml | system
	$(environment)
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev-$(VERSION): pyproject.toml | system
	$(environment)
	$(PIP) install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed-$(VERSION)
