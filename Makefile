# Verbs of the portal; `make help` lists them. All they need is Python 3.11, 3.12 or 3.13, make and git.

PYTHON_HERE := .venv/bin/python
SETUP := running/bootstrap.sh
LOCK := $(PYTHON_HERE) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test smoke check format measure bench shell demo backup restore docs setup lock clean

help: ## list the verbs
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: ## start everything with demo content, in the foreground (HOST, PORT, DATABASE_URL, REDIS_URL)
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.stack --end-with-parent

test: ## lint, types and all tests on real servers and in a browser (ARGS for pytest)
	@$(SETUP) requirements-dev.txt
	@$(PYTHON_HERE) -m running.testing $(ARGS)

smoke: ## prove `make run`: sign in, kill each part, stop, start again; prints what it saw
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.smoke

check: ## lint, format, types, imports, migrations, translations, safe settings
	@$(SETUP) requirements-dev.txt
	@$(PYTHON_HERE) -m running.check

format: ## order imports, format code
	@$(SETUP) requirements-dev.txt
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format .

measure: ## the shape of the code: sizes, cycles, what is typed and tested; a mirror, not a gate
	@$(SETUP) requirements-dev.txt
	@$(PYTHON_HERE) bench/measure.py

bench: ## figures of docs/performance.md: our pages beside the least that Django can do (ARGS="--write")
	@$(SETUP) requirements-dev.txt
	@$(PYTHON_HERE) -m bench $(ARGS)

shell: ## Python with the portal's models, on the data of `make run`
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.within shell

demo: ## load the demo content into the data of `make run`, and count what it shows
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.within migrate --verbosity 0
	@$(PYTHON_HERE) -m running.within demo
	@$(PYTHON_HERE) -m running.within demo --check

backup: ## the data of `make run` or of a real site into one file (TO: a file or a folder)
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.keeping backup "$(TO)"

restore: ## a backup into an empty site, proved row by row (FILE; REPLACE=1 where the site is not empty)
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.keeping restore "$(FILE)" $(if $(REPLACE),--replace)

docs: ## write anew what docs/ has from the code: pages, and the pictures of the guides
	@$(SETUP) requirements-dev.txt
	@$(PYTHON_HERE) -m running.within write_docs
	@PORTAL_PICTURES=docs/images/panduan $(PYTHON_HERE) -m pytest tests/walks/test_guides*.py -n 0

setup: ## the virtual environment with everything a developer needs
	@$(SETUP) requirements-dev.txt

lock: ## resolve the dependencies of pyproject.toml anew
	@$(SETUP) requirements-dev.txt
	$(LOCK) --group embedded pyproject.toml -o requirements.txt
	$(LOCK) -c requirements.txt pyproject.toml -o requirements-production.txt
	$(LOCK) --group embedded --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## stop the embedded servers and delete what a running copy has written
	@$(SETUP) requirements.txt
	@$(PYTHON_HERE) -m running.cleaning
