# A distribution builds its Python with profiles; that of a version manager is often slower by a fifth.
PYTHON ?= $(if $(wildcard /etc/os-release),$(wildcard /usr/bin/python3))
PORT ?= 8000
FOLDER ?= /tmp/ten_million
PATH ?= /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
HOME ?= $(shell getent passwd "$$(id -u)" | cut -d: -f6)
export PYTHON PORT PATH HOME

.PHONY: help run test quick format css migration bench bench-faults bench-restarts bench-millions lock translations

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: ## everything on this machine: servers, demo data, site, worker, mailbox
	@scripts/system.sh run & scripts/setup.sh run; made=$$?; wait; exit $$made
	@exec .venv/bin/rbo dev

test: ## the whole gate, tests last
	@scripts/system.sh test & scripts/setup.sh dev; made=$$?; wait; exit $$made
	@exec .venv/bin/python scripts/gate.py

quick: ## the part of the gate that is over in seconds
	@scripts/setup.sh dev
	@exec .venv/bin/python scripts/gate.py --quick

format: ## put code into shape
	@scripts/setup.sh dev
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .

css: ## build the style sheet and the scripts in rbo/static (needs Node)
	@cd assets && npm ci --no-audit --no-fund --silent && npm run build --silent

migration: ## a new migration: make migration NAME=rackets_get_a_colour
	@scripts/setup.sh dev
	@.venv/bin/rbo db new "$(NAME)"

translations: ## bring the catalogue in line with the texts
	@scripts/setup.sh dev
	@.venv/bin/python scripts/translations.py --update

lock: ## choose newer packages within pyproject.toml
	@scripts/setup.sh dev
	@.venv/bin/python scripts/lock.py

bench: ## benchmarks, each beside its reference
	@scripts/setup.sh dev
	@.venv/bin/python -m bench.start
	@.venv/bin/python -m bench.receipts
	@.venv/bin/python -m bench.click_to_mail
	@.venv/bin/python -m bench.pages
	@.venv/bin/python -m bench.working_day
	@.venv/bin/python -m bench.batch
	@.venv/bin/python -m bench.foreign_ids
	@.venv/bin/python -m bench.sign_in
	@.venv/bin/python -m bench.exports
	@.venv/bin/python -m bench.imports
	@.venv/bin/python -m bench.api
	@.venv/bin/python -m bench.scaling
	@.venv/bin/python -m bench.news 20 1 --no-turns
	@.venv/bin/python -m bench.news 20 1

bench-restarts: ## rolling restarts under load (needs Caddy)
	@scripts/setup.sh dev
	@.venv/bin/python -m bench.restarts

bench-faults: ## every crash point many times
	@scripts/setup.sh dev
	@.venv/bin/python -m bench.faults

bench-millions: ## pages among ten million orders (an hour and 20 GB; FOLDER=/tmp/ten_million)
	@scripts/setup.sh dev
	@.venv/bin/python -m bench.ten_million $(FOLDER)
