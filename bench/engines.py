"""The two databases of a measurement: their data, and how each is asked without the program."""

import os
import re
import sqlite3
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
OPEN = "stage in ('received', 'in_review', 'needs_client', 'forwarded', 'cert_request', 'registering')"


# As the program opens a file.
PRAGMAS = "pragma synchronous = normal; pragma foreign_keys = on;"


def run(command, **options):
    """Runs a command to its end; when it fails, says what it said."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(map(str, command))[:200]}: {done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


def seconds(command, **options):
    """How long a command takes as a whole process."""
    begun = time.perf_counter()
    run(command, **options)
    return time.perf_counter() - begun


def statements(file, values):
    """The statements of one of our files, filled in."""
    return (HERE / file).read_text().format(open=OPEN, **values)


class Sqlite:
    """A file of its own."""

    name = "sqlite"
    words = {"now": "datetime('now')", "begin": "begin immediate", "lock": ""}

    def __init__(self, folder, what):
        self.file = folder / f"{what}.db"
        self.url = f"sqlite://{self.file}"
        for old in folder.glob(f"{what}.db*"):
            old.unlink()

    def rows(self, sql):
        connection = sqlite3.connect(self.file, timeout=60)
        with connection:
            found = connection.execute(sql).fetchall()
        connection.close()
        return found

    def script(self, sql):
        """A command that runs a script as a process of its own."""
        return ["sqlite3", "-bail", "-cmd", ".timeout 60000", "-cmd", PRAGMAS, str(self.file), sql]

    def rest(self):
        """Leaves nothing of what was done before to be paid by what is measured next."""
        self.rows("pragma wal_checkpoint(truncate)")

    def copy_out(self, sql, out):
        return ["sqlite3", str(self.file), ".mode csv", f".once {out}", sql]

    def changes(self, scripts, times, folder):
        """Milliseconds for all of the scripts together, run one after the other by a bare loop."""
        connection = sqlite3.connect(self.file, timeout=60, isolation_level=None, cached_statements=200)
        connection.executescript(PRAGMAS)
        lines = [line.strip() for script in scripts for line in script.split(";\n")]
        begun = time.perf_counter()
        for _ in range(times):
            for line in lines:
                connection.execute(line).fetchall()
        spent = time.perf_counter() - begun
        connection.close()
        return spent * 1000 / times


class Postgres:
    """A database of the throw-away server."""

    name = "postgres"
    words = {"now": "now()", "begin": "begin", "lock": "for update"}

    def __init__(self, _, what):
        self.url = re.sub(r"/[^/]*$", f"/bench_{what}", os.environ["REGISTRAR_TEST_DATABASE"])
        server = os.environ["REGISTRAR_TEST_DATABASE"]
        run(["psql", server, "-qc", f"drop database if exists bench_{what}"])
        run(["psql", server, "-qc", f"create database bench_{what}"])

    def rows(self, sql):
        out = run(["psql", self.url, "-qAtF", "\t", "-c", sql])
        return [tuple(line.split("\t")) for line in out.splitlines()]

    def script(self, sql):
        return ["psql", self.url, "-q", "-v", "ON_ERROR_STOP=1", "-c", sql]

    def rest(self):
        """Leaves nothing of what was done before to be paid by what is measured next."""
        run(self.script("vacuum (analyze)"))

    def copy_out(self, sql, out):
        return ["psql", self.url, "-qc", f"\\copy ({' '.join(sql.split())}) to '{out}' with (format csv, delimiter ';')"]

    def changes(self, scripts, times, folder):
        file = folder / "change.pgbench"
        file.write_text(";\n".join(scripts) + ";\n")
        said = run(["pgbench", "-n", "-M", "prepared", "-c", "1", "-t", str(times), "-f", str(file), self.url])
        return float(re.search(r"latency average = ([0-9.]+) ms", said).group(1))
