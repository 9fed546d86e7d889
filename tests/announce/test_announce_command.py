"""Tests of ``ecg announce`` as it is typed: for one group and for all, and what other commands know of it."""

import json
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Thread
from time import monotonic

import pytest
from icalendar import Calendar

from ecgtool.__main__ import run
from tests.announce.groups import lab_text
from tests.announce.server import HANG, Post, serving

NOW = "2026-06-14T16:00:00Z"
OTHERS = """
[groups.quiet]
timezone = "UTC"
schedule = { every = "day", at = "01:00" }
[groups.harbor]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "09:00" }
[groups.harbor.announce]
to = "harbor@lists.example.org"
sender = "chairs@example.org"
smtp = "smtp://127.0.0.1:1"
"""
SKIP = "[[groups.lab.schedule.skip]]\ndate = 2026-06-15\nreason = 'fair'"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server that takes everything."""
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, post: Post) -> Path:
    """A folder with a group."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("ECG_NOW", NOW)
    monkeypatch.chdir(tmp_path)
    plan(tmp_path, post)
    return tmp_path


def plan(folder: Path, post: Post, schedule: str = "", announce: str = "", more: str = "") -> None:
    """Write the file, with more lines in its tables."""
    text = lab_text(schedule, f'smtp = "smtp://127.0.0.1:{post.port}"\n{announce}')
    (folder / "ecg.toml").write_text(text + more, "utf-8")


def ends(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code of a run, and what it says on both streams."""
    code = run(words)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_what_is_shown_is_what_is_sent(capsys: pytest.CaptureFixture[str], post: Post) -> None:
    """Byte for byte; showing it sends nothing and notes nothing."""
    code, shown, _ = ends(capsys, "announce", "render", "-f", "eml")
    assert (code, post.taken) == (0, [])
    assert ends(capsys, "announce", "send", "--dry-run")[0] == 0
    assert not list(Path("state").rglob("*.json"))
    assert ends(capsys, "announce", "send")[0] == 0
    assert post.taken == [shown.encode()]


def test_check_tells_whether_something_would_be_sent(capsys: pytest.CaptureFixture[str], post: Post) -> None:
    """And sends nothing; afterwards nothing is left to send."""
    code, _, said = ends(capsys, "announce", "send", "--check")
    assert (code, "the reminder of 2026-06-15 would be sent" in said, post.taken) == (1, True, [])
    assert ends(capsys, "announce", "send")[0] == 0
    assert ends(capsys, "announce", "send", "--check") == (0, "", "")
    said = "ecg: lab: no mail is due; `ecg announce render` shows the next one\n"
    assert ends(capsys, "announce", "send", "--dry-run") == (0, "", said)


def test_one_kind_alone(capsys: pytest.CaptureFixture[str], post: Post) -> None:
    """What is due of another kind waits."""
    assert ends(capsys, "announce", "send", "--kind", "cancelled") == (0, "", "")
    assert ends(capsys, "announce", "send", "--kind", "reminder")[0] == 0
    assert len(post.taken) == 1


def test_all_groups_where_one_fails(capsys: pytest.CaptureFixture[str], folder: Path, post: Post) -> None:
    """The others get theirs; a group without a list is passed over, unless it is named."""
    plan(folder, post, more=OTHERS)
    code, out, said = ends(capsys, "announce", "send", "--all", "--now", "2026-06-14T16:00:00Z")
    assert (code, out) == (5, "lab: the reminder of 2026-06-15 is sent to lab@lists.example.org\n")
    assert said.startswith("ecg: harbor: 127.0.0.1:1 is out of reach")
    assert said.count("\n") == 1
    assert ends(capsys, "announce", "send", "-g", "quiet")[0] == 2


def test_patience_is_for_the_mail_server_as_well(capsys: pytest.CaptureFixture[str], post: Post) -> None:
    """A silent one is left after as long as the command line says, not after a minute."""
    post.flaw = ("MAIL", HANG)
    begin = monotonic()
    code, _, said = ends(capsys, "announce", "send", "--patience", "0s")
    assert (code, "it did not answer in time" in said, monotonic() - begin < 20) == (5, True, True)


@pytest.mark.parametrize(
    ("announce", "word"),
    [
        ("sender = 'nobody'", "nobody"),
        ("sender = 'Edge, chairs <chairs@example.org>'", "quotes"),
        ("reply_to = 'a@b@example.org'", "reply_to"),
        ("reply_to = 'chairs@-example.org'", "reply_to"),
        ("subject = 'help'", "help"),
        ("template = 'none.txt'", "none.txt"),
    ],
)
def test_what_is_refused_before_anything_is_sent(
    capsys: pytest.CaptureFixture[str], folder: Path, post: Post, announce: str, word: str
) -> None:
    """Exit code 2, with what to mend."""
    text = lab_text(announce=f'smtp = "smtp://127.0.0.1:{post.port}"')
    name = announce.partition(" ")[0]
    kept = [line for line in text.splitlines() if not line.startswith(f"{name} =")]
    (folder / "ecg.toml").write_text("\n".join([*kept, announce]), "utf-8")
    code, _, said = ends(capsys, "announce", "send")
    assert (code, word in said, post.commands) == (2, True, [])


def test_without_a_file_there_is_nobody_to_remind(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """The built-in group has no list."""
    (folder / "ecg.toml").unlink()
    assert ends(capsys, "announce", "send")[0] == 2
    assert ends(capsys, "announce", "render")[0] == 2


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"ECG_SMTP_USERNAME": "chairs", "ECG_SMTP_PASSWORD": "hunter2"}, 4),
        ({"ECG_SMTP_USERNAME": "chairs", "ECG_SMTP_PASSWORD": "hunter2", "ECG_SMTP_HOST": "mail.example.org"}, 4),
        ({"ECG_SMTP_USERNAME": "chairs", "ECG_SMTP_HOST": "127.0.0.1"}, 4),
        ({"ECG_SMTP_PASSWORD": "hunter2", "ECG_SMTP_HOST": "127.0.0.1"}, 4),
        ({"ECG_SMTP_USERNAME": "chairs", "ECG_SMTP_PASSWORD": "hunter2", "ECG_SMTP_HOST": "x, 127.0.0.1"}, 0),
    ],
)
def test_a_password_goes_to_the_host_it_is_for(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    environ: dict[str, str],
    code: int,
) -> None:
    """And to no other; the password is never shown."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with serving(word="hunter2") as post:
        plan(folder, post)
        ended, _, said = ends(capsys, "announce", "send")
    assert (ended, "hunter2" in said) == (code, False)
    assert post.logins == ([("chairs", "hunter2")] if code == 0 else [])
    assert len(post.taken) == (code == 0)


def test_a_password_of_a_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """It is asked only where its password may go, and comes before the environment's."""
    monkeypatch.setenv("ECG_SMTP_PASSWORD", "another")
    command = "username = 'chairs'\npassword_command = ['sh', '-c', 'touch asked; echo hunter2']"
    with serving(word="hunter2") as post:
        plan(folder, post, announce=command)
        assert ends(capsys, "announce", "send")[0] == 4
        assert not Path("asked").exists()
        monkeypatch.setenv("ECG_SMTP_HOST", f"127.0.0.1:{post.port}")
        assert ends(capsys, "announce", "send")[0] == 0
    assert post.logins == [("chairs", "hunter2")]


def test_a_meeting_that_the_page_cancels_is_not_reminded_of(
    capsys: pytest.CaptureFixture[str], folder: Path, post: Post
) -> None:
    """The agenda is read from the page, and so is what it cancels."""
    page = "# Lab\n\n## Upcoming topics\n\n* June 15, 2026: canceled for the fair\n* June 22, 2026: Buoys\n"
    (folder / "lab.md").write_text(page)
    text = lab_text(announce=f'smtp = "smtp://127.0.0.1:{post.port}"').replace("items = [", "# items = [")
    text = text.replace("topics = [", "# topics = [").replace(
        "[groups.lab.agenda]", "[groups.lab.agenda]\nsource = 'page'"
    )
    (folder / "ecg.toml").write_text(f"{text}\n[groups.lab.wiki]\nfile = 'lab.md'\n", "utf-8")
    assert ends(capsys, "announce", "send") == (0, "", "")
    assert ends(capsys, "announce", "send", "--now", "2026-06-21T16:00:00Z")[0] == 0
    assert len(post.taken) == 1
    assert b"Buoys" in post.taken[0]


def test_the_exported_meeting_has_the_mail_s_uid_and_a_later_sequence(
    capsys: pytest.CaptureFixture[str], folder: Path, post: Post
) -> None:
    """Whichever of the two is made next is known as the later."""
    assert ends(capsys, "announce", "send")[0] == 0
    plan(folder, post, SKIP)
    exported = Calendar.from_ical(ends(capsys, "ical", "export", "--date", "2026-06-15", "--method", "cancel")[1])
    assert ends(capsys, "announce", "send")[0] == 0
    events = [exported.events[0], *(_event(mail) for mail in post.taken)]
    assert len({event["UID"] for event in events}) == 1
    export, reminder, cancelled = (event["SEQUENCE"] for event in events)
    assert reminder < export < cancelled


@pytest.mark.parametrize("seed", range(4))
def test_mails_and_exports_in_any_order_count_on(
    capsys: pytest.CaptureFixture[str], folder: Path, post: Post, seed: int
) -> None:
    """SEQUENCE never falls, and rises with every change of the time or of whether the meeting is held."""
    chance, schedule, said = Random(seed), "", list[dict[str, object]]()
    moved = "[[groups.lab.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-15T10:00"
    for minute in range(10):
        if chance.random() < 0.6:
            schedule = chance.choice(["", SKIP, moved])
            plan(folder, post, schedule)
        now = ("--now", f"2026-06-14T16:{minute:02}:00Z")
        if chance.random() < 0.5:
            method = "cancel" if schedule == SKIP else "request"
            _, out, _ = ends(capsys, "ical", "export", "--date", "2026-06-15", "--method", method, *now)
            said.append(dict(Calendar.from_ical(out).events[0]))
        else:
            before = len(post.taken)
            assert ends(capsys, "announce", "send", *now)[0] == 0
            said += map(_event, post.taken[before:])
    for earlier, later in pairwise(said):
        changed = any(earlier.get(name) != later.get(name) for name in ("DTSTART", "STATUS"))
        assert int(str(later["SEQUENCE"])) >= int(str(earlier["SEQUENCE"])) + changed
    assert len({str(event["UID"]) for event in said}) == 1


def test_a_uid_lasts_where_the_homepage_changes(capsys: pytest.CaptureFixture[str], folder: Path, post: Post) -> None:
    """What was sent can be withdrawn, and nothing is due twice."""
    assert ends(capsys, "announce", "send")[0] == 0
    text = (folder / "ecg.toml").read_text("utf-8")
    (folder / "ecg.toml").write_text(
        text.replace("[groups.lab]", "[groups.lab]\nhomepage = 'https://new.example.org/'")
    )
    assert ends(capsys, "announce", "send") == (0, "", "")
    assert len(post.taken) == 1


def test_slots_are_reminded_of_each_on_its_own(capsys: pytest.CaptureFixture[str], folder: Path, post: Post) -> None:
    """Two meetings on one day are two mails; each can be shown by its hour."""
    slot = (
        "[[groups.lab.schedule.slot]]\nname = 'APAC'\nevery = 'week'\non = 'Monday'\nat = '17:00'\nstart = 2026-06-15"
    )
    plan(folder, post, slot)
    code, shown, _ = ends(capsys, "announce", "render", "--date", "2026-06-15T17:00")
    assert (code, "17:00 PDT" in shown) == (0, True)
    refused = ends(capsys, "announce", "render", "--kind", "cancelled", "--date", "2026-06-15T17:00")
    assert (refused[0], "`ecg cancel 2026-06-15T17:00`" in refused[2]) == (2, True)
    code, said, _ = ends(capsys, "announce", "send", "--now", "2026-06-15T01:00:00Z")
    told = [f"lab: the reminder of 2026-06-15 {hour} is sent to lab@lists.example.org" for hour in ("08:00", "17:00")]
    assert (code, said.splitlines()) == (0, told)
    assert len({_event(mail)["UID"] for mail in post.taken}) == len(post.taken) == 2


def test_status_tells_of_reminders(capsys: pytest.CaptureFixture[str], folder: Path, post: Post) -> None:
    """What is due, when the last one went, and what waits for a person."""
    code, out, _ = ends(capsys, "status")
    assert (code, "reminder lab@lists.example.org\tthe reminder of 2026-06-15 is due" in out) == (1, True)
    ends(capsys, "announce", "send")
    assert ends(capsys, "status")[:2] == (0, "lab\treminder lab@lists.example.org\tok\tlast 2026-06-14 16:00 UTC\n")
    post.flaw = ("text", "close")
    plan(folder, post, SKIP)
    ends(capsys, "announce", "send")
    code, out, _ = ends(capsys, "status", "-f", "json")
    assert (code, "may have been sent" in json.loads(out)["groups"][0]["parts"][-1]["problem"]) == (1, True)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (200, 0, "ok"),
        (404, 1, "not in the archive"),
        (403, 1, "does not show"),
        (503, 5, "503"),
        (302, 1, "does not show"),
    ],
)
def test_status_asks_the_archive(
    capsys: pytest.CaptureFixture[str], folder: Path, post: Post, status: int, code: int, words: str
) -> None:
    """A mail that the server took may wait for the moderator; HyperKitty's address of it has its Message-ID."""
    with archive(status) as (address, asked):
        plan(folder, post, announce=f'archive = "{address}"')
        ends(capsys, "announce", "send")
        ended, out, _ = ends(capsys, "status")
    name = post.taken[0].partition(b"Message-ID: <")[2].partition(b">")[0]
    expected = b32encode(sha1(name, usedforsecurity=False).digest()).decode()
    assert asked[0] == f"/list/lab@lists.example.org/message/{expected}/"
    assert (ended, words in out) == (code, True)


@contextmanager
def archive(status: int) -> Iterator[tuple[str, list[str]]]:
    """An archive that answers ``status``, with a login page beside it: its address, and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Answers."""

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if "login" in self.path else status)
            if status == 302:
                self.send_header("Location", "/accounts/login/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the class has
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/list/lab@lists.example.org/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _event(mail: bytes) -> dict[str, object]:
    from email import message_from_bytes

    part = next(part for part in message_from_bytes(mail).walk() if part.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return dict(Calendar.from_ical(payload.decode()).events[0])
