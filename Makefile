# Everything a person does with this project. `make run` and `make test` need Python 3.11, 3.12 or
# 3.13 and a package registry, nothing else: they set up .venv by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run chat test coverage check format setup clean

help:  ## Show this.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: setup  ## Start the bot: on Telegram with BOT_TOKEN, in the playground without.
	@exec $(BIN)/moviebot run

chat: setup  ## Talk to the bot in this terminal.
	@exec $(BIN)/moviebot chat

# By default the files with the most tests come first; here those that take long have few. In the
# order of their names tests/e2e is first and tests/unit last: small ones fill up the end.
TEST := $(BIN)/python -m pytest --numprocesses 5 --dist loadfile --no-loadscope-reorder

test: setup  ## Run all tests.
	$(TEST)

coverage: setup  ## Run all tests and show which branches they do not reach; a third slower.
	$(TEST) --cov --cov-report=term-missing:skip-covered

check: setup  ## Format, lint, types: what a commit has to pass besides the tests.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --num-workers 2

format: setup  ## Put the code into the house's form.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(VENV)/.installed  ## Make .venv and install everything into it.

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed; say which with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV); the first time this takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev,notebooks,tune]'
	@touch $@

clean:  ## Remove what `make setup` made.
	rm -rf $(VENV) *.egg-info
