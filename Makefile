# The commands of the README. Everything here can be run again and again.

ASSETS := templates/assets
ASSET_SOURCES := $(shell find $(ASSETS) \( -name node_modules -o -name built \) -prune -o -type f -print 2>/dev/null)
INSTALLED := $(ASSETS)/node_modules/.installed
BUILT := $(ASSETS)/built/stamp

.DELETE_ON_ERROR:
.PHONY: run test soak lint audit bench assets tools

# The demo does not wait for the program that prints documents: that is built beside it, and found once it is there.
TARGET := $(or $(CARGO_TARGET_DIR),target)

run: tools assets
	cargo build --bin registrar
	@echo "registrar-documents is built beside the demo; its log is $(TARGET)/documents.log"
	@nice -n 19 cargo build --quiet -p documents >$(TARGET)/documents.log 2>&1 & \
	trap 'exit 130' INT; trap 'exit 143' TERM; trap "kill $$! 2>/dev/null || true" EXIT; \
	$(TARGET)/debug/registrar demo

test:
	@tests/tools/test.sh

# The same races, kills, histories and properties as in `make test`, run long.
soak:
	@tests/tools/soak.sh

lint: tools assets
	cargo fmt --check --all
	cargo clippy --workspace --all-targets -- -D warnings

# Not part of CI: it takes long, and builds the tools that it lacks. AUDIT="typos docs" takes some of the steps only.
audit: tools assets
	@tests/tools/audit.sh

# As the program is shipped: what is not optimised says nothing about it. BENCH_PROFILE=dev only tries the bench itself.
BENCH_PROFILE ?= release

bench: export BENCH_BIN = target/$(BENCH_PROFILE:dev=debug)
bench: tools assets
	@for tool in pgbench psql sqlite3 python3; do command -v $$tool >/dev/null || { echo "$$tool is missing: install postgresql, postgresql-contrib, sqlite3 and python3, then run make again." >&2; exit 1; }; done
	cargo build --profile $(BENCH_PROFILE) --bin registrar --example bare
	tests/tools/with-postgres.sh python3 bench/bench.py

assets: tools $(BUILT)

tools:
	@command -v cargo >/dev/null || { echo "cargo is missing: install Rust 1.95 or newer, then run make again." >&2; exit 1; }
	@command -v cc >/dev/null || { echo "cc is missing: install a C compiler (Debian: apt-get install build-essential), then run make again." >&2; exit 1; }
	@command -v node >/dev/null || { echo "node is missing: install Node.js 20 or newer, then run make again." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "npm is missing: install npm, then run make again." >&2; exit 1; }

$(INSTALLED): $(ASSETS)/package-lock.json $(ASSETS)/package.json
	cd $(ASSETS) && npm ci --no-audit --no-fund
	@mkdir -p $(@D)
	@touch $@

$(BUILT): $(INSTALLED) $(ASSET_SOURCES)
	cd $(ASSETS) && npm run build
	@touch $@
