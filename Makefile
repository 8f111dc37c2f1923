# Each target sets up .venv first, on a machine with Python 3.11+, make and pip, and does nothing twice.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
MINUTES ?= 10
KILLS ?= 100
TURNS ?= 200
# Tests start many processes: each would compile khotin anew where the environment lets none keep what it compiled.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help dask zensical lake run test check bench bench-small bench-copies bench-search bench-questions bench-scale bench-peers profile rules soak questions docs lock wheel clean clean-warehouse

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

dask: $(READY) ## add what KHOTIN_RUNNER=dask needs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dask.lock

zensical: $(READY) ## add what builds the docs, which their own tests need too
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-docs.lock

lake: $(READY) ## add what KHOTIN_WAREHOUSE=ducklake:… needs, with the DuckDB that its extensions are built for
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-lake.lock

run: $(READY) ## run the whole flow on the sample articles, leave the warehouse and the report
	@$(BIN)/khotin run seeds/articles

test: $(READY) ## run every test, a file on each core
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(READY) ## style, types and tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

bench: $(READY) ## time the whole run beside the floor
	@$(BIN)/python benchmarks/whole_run.py

bench-small: $(READY) ## time a small run beside an empty flow, on warehouses of several sizes
	@$(BIN)/python benchmarks/small_run.py

bench-copies: $(READY) ## time how articles are compared with each other, and whether it grows with their number
	@$(BIN)/python benchmarks/copies.py

bench-search: $(READY) ## say how well and how fast WAREHOUSE= of articles_5k.parquet is searched
	@$(BIN)/python benchmarks/searching.py $(WAREHOUSE)

bench-questions: $(READY) ## time every named question on WAREHOUSE=, the slowest first
	@$(BIN)/python benchmarks/questions.py $(WAREHOUSE)

bench-scale: $(READY) ## print what runs cost at several sizes, for each runner (RUNNERS=local,dask SIZES="1000 5000")
	@$(BIN)/python benchmarks/scale.py $(SIZES)

bench-peers: $(READY) ## print what khotin and other tools cost side by side; each gets an environment of its own, build/peers/NAME
	@$(BIN)/python benchmarks/peers

profile: $(READY) ## say where the time of reading goes, by folder and by function
	@$(BIN)/python benchmarks/reading.py

rules: $(READY) ## list the rules of reading: what each reads, where it stands, how often it was right
	@$(BIN)/khotin rules

soak: $(READY) ## look for inputs that stop a run for MINUTES=10, kill KILLS=100 commands, fire TURNS=200 scheduled runs
	@$(BIN)/python benchmarks/soak.py $(MINUTES)
	@$(BIN)/python benchmarks/kills.py $(KILLS)
	@$(BIN)/python benchmarks/turns.py $(TURNS)

questions: $(READY) ## write docs/questions.md from sql/analysis
	@$(BIN)/python -m flows.questions > docs/questions.md

docs: zensical ## build the docs as a site, build/docs/site/index.html, strictly and with its links checked
	@$(BIN)/python -m docs.site

wheel: $(READY) ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation

LOCK := pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --strip-extras
lock: ## pin every version with its hashes anew (needs pip-tools)
	@$(LOCK) --extra dev --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra dask --constraint requirements.lock --output-file requirements-dask.lock pyproject.toml
	@$(LOCK) --extra docs --constraint requirements.lock --output-file requirements-docs.lock pyproject.toml
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["lake"], sep="\n")' \
		| $(LOCK) --output-file requirements-lake.lock - # only these: its extensions fit another DuckDB than requirements.lock has

clean: ## remove the environment and what is built; the warehouse stays
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

clean-warehouse: ## remove warehouse/ with the judgements of people, after asking
	@printf 'warehouse/: kho, tài liệu đã lưu và nhận xét của người dùng sẽ mất / the warehouse, its documents and people'"'"'s judgements will be gone. yes? '; \
	read answer; if [ "$$answer" = yes ]; then find warehouse -mindepth 1 ! -name .gitkeep -delete; else echo 'không xóa gì / nothing was removed'; fi
