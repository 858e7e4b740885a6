#!/usr/bin/env bash
# `make soak`: the races, kills and properties of `make test`, run long: 1,000 rounds, 100 kills, 10,000 cases,
# 500 random histories of each kind, 10,000 guesses of each secret in each way, and an older office of 100,000
# organisations; 1,000 texts of the inputs. The figures can be set: REGISTRAR_ROUNDS, REGISTRAR_KILLS, REGISTRAR_HISTORIES, REGISTRAR_GUESSES, REGISTRAR_TEXTS,
# REGISTRAR_ORGANIZATIONS, PROPTEST_CASES.
set -euo pipefail
cd "$(dirname "$0")/../.."

export REGISTRAR_ROUNDS=${REGISTRAR_ROUNDS:-1000} REGISTRAR_KILLS=${REGISTRAR_KILLS:-100}
export REGISTRAR_HISTORIES=${REGISTRAR_HISTORIES:-500} REGISTRAR_GUESSES=${REGISTRAR_GUESSES:-10000}
export REGISTRAR_TEXTS=${REGISTRAR_TEXTS:-1000}
export REGISTRAR_ORGANIZATIONS=${REGISTRAR_ORGANIZATIONS:-100000}
export PROPTEST_CASES=${PROPTEST_CASES:-10000} INSTA_UPDATE=no CARGO_TERM_COLOR=never

tests/tools/prepare.sh
make --no-print-directory assets
logs=target/soak-logs
mkdir -p "$logs"
long='binary(portal) and test(/^(histories|kills|races|archives::(crowd|kills)|sales::crowd|house::(guesses|password|people)|inputs::texts|operations::(approvals|crowd|intake|issuance|review|settlement)|store::(errands|older_office))::|::however_many_guess_/)'
properties='kind(lib) or test(/propert/)'
status=0
run() {
    local log="$logs/$1.log"
    shift
    # One test at a time: each of them brings its own crowd.
    "$@" 2>&1 | tee "$log" || status=1
}
nextest=(cargo nextest run --workspace --no-fail-fast --success-output final --test-threads 1)
run properties "${nextest[@]}" -E "$properties"
run sqlite "${nextest[@]}" -E "$long"
run postgres tests/tools/with-postgres.sh "${nextest[@]}" -E "$long"
tests/tools/count.sh "$logs"/{properties,sqlite,postgres}.log
exit "$status"
