#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: with-postgres.sh COMMAND...
# The command finds the server in REGISTRAR_TEST_DATABASE; server and files are gone when it ends, however it ends.
set -euo pipefail

fail() { echo "with-postgres: $*" >&2; exit 1; }
[ "$#" -gt 0 ] || fail "which command?"

bin=$(dirname "$(command -v initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" | sort -V | tail -1)")
if ! [ -x "$bin/initdb" ] || ! [ -x "$bin/pg_ctl" ]; then fail "no initdb on the path nor under /usr/lib/postgresql: install postgresql"; fi

# PostgreSQL refuses to run as root.
server=()
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "running as root needs the user postgres"
    server=(runuser -u postgres --)
fi

stop() {
    "${server[@]}" "$bin/pg_ctl" -D "$1/data" -m immediate -w -t 20 stop >/dev/null 2>&1 || true
    rm -rf "$1"
}

# In memory where there is room for it: a thousand databases are made and dropped, a file for each table.
place=/tmp
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1) || room=0
if [ -w /dev/shm ] && [ "${room:-0}" -gt 4000000 ]; then place=/dev/shm; fi

# What an earlier run left behind because it was killed outright.
for old in {/tmp,/dev/shm}/registrar-postgres.*; do
    [ -O "$old" ] || [ "$(id -u)" = 0 ] || continue
    [ -e "$old/owner" ] && ! kill -0 "$(cat "$old/owner")" 2>/dev/null && stop "$old"
done

home=$(mktemp -d "$place/registrar-postgres.XXXXXX")
child=
leave() {
    trap '' INT TERM HUP
    if [ -n "$child" ]; then
        kill -TERM -- "-$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
        kill -KILL -- "-$child" 2>/dev/null || true
    fi
    stop "$home"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
echo $$ >"$home/owner"
[ "${#server[@]}" = 0 ] || chown -R postgres "$home"
cd "$home"

"${server[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 \
    || { cat "$home/log" >&2; fail "initdb failed"; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
started=
for _ in 1 2 3 4 5; do
    port=$(free_port)
    if "${server[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/data/server.log" -w -t 30 start -o "-p $port -k $home \
        -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off" >/dev/null 2>&1; then started=yes; break; fi
done
[ -n "$started" ] || { cat "$home/data/server.log" >&2; fail "the server did not start"; }

cd "$OLDPWD"
export REGISTRAR_TEST_DATABASE="postgres://postgres@127.0.0.1:$port/postgres"
# In the background, so that a signal to us is answered at once, and in a process group of its own, so that whatever
# the command leaves running is ended with it.
set -m
("$@") &
child=$!
status=0
wait "$child" || status=$?
exit "$status"
