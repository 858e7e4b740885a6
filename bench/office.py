"""The program under measurement: the web door as a process, and somebody signed in at it."""

import http.client
import os
import re
import socket
import subprocess
import time
import urllib.parse

SECRET = "a secret of the bench, which guards nothing at all"
PASSWORD = "demo-demo-demo"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def environment(url, port=0):
    """What the program is told; nothing of the caller's own settings."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRAR_")}
    address = f"127.0.0.1:{port}"
    settings = {"REGISTRAR_LISTEN": address, "REGISTRAR_PUBLIC_URL": f"http://{address}", "REGISTRAR_SECRET": SECRET}
    return {**known, **settings, "DATABASE_URL": url, "RUST_LOG": "error"}


class Door:
    """`registrar serve`, from its start until it answers."""

    def __init__(self, program, url, folder):
        self.port = free_port()
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "serve"], env=environment(url, self.port), cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.ready():
            if self.process.poll() is not None:
                raise SystemExit("bench: the program did not begin to serve")
            time.sleep(0.001)
        self.cold_start = time.perf_counter() - begun

    def ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def resident(self):
        """Megabytes of memory that it occupies."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait(30)


class Visitor:
    """A person before the door, on one connection that stays open."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {}
        self.csrf = ""

    def sign_in(self, login):
        self.ask("GET", "/sign-in")
        status, _ = self.ask("POST", "/sign-in", {"login": login, "password": PASSWORD})
        if status != 303:
            raise SystemExit(f"bench: {login} cannot sign in ({status})")

    def ask(self, method, address, form=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode({**form, "csrf": self.csrf})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        page = answer.read()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, value = value.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if token := re.search(rb'name="csrf" value="([^"]+)"', page):
            self.csrf = token.group(1).decode()
        return answer.status, page
