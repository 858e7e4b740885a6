"""An archive of a thousand documents: from the press of the button until its letter is on the way, beside a bare ZIP."""

import hashlib
import os
import re
import subprocess
import time
import zipfile
from pathlib import Path

from engines import run
from office import Door, Visitor, environment

# Random bytes: what is printed is packed already.
BYTES = 50_000


def fill(drop, partner, inn, kpp, count):
    """Documents of last month as 1С drops them, an hour old."""
    folder = drop / partner
    folder.mkdir(parents=True)
    whose = f"{inn}-{kpp}" if kpp else inn
    for number in range(1, count + 1):
        file = folder / f"act_2026-01-{number % 28 + 1:02}_{number}_{whose}.pdf"
        file.write_bytes(b"%PDF-1.7\n" + os.urandom(BYTES) + b"\n%%EOF\n")
        os.utime(file, (time.time() - 3600,) * 2)
    return sorted(folder.iterdir())


def bare(files, folder):
    """Seconds that Python's own zipfile takes for the same files and their digests."""
    begun = time.perf_counter()
    with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            whole = file.read_bytes()
            hashlib.sha256(whole).hexdigest()
            packed.writestr(file.name, whole)
    return time.perf_counter() - begun


def peak(process):
    """Megabytes that a process has occupied at most."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text()).group(1)) / 1024


def until(what, patience=300):
    begun = time.perf_counter()
    while not what():
        if time.perf_counter() - begun > patience:
            raise SystemExit("bench: the archive does not come")
        time.sleep(0.05)
    return time.perf_counter() - begun


def archive(summary, engine, program, folder, count):
    home = folder / f"archive-{engine.name}"
    run(["rm", "-rf", home])
    home.mkdir()
    url = engine.url
    run([program, "migrate"], env=environment(url), cwd=home)
    run([program, "seed"], env=environment(url), cwd=home)
    person, organization, inn, kpp, partner = engine.rows(
        "select people.id, organizations.id, organizations.inn, organizations.kpp, partners.code from people "
        "join memberships on memberships.person_id = people.id "
        "join organizations on organizations.id = memberships.organization_id "
        "join partners on partners.id = organizations.partner_id where people.login = 'client' limit 1")[0]
    engine.rows(f"update people set confirmed_email = lower(email) where id = {person}")
    files = fill(home / "drop", partner, inn, kpp, count)
    limit = bare(files, home)
    known = {**environment(url), "REGISTRAR_DROP": str(home / "drop"), "REGISTRAR_MAIL": "dir:mail"}
    worker = subprocess.Popen([program, "work"], env=known, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        taken = "select count(*) from documents where day < '2026-02-01'"
        until(lambda: int(engine.rows(taken)[0][0]) == count)
        idle, door = peak(worker), Door(program, url, home)
        try:
            ask(door.port, organization)
            spent = until(lambda: int(engine.rows("select count(*) from archives where stage in ('sent', 'ready')")[0][0]))
        finally:
            door.close()
        summary.note(engine.name, f"archive of {count} documents, {count * BYTES // 1_000_000} MB", "s", spent,
                     "Python's zipfile and sha256", limit)
        summary.note(engine.name, "memory at most, worker with the archive", "MB", peak(worker), "before it", idle)
    finally:
        worker.terminate()
        worker.wait(30)


def ask(port, organization):
    """A client asks for the closing documents of January."""
    client = Visitor(port)
    client.sign_in("client")
    status, page = client.ask("GET", "/cabinet/archives/new/closing")
    assert status == 200, status
    email = re.search(rb'id="email"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*id="email"', page)
    email = next(filter(None, email.groups())).decode()
    form = {"organization": organization, "first": "2026-01-01", "last": "2026-01-31", "email": email}
    status, page = client.ask("POST", "/cabinet/archives/new/closing", form)
    assert status == 303, (status, page.decode()[:3000])
