#!/usr/bin/env bash
# What a machine can look at beside the tests: licences and sources, unused dependencies, spelling, documentation,
# coverage, mutants. A tool that is missing is built into target/tools, once. Every step is taken, whatever the one before
# came to; the end says what failed. AUDIT="typos docs" takes some of the steps only.
set -uo pipefail
cd "$(dirname "$0")/../.."
tools="$PWD/target/tools"
export PATH="$tools/bin:$PATH"
failed=()

# The command and the crate that it comes from.
bring() {
    command -v "$1" >/dev/null 2>&1 && return 0
    echo "audit: building $2 into target/tools (some minutes, once)"
    cargo install --locked --quiet --root "$tools" "$2" && return 0
    echo "audit: $2 could not be built; bring the command $1 onto the path, or leave the step out with AUDIT=…" >&2
    return 1
}

deny() {
    bring cargo-deny cargo-deny || return 1
    cargo deny check licenses bans sources || return 1
    # The database of advisories comes from outside; a machine that cannot reach it says so and goes on.
    cargo deny fetch db >/dev/null 2>&1 || { echo "audit: the database of advisories is out of reach: advisories not checked"; return 0; }
    cargo deny check advisories
}

machete() { bring cargo-machete cargo-machete && cargo machete; }

typos_of() { bring typos typos-cli && typos; }

docs() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --quiet; }

coverage() {
    bring cargo-llvm-cov cargo-llvm-cov && bring cargo-nextest cargo-nextest || return 1
    if [ -z "${LLVM_COV:-}" ] && ! rustup component list --installed 2>/dev/null | grep -q llvm-tools; then
        rustup component add llvm-tools >/dev/null 2>&1 || {
            echo "audit: coverage needs llvm-tools, or LLVM_COV and LLVM_PROFDATA of an LLVM not older than that of rustc" >&2
            return 1
        }
    fi
    mkdir -p target/coverage
    cargo llvm-cov nextest --workspace --summary-only | tee target/coverage/summary.txt
}

# Mutants of the domain, which its own tests should kill. MUTANTS chooses the files.
mutants() {
    bring cargo-mutants cargo-mutants || return 1
    cargo mutants --package registrar --file "${MUTANTS:-src/domain/**/*.rs}" --output target --test-tool cargo -- --lib
}

for step in ${AUDIT:-deny machete typos docs coverage mutants}; do
    echo "== $step"
    case "$step" in
        deny | machete | docs | coverage | mutants) "$step" ;;
        typos) typos_of ;;
        *) echo "audit: no such step: $step" >&2; false ;;
    esac || failed+=("$step")
done
if [ "${#failed[@]}" -gt 0 ]; then
    echo "audit: failed: ${failed[*]}" >&2
    exit 1
fi
echo "audit: nothing found"
