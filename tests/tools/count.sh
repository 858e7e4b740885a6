#!/usr/bin/env bash
# Adds up what the logs of nextest and of node's test runner say: count.sh LOG...
# Prints one line, «N passed, N failed»; a skipped browser test counts as failed.
set -euo pipefail

awk '
    # nextest:  Summary [   1.2s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 0 skipped
    /^ *Summary \[/ {
        line = $0; sub(/^.*tests? run: */, "", line); gsub(/\([^)]*\)/, "", line)
        parts = split(line, part, ",")
        for (i = 1; i <= parts; i++) {
            amount = part[i] + 0
            if (part[i] ~ /passed/) passed += amount
            else if (part[i] !~ /skipped/) failed += amount
        }
    }
    # node:  # pass 3
    /^# pass [0-9]+$/ { passed += $3 }
    /^# (fail|cancelled|skipped|todo) [0-9]+$/ { failed += $3 }
    # a check of tests/tools/test.sh that is no test
    /^check failed: / { failed++ }
    END { printf "%d passed, %d failed\n", passed, failed }
' "$@"
