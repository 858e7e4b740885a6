#!/usr/bin/env bash
# `make test`: prepares the machine, then runs every check and test on both databases and in the browser.
# Goes on after a failure, so that one run tells everything; closes with «N passed, N failed».
set -euo pipefail
cd "$(dirname "$0")/../.."

# The tests choose their own settings; those of the person who runs them must not leak in.
for name in $(compgen -e); do case $name in DATABASE_URL | DATABASE_READ_URL | REGISTRAR_*) unset "$name" ;; esac; done
export CARGO_TERM_COLOR=never NO_COLOR=1 INSTA_UPDATE=no

logs=target/test-logs
stamp=$(date +%Y%m%d-%H%M%S)
mkdir -p "$logs"
all=()

# Each step is a process group of its own: whatever it leaves running is ended with it, however we end.
set -m
job=
end_job() {
    [ -n "$job" ] || return 0
    # The first signal lets a step tidy up after itself (PostgreSQL, browsers); the second takes what did not go.
    if kill -TERM -- "-$job" 2>/dev/null; then
        for _ in $(seq 50); do kill -0 -- "-$job" 2>/dev/null || break; sleep 0.1; done
        kill -KILL -- "-$job" 2>/dev/null || true
    fi
    job=
}
trap end_job EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Runs one step with its own log. What is no test (format, clippy) counts only when it fails, and so does a step that
# failed before it could count.
step() {
    local name=$1 log="$logs/$stamp-$1.log" status=0 started=$SECONDS
    shift
    all+=("$log")
    echo "== $name"
    : >"$log"
    ("$@") </dev/null >"$log" 2>&1 &
    job=$!
    tail -n +1 -s 0.2 -f --pid="$job" "$log" &
    wait "$job" || status=$?
    wait $! || true
    end_job
    if [ "$status" != 0 ] && [[ $(tests/tools/count.sh "$log") == *" 0 failed" ]]; then
        echo "check failed: $name" | tee -a "$log"
    fi
    echo "== $name: $((SECONDS - started)) s"
    return "$status"
}
close() {
    local line
    line=$(tests/tools/count.sh "${all[@]}")
    echo "$line"
    case $line in "0 passed"*) exit 1 ;; *" passed, 0 failed") exit 0 ;; *) exit 1 ;; esac
}

# Three files at a time, the longest first: each starts a server and a browser of its own, and waits for them half of its time.
browser() {
    local files
    mapfile -t files < <(ls -S tests/browser/*.test.mjs)
    NODE_NO_WARNINGS=1 node --test --test-concurrency=3 --test-timeout=600000 --test-reporter=tap "${files[@]}"
}
browser_on_postgres() { DATABASE_URL=$REGISTRAR_TEST_DATABASE browser; }
export -f browser browser_on_postgres

# A test waits for its database and its clock a good part of its time: twice as many run at once as there are cores.
threads=$((2 * $(nproc)))

# What is built from nothing is built once; a cache for the next build would only cost time.
[ -d target/debug ] || export CARGO_INCREMENTAL=0

step prepare tests/tools/prepare.sh || close
step assets make --no-print-directory assets || close
step format cargo fmt --check --all || true
step clippy cargo clippy --quiet --workspace --all-targets -- -D warnings || true
# The programs are built with the tests, so that they are built once.
step build cargo nextest run --workspace --no-run --cargo-quiet || close
step calendar python3 tests/peers/work_calendar.py || true
step sqlite cargo nextest run --workspace --no-fail-fast --test-threads "$threads" || true
step postgres tests/tools/with-postgres.sh \
    cargo nextest run --workspace --no-fail-fast --test-threads "$threads" -E 'binary(portal)' || true
step browser-sqlite bash -c browser || true
step browser-postgres tests/tools/with-postgres.sh bash -c browser_on_postgres || true
close
