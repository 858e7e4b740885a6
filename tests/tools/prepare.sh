#!/usr/bin/env bash
# Installs what the tests need and a fresh Debian machine lacks; changes nothing when all of it is there.
# Fails with one sentence when something cannot be installed: the tests are never run without it.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() { echo "prepare: $*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif has sudo && sudo -n true 2>/dev/null; then sudo -n "$@"
    else fail "root is needed for: $*. Run it as root once, then run make test again."; fi
}

# --- Debian packages -------------------------------------------------------------------------------------------------
packages=()
want() { packages+=("$@"); }
has cc || want build-essential
has python3 || want python3
python3 -m pip --version >/dev/null 2>&1 || want python3-pip
has node || want nodejs
has npm || want npm
has openssl || want openssl
has chromium || want chromium
has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || want postgresql
has cfssl || want golang-cfssl
has pdftotext || want poppler-utils
has zbarimg || want zbar-tools
has qpdf || want qpdf
compgen -G '/usr/lib/*/engines-3/gost.so' >/dev/null || want libengine-gost-openssl

if [ "${#packages[@]}" -gt 0 ]; then
    has apt-get || fail "this machine has no apt-get; install by hand: ${packages[*]}"
    echo "prepare: installing ${packages[*]}"
    # Debian starts a service as soon as it is installed; the tests start their own, so none is started here.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'as_root rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    as_root apt-get -qq update || fail "apt-get update failed"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${packages[@]}" \
        || fail "apt-get could not install: ${packages[*]}"
fi

[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js 20 or newer is needed, this is $(node --version)"

# --- Python packages -------------------------------------------------------------------------------------------------
python_ready() {
    python3 - tests/tools/requirements.txt <<'PY' 2>/dev/null
import sys
from importlib.metadata import version
for line in open(sys.argv[1]):
    name, wanted = line.strip().split("==")
    assert version(name) == wanted
PY
}
if ! python_ready; then
    echo "prepare: installing $(paste -sd' ' tests/tools/requirements.txt)"
    python3 -m pip install --quiet --disable-pip-version-check -r tests/tools/requirements.txt \
        || python3 -m pip install --quiet --disable-pip-version-check --break-system-packages -r tests/tools/requirements.txt \
        || fail "pip could not install tests/tools/requirements.txt"
    python_ready || fail "the packages of tests/tools/requirements.txt are still missing after pip"
fi

# --- Rust tools ------------------------------------------------------------------------------------------------------
has cargo || fail "cargo is missing: install Rust 1.95 or newer"
cargo fmt --version >/dev/null 2>&1 || { has rustup && rustup component add rustfmt; } || fail "cargo fmt is missing"
cargo clippy --version >/dev/null 2>&1 || { has rustup && rustup component add clippy; } || fail "cargo clippy is missing"
if ! cargo nextest --version >/dev/null 2>&1; then
    echo "prepare: building cargo-nextest (some minutes, once)"
    cargo install --locked --quiet cargo-nextest || fail "cargo-nextest could not be installed"
fi

# --- the browser tests' packages -------------------------------------------------------------------------------------
lock=tests/browser/package-lock.json stamp=tests/browser/node_modules/.installed
if [ ! -e "$stamp" ] || [ "$lock" -nt "$stamp" ]; then
    (cd tests/browser && npm ci --no-audit --no-fund --loglevel=error) || fail "npm ci failed in tests/browser"
    touch "$stamp"
fi
