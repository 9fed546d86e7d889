"""A real Mailman 3 on this computer: a list, its settings, and what its members get."""

import json
import os
import smtplib
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.announce.server import Post, serving

MAILMAN = Path(sys.prefix) / "mailman" / "bin" / "mailman"
LIST = "lab@lists.example.org"
_SECONDS = 90
_SETTINGS = """
[mailman]
layout: here
site_owner: postmaster@example.org
[paths.here]
var_dir: {folder}/var
[mta]
incoming: mailman.mta.null.NullMTA
lmtp_host: 127.0.0.1
lmtp_port: {lmtp}
smtp_host: 127.0.0.1
smtp_port: {smtp}
[webservice]
hostname: 127.0.0.1
port: {rest}
""" + "".join(
    [
        *(f"[runner.{name}]\nsleep_time: 0.1s\n" for name in ("in", "lmtp", "out", "pipeline", "virgin")),
        *(
            f"[runner.{name}]\nstart: no\n"
            for name in ("archive", "bounces", "command", "digest", "nntp", "retry", "task")
        ),
    ]
)
"""Of Mailman's processes those that no test needs are left out, since each takes seconds to start."""


@dataclass(frozen=True)
class MailingList:
    """A list with ``chairs@example.org`` and ``alice@example.org`` as members; ``post`` has what it sends."""

    post: Post
    lmtp: int
    rest: int

    def create(self, *members: str) -> None:
        """Make the list. By the web, since each of Mailman's commands takes seconds to start."""
        name, domain = LIST.split("@")
        self._ask("POST", "domains", mail_host=domain)
        self._ask("POST", "lists", fqdn_listname=LIST)
        known = dict.fromkeys(("pre_verified", "pre_confirmed", "pre_approved"), "true")
        for member in members:
            self._ask("POST", "members", list_id=f"{name}.{domain}", subscriber=member, **known)

    def configure(self, **settings: str) -> None:
        """Set what its owner can set."""
        self._ask("PATCH", f"lists/{LIST}/config", **settings)

    def held(self) -> int:
        """Return how many mails wait for the moderator."""
        return int(self._ask("GET", f"lists/{LIST}/held/count")["count"])

    def deliver(self, sender: str, mail: bytes) -> EmailMessage | None:
        """Give it a mail, and return what members get; None where it waits for the moderator."""
        held = self.held()
        name = message_from_bytes(mail)["Message-ID"].encode()

        def posted() -> list[bytes]:
            return [sent for sent in self.post.taken if name in sent and b"List-Post:" in sent]

        before = len(posted())
        with smtplib.LMTP("127.0.0.1", self.lmtp) as lmtp:
            lmtp.sendmail(sender, [LIST], mail)
        until(lambda: len(posted()) > before or self.held() > held)
        if self.held() > held:
            return None
        got = message_from_bytes(posted()[before], policy=SMTP)
        assert isinstance(got, EmailMessage)
        return got

    def _ask(self, method: str, path: str, **values: str) -> Any:
        data = urlencode(values).encode() if values else None
        request = Request(f"http://127.0.0.1:{self.rest}/3.1/{path}", data, method=method)
        request.add_header("Authorization", f"Basic {b64encode(b'restadmin:restpass').decode()}")
        with urlopen(request, timeout=20) as answer:  # noqa: S310 - likewise
            return json.loads(answer.read() or b"{}")


@contextmanager
def mailing_list(folder: Path) -> Iterator[MailingList]:
    """Run Mailman with one list in ``folder``, and end it."""
    with serving() as post:
        lmtp, rest = _free_port(), _free_port()
        settings = folder / "mailman.cfg"
        settings.write_text(_SETTINGS.format(folder=folder, lmtp=lmtp, smtp=post.port, rest=rest))
        try:
            _run(settings, "start")
            for port in (lmtp, rest):
                # mypy gives a lambda's default no type; the default keeps this round's value
                until(lambda port=port: _listens(port))  # type: ignore[misc]
            found = MailingList(post, lmtp, rest)
            found.create("chairs@example.org", "alice@example.org")
            yield found
        finally:
            _run(settings, "stop")


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that takes its time."""
    for _ in range(_SECONDS * 5):
        if holds():
            return
        time.sleep(0.2)
    raise TimeoutError


def _run(settings: Path, *words: str) -> None:
    as_root = ["--run-as-root"] if os.geteuid() == 0 else []
    with settings.with_suffix(".log").open("ab") as log:  # the daemon keeps it open, where a pipe would never end
        command = [str(MAILMAN), "-C", str(settings), *as_root, *words]
        subprocess.run(command, check=True, stdout=log, stderr=log, timeout=_SECONDS)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
