"""What a service outside that says nothing holds up: with fifty errands queued for it, how long ten errands of our own
work and ten letters take, for each service and way of failing.

python3 bench/slow_services.py PROGRAM [SECONDS]

Works on a database of its own that PROGRAM seeds in a temporary folder; SECONDS is how long each case may take.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
PATIENCE = float(sys.argv[2]) if len(sys.argv) > 2 else 150
QUEUED, TIMED = 50, 10
# What waits is older than what is timed.
EARLIER, LATER = "2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"


def environment(mail, authority):
    own = {"DATABASE_URL": "sqlite://var/registrar.db", "REGISTRAR_MAIL": mail, "REGISTRAR_CA": authority}
    return {"PATH": os.environ["PATH"], "RUST_LOG": "error"} | own


def run(folder, *words):
    subprocess.run([PROGRAM, *words], cwd=folder, env=environment("dir:var/mail", "builtin:"), check=True,
                   stdout=subprocess.DEVNULL)


def silent():
    """A port that takes every connection and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    kept = []

    def keep():
        while True:
            kept.append(listener.accept())

    threading.Thread(target=keep, daemon=True).start()
    return listener.getsockname()[1]


def dead():
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def owe(database, kind, number, due, tag):
    """Owes a letter (a notice to the first person), a question to the authority, or our own work."""
    asked = database.execute("select payload from errands where kind = 'issue' and application_number = ?",
                             (number,)).fetchone()
    payload = {"letter": '{"kind":"password_notice","person":1}',
               "issue": asked[0] if asked else f'{{"kind":"issue","application":{number},"owner":0}}',
               "own": f'{{"kind":"wake","application":{number}}}'}[kind]
    name = {"letter": "password_notice", "issue": "issue", "own": "wake"}[kind]
    database.execute(
        "insert into errands (deduplication, kind, payload, partner_id, application_number, state, due_at, attempts, "
        "created_at) values (?, ?, ?, 1, ?, 'due', ?, 0, ?)",
        (tag, name, payload, None if kind == "letter" else number, due, due))


def case(filled, name, mail, authority, queued):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(filled / "var", Path(folder) / "var")
        database = sqlite3.connect(Path(folder) / "var/registrar.db", timeout=30, isolation_level=None)
        database.execute("update errands set state = 'done', done_at = due_at where state <> 'done'")
        asking = [row[0] for row in database.execute(
            "select number from applications where stage = 'cert_request' limit 1")]
        number = asking[0] if asking else database.execute("select max(number) from applications").fetchone()[0]
        for place in range(QUEUED if queued else 0):
            owe(database, queued, number, EARLIER, f"queued:{place}")
        for place in range(TIMED):
            owe(database, "own", number, LATER, f"own:{place}")
            owe(database, "letter", number, LATER, f"timed:{place}")
        begun = time.time()
        worker = subprocess.Popen([PROGRAM, "work"], cwd=folder, env=environment(mail, authority),
                                  stdout=subprocess.DEVNULL)
        took = {}
        while time.time() - begun < PATIENCE and len(took) < 2:
            time.sleep(0.02)
            for tag in ("own", "timed"):
                done = database.execute("select count(*) from errands where deduplication like ? and state = 'done'",
                                        (f"{tag}:%",)).fetchone()[0]
                if done == TIMED:
                    took.setdefault(tag, time.time() - begun)
            if mail.startswith("smtp") and "own" in took and time.time() - begun > took["own"] + 2:
                break
        worker.kill()
        worker.wait()
        database.close()
    said = {tag: f"{took[tag]:.2f} s" if tag in took else "held up" for tag in ("own", "timed")}
    print(f"| {name} | {said['own']} | {said['timed']} |", flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder)
        run(filled, "migrate")
        run(filled, "seed")
        # The keeper of the training authority's key is not asked in these cases.
        print(f"| {QUEUED} errands queued for | p99 of {TIMED} of our own | p99 of {TIMED} letters |\n| --- | --- | --- |")
        case(filled, "nobody", "dir:var/mail", "builtin:", None)
        case(filled, "the post, silent", f"smtp://127.0.0.1:{silent()}", "builtin:", "letter")
        case(filled, "the post, dead", f"smtp://127.0.0.1:{dead()}", "builtin:", "letter")
        case(filled, "cfssl, silent", "dir:var/mail", f"cfssl+http://127.0.0.1:{silent()}", "issue")


if __name__ == "__main__":
    main()
