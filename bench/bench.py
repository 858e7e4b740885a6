"""The measurements: what people wait for, each beside its limit in the same run.

Needs PostgreSQL in REGISTRAR_TEST_DATABASE (`make bench` starts one) and the program with the example `bare` in
BENCH_BIN. Sizes by environment: see SIZES. Prints a table and writes target/bench/summary.json.
"""

import json
import os
import re
import statistics
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote

from archives import archive
from engines import OPEN, Postgres, Sqlite, run, seconds, statements
from office import Door, Visitor, environment
from search import search

SIZES = {
    "BENCH_PARTNERS": 40, "BENCH_ORGANIZATIONS": 50_000, "BENCH_APPLICATIONS": 200_000, "BENCH_LICENCES": 120_000,
    "BENCH_MONTH_APPLICATIONS": 80_000, "BENCH_REQUESTS": 300, "BENCH_CHANGES": 200, "BENCH_RUNS": 5,
    "BENCH_DOCUMENTS": 1_000,
}
SIZE = {name[6:].lower(): int(os.environ.get(name, usual)) for name, usual in SIZES.items()}
ENGINES = {"sqlite": Sqlite, "postgres": Postgres}
BIN = Path(os.environ.get("BENCH_BIN", "target/release")).resolve()
FOLDER = Path("target/bench").resolve()
STAFF = "staff"


class Summary:
    """What was measured."""

    def __init__(self):
        self.found = []

    def note(self, engine, what, unit, ours, beside=None, limit=None):
        ratio = ours / limit if limit else None
        self.found.append({"engine": engine, "what": what, "unit": unit, "ours": round(ours, 3),
                           "limit": limit and round(limit, 3), "beside": beside, "ratio": ratio and round(ratio, 2)})
        shown = f"{limit:10.2f} {unit:3} {ratio:6.2f}x  {beside}" if limit else ""
        print(f"{engine:9} {what:44} {ours:10.2f} {unit:3} {shown}", flush=True)


def generate(engine, organizations, applications, licences, months):
    environ = environment(engine.url)
    run([BIN / "registrar", "migrate"], env=environ)
    spent = seconds([BIN / "registrar", "generate", "--partners", str(SIZE["partners"]), "--organizations",
                     str(organizations), "--applications", str(applications), "--licences", str(licences),
                     "--months", str(months)], env=environ)
    return spent


def timed(act):
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def facts(engine):
    """Who is signed in, and what the page's statements ask for."""
    person, = engine.rows(f"select id from people where login = '{STAFF}'")[0]
    partner, = engine.rows(f"select tenant from role_assignments where person_id = {person}")[0]
    sessions = f"select token_hash from sessions where person_id = {person} order by created_at desc limit 1"
    session, = engine.rows(sessions)[0]
    now = datetime.now(timezone.utc).isoformat()
    shown = engine.rows(f"select number, reviewer_id from applications where partner_id = {partner} and {OPEN} "
                        f"order by number desc limit 50")
    reviewers = {str(reviewer) for _, reviewer in shown if reviewer} or {"0"}
    return {"person": person, "partner": partner, "session": session, "now": now, "hash": "0" * 64,
            "numbers": ", ".join(str(number) for number, _ in shown), "reviewers": ", ".join(sorted(reviewers))}


def queue_page(summary, engine, visitor):
    """The queue's page beside an axum handler that runs the same statements and returns the same bytes."""
    status, page = visitor.ask("GET", "/partner/applications")
    assert status == 200, status
    (FOLDER / "queue.sql").write_text(statements("queue.sql", facts(engine)))
    (FOLDER / "queue.html").write_bytes(page)
    bare = subprocess.Popen([BIN / "examples/bare", engine.url, FOLDER / "queue.sql", FOLDER / "queue.html"],
                            stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)\s*$", bare.stdout.readline()).group(1))
        other = Visitor(port)
        ours, limit = [], []
        for _ in range(SIZE["requests"] + 20):
            ours.append(timed(lambda: visitor.ask("GET", "/partner/applications")))
            limit.append(timed(lambda: other.ask("GET", "/")))
        assert other.ask("GET", "/") == (200, page), "the bare handler answers with other bytes"
    finally:
        bare.terminate()
        bare.wait()
    for share, name in [(0.5, "p50"), (0.95, "p95")]:
        summary.note(engine.name, f"queue page, {name}", "ms", percentile(ours[20:], share),
                     "bare axum handler, same statements and bytes", percentile(limit[20:], share))


def stage_change(summary, engine, visitor):
    """Taking and releasing an application over HTTP, beside the same statements without the program."""
    known = facts(engine)
    found = engine.rows(f"select number, version from applications where partner_id = {known['partner']} "
                        f"and {OPEN} and stage = 'received' order by number desc limit 50")
    versions = {int(number): int(version) for number, version in found}
    assert versions, "nothing to take: more applications are needed"
    numbers = list(versions)

    def pair(number):
        for act in ["taking", "release"]:
            form = {"version": versions[number], "stay": 1}
            status, _ = visitor.ask("POST", f"/partner/applications/{number}/{act}", form)
            assert status == 303, (act, status)
            versions[number] += 1

    ours = [timed(lambda: pair(numbers[turn % len(numbers)])) for turn in range(SIZE["changes"])]
    scripts = [statements("change.sql", {**known, **engine.words, "now": known["now"], "number": numbers[0],
                                         "stage": stage, "reviewer": reviewer}).strip()
               for stage, reviewer in [("in_review", known["person"]), ("received", "null")]]
    limit = engine.changes(scripts, SIZE["changes"], FOLDER)
    beside = "pgbench, same statements" if engine.name == "postgres" else "a bare loop of the same statements"
    summary.note(engine.name, "stage change, take and release, mean", "ms", statistics.mean(ours), beside, limit)


def month_close(summary, engine, month):
    """`registrar settle` as a whole process, beside a set-based script as one."""
    ours, limit = [], []
    lines, = engine.rows(f"select count(*) from charges where month = '{month}'")[0]
    for _ in range(SIZE["runs"]):
        values = {"month": month, "hash": "0" * 64, **engine.words}
        engine.rest()
        limit.append(seconds(engine.script(statements("close.sql", values))))
        run(engine.script(statements("reopen.sql", values)))
        engine.rest()
        ours.append(seconds([BIN / "registrar", "settle", month], env=environment(engine.url)))
        if len(ours) < SIZE["runs"]:
            run(engine.script(statements("reopen.sql", values)))
    summary.note(engine.name, f"month's close, {lines} lines, median", "s", statistics.median(ours),
                 "set-based script", statistics.median(limit))


def export(summary, engine, month):
    """The month as CSV, all partners, beside the database's own CSV of the same columns."""
    out, other = FOLDER / "ours.csv", FOLDER / "theirs.csv"
    sql = statements("export.sql", {"month": month})
    ours, limit = [], []
    for _ in range(SIZE["runs"]):
        asked = ["export", "settlement", "--month", month, "--format", "csv", "--out", out]
        ours.append(seconds([BIN / "registrar", *asked], env=environment(engine.url)))
        limit.append(seconds(engine.copy_out(sql, other)))
    lines = [sum(1 for _ in open(file, "rb")) for file in (out, other)]
    assert lines[0] - 1 == lines[1], f"{lines} lines"
    beside = "COPY … TO" if engine.name == "postgres" else "sqlite3 .mode csv"
    summary.note(engine.name, f"export, {lines[1]} lines, median", "s", statistics.median(ours), beside,
                 statistics.median(limit))


def pages(summary, engine, port, month):
    """What stands alone: the pages over everything that has ever been charged, and the search that finds nearly all."""
    manager, billing = Visitor(port), Visitor(port)
    manager.sign_in("manager")
    billing.sign_in("billing")
    person, = engine.rows("select id from people where login = 'manager'")[0]
    partner, = engine.rows(f"select tenant from role_assignments where person_id = {person}")[0]
    formed = f"select month from statements where partner_id = {partner} order by lines desc limit 1"
    largest, = engine.rows(formed)[0]
    for what, visitor, address in [
        ("statement's page", manager, f"/partner/statements/{largest}"),
        ("list of months", manager, "/partner/statements"),
        ("organisations, «ООО»", manager, "/partner/organizations?q=" + quote("ООО")),
        ("operator's month", billing, f"/operator/statements?month={month}"),
    ]:
        def ask():
            status, _ = visitor.ask("GET", address)
            assert status == 200, (address, status)

        spent = [timed(ask) for _ in range(SIZE["requests"] // 5 + 5)]
        summary.note(engine.name, f"{what}, p50", "ms", percentile(spent[5:], 0.5))


def door(summary, engine, month):
    """Cold start, memory, and what goes through the door."""
    starts = []
    for _ in range(SIZE["runs"]):
        opened = Door(BIN / "registrar", engine.url, FOLDER)
        starts.append(opened.cold_start * 1000)
        opened.close()
    summary.note(engine.name, "cold start to ready, median", "ms", statistics.median(starts))
    opened = Door(BIN / "registrar", engine.url, FOLDER)
    try:
        summary.note(engine.name, "memory, idle", "MB", opened.resident())
        visitor = Visitor(opened.port)
        visitor.sign_in(STAFF)
        queue_page(summary, engine, visitor)
        stage_change(summary, engine, visitor)
        pages(summary, engine, opened.port, month)
        search(summary, engine, opened.port, 2 * SIZE["requests"])
        summary.note(engine.name, "memory, after the load", "MB", opened.resident())
    finally:
        opened.close()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    summary = Summary()
    month = (datetime.now(timezone(timedelta(hours=3))).replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    for name in os.environ.get("BENCH_ENGINES", "sqlite,postgres").split(","):
        engine = ENGINES[name](FOLDER, "office")
        spent = generate(engine, SIZE["organizations"], SIZE["applications"], SIZE["licences"], 24)
        summary.note(name, f"generate, {SIZE['applications']} applications", "s", spent)
        checked = seconds([BIN / "registrar", "verify"], env=environment(engine.url))
        summary.note(name, "verify, whole", "s", checked)
        door(summary, engine, month)
        busy = ENGINES[name](FOLDER, "month")
        generate(busy, SIZE["month_applications"] // 4, SIZE["month_applications"], SIZE["month_applications"], 1)
        month_close(summary, busy, month)
        export(summary, busy, month)
        archive(summary, ENGINES[name](FOLDER, "archives"), BIN / "registrar", FOLDER, SIZE["documents"])
    (FOLDER / "summary.json").write_text(json.dumps({"sizes": SIZE, "measured": summary.found}, indent=2) + "\n")
    print(f"written to {FOLDER / 'summary.json'}")


main()
