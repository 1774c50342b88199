# Every target sets up all it needs: Python 3.11+, make and git are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo run test soak check pictures gallery lock bench programmes mutants

demo: $(READY)   ## the coach in your browser; no token, no account
	@$(BIN)/python -m bot demo

run: $(READY)    ## the coach on Telegram
	@$(BIN)/python -m bot run

test: $(READY)   ## on all processors; ARGS="-k player" for some of them
	@$(BIN)/python -m pytest $(ARGS)

soak: $(READY)   ## hours of lives, kills, odd acts and properties; ARGS="-k kill" for some of them
	@SOAK=1 $(BIN)/python -m pytest -m "soak or hypothesis" $(ARGS)

check: $(READY)  ## lint, types, content, what is understood
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot check
	$(BIN)/python -m tests.words

pictures: $(READY)  ## every animation into build/pictures, and the sheet in docs
	@$(BIN)/python -m bot pictures

gallery: $(READY)  ## every screen, in light and dark, on one page: build/gallery.html
	@$(BIN)/python -m bot gallery

programmes: $(READY)  ## half a year of eight people, week by week: what, how much, why; ARGS="74" for one of them
	@$(BIN)/python -m tests.coach.programmes $(ARGS)

bench: $(READY)  ## planning time for a person with two years of history
	@$(BIN)/python -m bench.planning

mutants: $(READY)  ## 200 small mistakes in the coach: do its tests notice? ARGS="--seed 7 --count 50 --only pain"
	@$(BIN)/python -m tests.mutants $(ARGS)

lock:            ## pins every version with its hashes; needs uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --quiet --upgrade --output-file requirements.lock

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@echo "Setting up .venv, once. This takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
