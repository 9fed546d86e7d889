"""A real CalDAV server takes each series of a calendar, and finds its meetings by time."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from ecgtool.ical.text import stream, unfolded
from tests.ical.groups import exported, tea
from tests.ical.test_golden import FULL
from tests.support import missing

QUERY = """<?xml version="1.0"?>
<calendar-query xmlns="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><calendar-data/></D:prop><filter>
<comp-filter name="VCALENDAR"><comp-filter name="VEVENT"><time-range start="{start}" end="{end}"/></comp-filter>
</comp-filter></filter></calendar-query>"""
COLLECTION = """<?xml version="1.0"?>
<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<resourcetype><collection/><C:calendar/></resourcetype></prop></set></mkcol>"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A Radicale of our own on loopback, with one calendar in it."""
    if find_spec("radicale") is None:
        missing("radicale is not installed (pip install radicale)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("radicale")
    rights = folder / "rights"
    rights.write_text("[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n", encoding="utf-8")
    storage = ["--storage-filesystem-folder", str(folder / "files"), "--web-type", "none"]
    access = ["--auth-type", "none", "--rights-type", "from_file", "--rights-file", str(rights)]
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", "", "--hosts", f"127.0.0.1:{port}", *access, *storage],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            _wait_for(client)
            assert client.request("MKCOL", "/tea/").status_code in {201, 405}
            assert client.request("MKCOL", "/tea/meetings/", content=COLLECTION).status_code == 201
            yield client
    finally:
        process.terminate()
        process.wait()


def _wait_for(client: httpx.Client) -> None:
    for _ in range(100):
        try:
            client.get("/")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("radicale does not answer")


def _resources(text: str) -> dict[str, str]:
    """A calendar for each UID, as CalDAV has them (RFC 4791, section 4.1)."""
    head, *rest = "\n".join(unfolded(text)).split("BEGIN:VEVENT\n")
    events = [part.partition("END:VEVENT\n")[0] for part in rest]
    bodies: dict[str, list[str]] = {}
    for event in events:
        bodies.setdefault(event.partition("\n")[0].removeprefix("UID:"), []).append(
            f"BEGIN:VEVENT\n{event}END:VEVENT\n"
        )
    return {uid: stream([*(head + "".join(parts) + "END:VCALENDAR").split("\n")]) for uid, parts in bodies.items()}


def _found(server: httpx.Client, start: str, end: str) -> set[str]:
    query = QUERY.format(start=start, end=end)
    answer = server.request("REPORT", "/tea/meetings/", content=query, headers={"Depth": "1"})
    assert answer.status_code == 207, answer.text
    return {line.removeprefix("UID:").strip() for line in answer.text.splitlines() if line.startswith("UID:")}


def test_a_server_takes_every_series_and_finds_it_by_time(server: httpx.Client, tmp_path: Path) -> None:
    """By an instance in summer and in winter, a moved one, and not on a date that is skipped."""
    for uid, text in _resources(exported(tea(FULL))).items():
        (tmp_path / "sent.ics").write_text(text, encoding="utf-8", newline="")
        answer = server.put(f"/tea/meetings/{uid}.ics", content=text, headers={"Content-Type": "text/calendar"})
        assert answer.status_code == 201, answer.text
    assert _found(server, "20260112T153000Z", "20260112T163000Z") == {"tea@ecgtool"}
    assert _found(server, "20260615T143000Z", "20260615T153000Z") == {"tea@ecgtool"}
    assert _found(server, "20260519T160000Z", "20260519T170000Z") == {"tea@ecgtool"}
    assert _found(server, "20260202T120000Z", "20260202T200000Z") == set()
    assert _found(server, "20260310T160000Z", "20260310T170000Z") == {"tea.extra-20260310@ecgtool"}
    assert _found(server, "20270706T140000Z", "20270706T150000Z") == {"tea.from-20270104@ecgtool"}
