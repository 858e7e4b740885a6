"""A mail server for tests, and a reader of letters that is not ours.

smtp.py serve FOLDER [PORT [BYTES]]   prints its port; keeps each letter in FOLDER, none of more than BYTES, and beside it
                                      its recipients; refuse@, later@ and slow@ are treated so, and everybody as the file
                                      FOLDER/mood says; robot@ is served only to the login robot / p@ss:word; with the
                                      file FOLDER/smtputf8 the server offers SMTPUTF8
smtp.py read FILE                     prints a letter as JSON
"""

import asyncio
import email
import email.policy
import json
import pathlib
import sys


def read(path):
    letter = email.message_from_bytes(pathlib.Path(path).read_bytes(), policy=email.policy.default)
    parts = [part.get_content_type() for part in letter.iter_parts()]
    headers = {name: letter[name] for name in ("Message-ID", "From", "To", "Subject", "Date", "List-Unsubscribe", "List-Unsubscribe-Post")}
    body = {kind: letter.get_body((kind,)).get_content() for kind in ("plain", "html")}
    files = [[part.get_filename(), part.get_content_type(), part.get_content().hex()] for part in letter.iter_attachments()]
    whole = {"type": letter.get_content_type(), "parts": parts, "names": letter.keys()}
    return headers | body | whole | {"files": files if parts[-1] in ("application/zip", "application/pdf") else []}


class Desk:
    """Takes letters, and refuses as the reader's address or the mood of the day asks for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.mood = self.folder / "mood"
        self.count = len(list(self.folder.glob("*.eml")))

    async def handle_RCPT(self, server, session, envelope, address, options):
        whose = self.mood.read_text() if self.mood.exists() else address.split("@")[0]
        if whose == "refuse":
            return "550 5.1.1 No such reader"
        if whose == "later":
            return "451 4.7.1 Come back later"
        if whose == "robot" and not session.authenticated:
            return "530 5.7.0 Sign in first"
        if whose == "slow":
            await asyncio.sleep(5)
        if whose == "silent":
            await asyncio.sleep(600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        part = self.folder / f"{self.count}.part"
        content = envelope.content
        part.write_bytes(content if isinstance(content, bytes) else content.encode())
        (self.folder / f"{self.count}.to").write_text("\n".join(envelope.rcpt_tos), encoding="utf-8")
        part.rename(self.folder / f"{self.count}.eml")
        return "250 OK"


async def serve(folder, port=0, most=0):
    from aiosmtpd.smtp import SMTP, AuthResult

    def known(server, session, envelope, mechanism, data):
        fits = (data.login, data.password) == (b"robot", b"p@ss:word")
        return AuthResult(success=fits, handled=False)

    desk = Desk(folder)

    def door():
        utf8 = (desk.folder / "smtputf8").exists()
        return SMTP(desk, data_size_limit=most or None, enable_SMTPUTF8=utf8, authenticator=known, auth_require_tls=False)

    server = await asyncio.get_running_loop().create_server(door, "127.0.0.1", port, reuse_address=True)
    print(server.sockets[0].getsockname()[1], flush=True)
    # The test's end closes our standard input, also when the test falls over.
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    verb, where, *numbers = sys.argv[1:]
    if verb == "serve":
        asyncio.run(serve(where, *map(int, numbers)))
    else:
        print(json.dumps(read(where)))
