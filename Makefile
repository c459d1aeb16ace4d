# A thin front of Meson: `make help` lists what there is. Every part runs alone; those that need
# packages install them first (tools/setup), unless SETUP=no.

BUILD := build
ASAN  := build-asan
FUZZ  := build-fuzz
TSAN  := build-tsan
COVERAGE := build-coverage
PLAIN := build-plain
EVAL  ?=
FUZZ_SECONDS ?= 60
BENCH_ARGS ?=
LTO   ?= true
TESTS ?=
SETUP ?= yes
PYTHON_VENV  ?= .venv-python
PYTHON_TESTS ?=
PAGE_BUILD ?= build-page
PAGE_PACKAGES := page/node_modules/.package-lock.json
SERVER_VENV  ?= .venv-server
SERVER_TESTS ?=

export PATH := $(CURDIR)/.venv/bin:$(PATH)
export ASAN_OPTIONS ?= abort_on_error=0:detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS ?= print_stacktrace=1

C_FILES = $(shell find src include cli tools tests bench bindings -name '*.c' -o -name '*.h' | sort)
FUZZERS = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))

setup = @[ "$(SETUP)" = no ] || tools/setup $(1)
configure = @[ -f $(1)/build.ninja ] || $(2) meson setup $(1) $(3)

.DEFAULT_GOAL := build
.PHONY: build page page-if-possible run test test-core test-store test-faults test-server test-python test-page \
  test-threads test-valgrind coverage sbom dist reproducible eval bench bench-linear fuzz format lint-data \
  check check-format check-layers check-lint check-page install clean help

build: ## the program build/rasid and its build/rasid.knowledge; LTO=false BUILD=build-dev for quick turns
	$(call setup,build)
	$(call configure,$(BUILD),,-Db_lto=$(LTO))
	@ninja -C $(BUILD)

# Without the registry of npm everything but the page is there.
page-if-possible:
	@$(MAKE) --no-print-directory page || \
	  echo "The page could not be built: rasid serve will say so; all else works." >&2

run: page-if-possible build ## codes samples/ into build/samples.db and shows the records
	@rm -f $(BUILD)/samples.db
	$(BUILD)/rasid code --date 2024-03-05 --db $(BUILD)/samples.db samples
	$(BUILD)/rasid show --db $(BUILD)/samples.db --format table
	@$(BUILD)/rasid incidents --db $(BUILD)/samples.db --format jsonl >/dev/null
	@echo "To look at them in a browser: $(BUILD)/rasid serve --db $(BUILD)/samples.db (or --demo)"

test: test-core test-store test-faults test-server test-python test-page ## all tests, those of C with ASan and UBSan

$(ASAN)-build:
	$(call setup,test)
	$(call configure,$(ASAN),,--buildtype=debug -Doptimization=1 -Db_sanitize=address$(comma)undefined -Db_lundef=false)
	@ninja -C $(ASAN)
.PHONY: $(ASAN)-build
comma := ,

test-core: $(ASAN)-build ## unit, error and golden tests of the core
	meson test -C $(ASAN) --no-rebuild --print-errorlogs --suite core $(TESTS)

test-store: $(ASAN)-build ## tests of readers, export, store and the command line
	meson test -C $(ASAN) --no-rebuild --print-errorlogs --suite store $(TESTS)

# Sanitizers bring their own allocator, so these run on a plain build.
test-faults: ## each allocation, read, write, fsync and mmap fails once
	$(call setup,test)
	$(call configure,$(PLAIN),,-Db_lto=false)
	@ninja -C $(PLAIN)
	meson test -C $(PLAIN) --no-rebuild --print-errorlogs --suite faults

# The program with sanitizers is asked over HTTP.
test-server: $(ASAN)-build ## rasid serve: its description, filters, review, hostile requests; SERVER_TESTS='-k review' for some
	$(call setup,server)
	RASID_PROGRAM=$(CURDIR)/$(ASAN)/rasid $(SERVER_VENV)/bin/python -m pytest -q -p no:cacheprovider tests/server $(SERVER_TESTS)

test-threads: ## the parallel paths under ThreadSanitizer
	$(call setup,test)
	$(call configure,$(TSAN),CC=clang,--buildtype=debug -Doptimization=1 -Db_sanitize=thread -Db_lundef=false)
	@ninja -C $(TSAN) rasid rasid.knowledge
	python3 tests/errors/threads.py $(TSAN)/rasid $(TSAN)/rasid.knowledge

VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible
test-valgrind: build ## samples, pages and seeds of the fuzzers under Valgrind; some minutes
	$(VALGRIND) $(BUILD)/rasid code samples --date 2024-03-05 >/dev/null
	$(VALGRIND) $(BUILD)/rasid analyze samples/01-agency-border-attack.txt >/dev/null
	$(VALGRIND) $(BUILD)/rasid read tests/fixtures tests/fuzz/seeds >/dev/null

# gcovr comes from PyPI into a virtual environment of its own.
coverage: ## line and branch coverage of src/ by the tests of core, store and faults; COVERAGE/report.html
	$(call setup,test)
	@[ -f $(COVERAGE)/venv/bin/gcovr ] || { python3 -m venv $(COVERAGE)/venv && \
	  $(COVERAGE)/venv/bin/pip install --quiet --disable-pip-version-check 'gcovr>=7,<9'; }
	@[ -f $(COVERAGE)/tree/build.ninja ] || meson setup $(COVERAGE)/tree --buildtype=debug -Doptimization=0 -Db_coverage=true
	@find $(COVERAGE)/tree -name '*.gcda' -delete
	meson test -C $(COVERAGE)/tree -t 4 --suite core --suite store --suite faults
	$(COVERAGE)/venv/bin/gcovr -r . --object-directory $(COVERAGE)/tree -f src/ \
	  --exclude-unreachable-branches --exclude-throw-branches --merge-mode-functions=separate \
	  --gcov-ignore-parse-errors=all --html-details $(COVERAGE)/report.html --print-summary $(COVERAGE)/tree

# The wheel is built as a user's pip would, and tested where nothing else of rasid can be imported.
test-python: ## the Python package with Spark, pandas, Polars, DuckDB; PYTHON_TESTS='-m "not spark"' for some
	$(call setup,python)
	$(call configure,$(PLAIN),,-Db_lto=false)
	@ninja -C $(PLAIN)
	PATH=$(CURDIR)/$(PYTHON_VENV)/bin:$$PATH pip install --quiet --disable-pip-version-check \
	  --no-build-isolation --no-deps --force-reinstall --config-settings=builddir=build-python .
	RASID_PROGRAM=$(CURDIR)/$(PLAIN)/rasid $(PYTHON_VENV)/bin/python -m pytest -q $(PYTHON_TESTS)

# npm writes the marker file last, so it is as new as the installed packages. Not `npm ci`: it wants
# the packages of all platforms in the lock file, which registries need not have.
$(PAGE_PACKAGES): page/package-lock.json
	npm install --prefix page --no-audit --no-fund --loglevel=error
	@touch $@

page: ## the page of rasid serve: page/dist, which the next make takes into the program
	$(call setup,page)
	@$(MAKE) --no-print-directory $(PAGE_PACKAGES)
	npm run --prefix page --silent build

# One file of tests at a time: each starts a server and a browser of its own.
test-page: page ## the page: unit tests, and rasid serve in Chromium; PICTURES=yes renews docs/images
	$(call setup,browser)
	$(call configure,$(PAGE_BUILD),,-Db_lto=false)
	@ninja -C $(PAGE_BUILD)
	npm run --prefix page --silent unit
	RASID_PROGRAM=$(CURDIR)/$(PAGE_BUILD)/rasid npm run --prefix page --silent browser

eval: build ## scores against the evaluation sets: make eval EVAL=FOLDER
	@[ -n "$(EVAL)" ] || { echo "make eval EVAL=FOLDER (the one that holds eval/ and seed/)" >&2; exit 2; }
	$(BUILD)/rasid code $(EVAL)/eval/gold_dev.jsonl > $(BUILD)/eval-dev.jsonl
	python3 $(EVAL)/eval/score.py $(EVAL)/eval/gold_dev.jsonl $(BUILD)/eval-dev.jsonl --part open --by-type
	$(BUILD)/rasid code $(EVAL)/seed/gold.jsonl > $(BUILD)/eval-seed.jsonl
	python3 $(EVAL)/eval/score.py $(EVAL)/seed/gold.jsonl $(BUILD)/eval-seed.jsonl
	python3 $(EVAL)/eval/suites.py $(BUILD)/rasid $(EVAL)/eval

bench: build ## speed and memory (EVAL=FOLDER adds its texts), instructions against bench/history.tsv
	python3 bench/run.py --program $(BUILD)/rasid $(if $(EVAL),--eval $(EVAL)) $(BENCH_ARGS)
	python3 bench/figures.py --program $(BUILD)/rasid
	python3 bench/count.py --program $(BUILD)/rasid

bench-linear: build ## twice the input, at most 2.2 times the time, on hostile shapes; many minutes
	python3 bench/coder.py --program $(BUILD)/rasid --megabytes 1 --runs 3
	python3 bench/readers.py --program $(BUILD)/rasid --megabytes 2 --runs 3

fuzz: ## each fuzz target for FUZZ_SECONDS (60), or FUZZ_RUNS runs that are the same each time
	$(call setup,test)
	$(call configure,$(FUZZ),CC=clang,-Dfuzz=true --buildtype=debug -Doptimization=1 -Db_sanitize=address$(comma)undefined -Db_lundef=false)
	@ninja -C $(FUZZ)
	@python3 tests/fuzz/run.py --build $(FUZZ) --seconds $(FUZZ_SECONDS) $(if $(FUZZ_RUNS),--runs $(FUZZ_RUNS)) $(FUZZERS)

format: ## lays out the C files, and those of the page where its packages are
	$(call setup,check)
	@clang-format -i $(C_FILES)
	@[ ! -d page/node_modules ] || npm run --prefix page --silent format

lint-data: build ## dictionary files: faults, warnings and the examples in them
	$(BUILD)/rasid lint --strict data

check: check-format check-layers check-lint check-page ## format, layers and lint

check-format: ## clang-format finds nothing to change
	$(call setup,check)
	@clang-format --dry-run --Werror $(C_FILES)

check-layers: ## who includes whom, what each meson.build lists, no Arabic in logic
	python3 tools/check_layers.py

check-lint: ## scripts and data read by their own checkers
	bash -n tools/setup
	bash -n tools/dist
	bash -n tools/reproducible
	bash -n .ci/run
	python3 -m compileall -q tools tests bench bindings
	python3 tests/corpus/run.py --lint
	python3 tests/corpus/check_codebook.py
	python3 tools/check_robustness.py

check-page: ## the page's format, lint and types
	$(call setup,check)
	@$(MAKE) --no-print-directory $(PAGE_PACKAGES)
	npm run --prefix page --silent check

sbom: build ## what the program is made of, CycloneDX JSON: build/sbom.json
	python3 tools/sbom.py $(BUILD)/rasid > $(BUILD)/sbom.json

dist: ## source archive, Debian packages (lintian), wheel, of the last commit, in dist/; DIST="source deb" for some
	tools/dist dist $(DIST)

reproducible: ## two builds of the last commit in different folders give the same bytes; LTO=true as well
	LTO=$(if $(filter command line,$(origin LTO)),$(LTO),false) tools/reproducible build-reproducible

install: build ## installs below Meson's prefix (DESTDIR=… is respected)
	meson install -C $(BUILD) --no-rebuild

clean: ## removes what was built
	rm -rf $(BUILD) $(ASAN) $(FUZZ) $(PAGE_BUILD) page/dist build-gcc build-clang build-python $(PLAIN) $(TSAN) $(COVERAGE) build-reproducible
	find tools tests bench bindings -name __pycache__ -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22
