"""``ecg follow``: what is told, what is taken over into ``ecg.toml``, and what is left alone."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

from ecgtool.__main__ import run
from tests.follow.pairs import WEEKLY, calendar, event, override

LA = "TZID=America/Los_Angeles"


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an ``ecg.toml`` and the calendar that it follows, which is where the command runs."""
    (folder / "ecg.toml").write_text("# ours\n" + WEEKLY.format(more=""))
    (folder / "all.ics").write_bytes(calendar(event()))
    monkeypatch.setenv("ECG_NOW", "2026-06-01T12:00:00Z")
    return folder


def _exceptions(folder: Path) -> None:
    off = override(f"{LA}:20260615T080000", "STATUS:CANCELLED", start=f"{LA}:20260615T080000")
    moved = override(f"{LA}:20260622T080000", start=f"{LA}:20260624T100000")
    more = event(rule="", uid="more@example.org", start=f"{LA}:20260617T080000")
    (folder / "all.ics").write_bytes(calendar(event(), off, moved, more))


def test_no_difference_is_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said, and the exit code is 0."""
    assert (folder / "all.ics").exists()
    assert run(["follow", "check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_differences_are_told_with_both_sides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And with what to type; as JSON in the shape of the reference."""
    _exceptions(folder)
    assert run(["follow", "check"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == (
        "edge\tcancelled-there\t2026-06-15\tMonday 2026-06-15 08:00 PDT\tcancelled, was Monday 2026-06-15 08:00 PDT\t"
        "the calendar cancels the meeting: `ecg cancel 2026-06-15`, or ask whoever keeps it to restore it"
    )
    assert err == "ecg: edge: 3 differences from Foundation\n"
    assert run(["follow", "check", "-f", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["group"], told["calendar"]) == ("edge", "Foundation")
    assert [one["code"] for one in told["findings"]] == ["cancelled-there", "missing-here", "moved-there"]
    assert set(told["findings"][0]) == {"code", "date", "here", "there", "message"}


def test_a_move_to_the_time_of_another_meeting_is_a_cancellation(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other one is held then, once: what is left is that the calendar has two events for it."""
    onto = override(f"{LA}:20260615T080000", start=f"{LA}:20260622T080000")
    (folder / "all.ics").write_bytes(calendar(event(), onto))
    assert run(["follow", "check"]) == 1
    assert "moves it to the time of another meeting: `ecg cancel 2026-06-15`" in capsys.readouterr().out
    assert run(["follow", "apply"]) == 0
    text = (folder / "ecg.toml").read_text()
    assert 'skip]]\ndate = 2026-06-15\nreason = "as in Foundation"' in text
    assert "move]]" not in text
    capsys.readouterr()
    assert run(["follow", "check", "-f", "json"]) == 1
    assert [(one["code"], one["date"]) for one in json.loads(capsys.readouterr().out)["findings"]] == [
        ("doubled", "2026-06-15")
    ]
    assert run(["follow", "apply"]) == 1
    assert (folder / "ecg.toml").read_text() == text


def test_exceptions_are_taken_over_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest of the file stays; a second run writes nothing, and then nothing differs."""
    _exceptions(folder)
    before = (folder / "ecg.toml").read_text()
    assert run(["follow", "apply", "--dry-run"]) == 0
    assert (folder / "ecg.toml").read_text() == before
    assert run(["follow", "apply"]) == 0
    text = (folder / "ecg.toml").read_text()
    assert 'date = 2026-06-15\nreason = "as in Foundation"' in text
    assert "to = 2026-06-24T10:00" in text
    assert "at = 2026-06-17T08:00" in text
    assert text.startswith("# ours\n")
    assert run(["follow", "apply"]) == 0
    assert (folder / "ecg.toml").read_text() == text
    capsys.readouterr()
    assert run(["follow", "check"]) == 0


def test_a_chain_of_moves_is_taken_over(folder: Path) -> None:
    """Each meeting is moved to when the next one was, which has to leave before."""
    days = pairwise(("0608", "0615", "0616"))
    chain = [override(f"{LA}:2026{day}T080000", start=f"{LA}:2026{to}T080000") for day, to in days]
    (folder / "all.ics").write_bytes(calendar(event(), *chain))
    assert run(["follow", "apply"]) == 0
    assert run(["follow", "check"]) == 0


def test_a_calendar_that_breaks_off_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing of it is not taken for cancelled or deleted."""
    (folder / "all.ics").write_bytes(calendar(event(), event(uid="more@example.org"))[:-60])
    assert run(["follow", "check"]) == 3
    assert "breaks off" in capsys.readouterr().err


def test_a_rest_is_left_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clock is never changed, nor a skip taken back."""
    (folder / "ecg.toml").write_text(WEEKLY.format(more="skip = [{ date = 2026-06-15 }]"))
    before = (folder / "ecg.toml").read_text()
    assert run(["follow", "apply"]) == 1
    assert (folder / "ecg.toml").read_text() == before
    assert "ecg: 1 difference left: `ecg follow check` says what to do" in capsys.readouterr().err


def test_each_thing_that_is_left_has_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each meeting its date and what to type, however many there are."""
    (folder / "all.ics").write_bytes(calendar(event(start=f"{LA}:20260105T090000")))
    assert run(["follow", "apply"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[1].startswith("ecg: edge: 2026-06-08: the calendar has another time: ")
    assert told[1].endswith("`ecg move 2026-06-08 2026-06-08T09:00`")
    assert len(told) == 9


def test_more_than_ten_exceptions_need_a_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nothing is written but with --yes."""
    days = [f"EXDATE;{LA}:2026{month:02}{day:02}T080000" for month, day in [(6, d) for d in (1, 8, 15, 22, 29)]]
    days += [f"EXDATE;{LA}:2026{month:02}{day:02}T080000" for month, day in [(7, d) for d in (6, 13, 20, 27)]]
    days += [f"EXDATE;{LA}:2026{month:02}{day:02}T080000" for month, day in [(8, d) for d in (3, 10, 17)]]
    (folder / "all.ics").write_bytes(calendar(event(*days)))
    text = (folder / "ecg.toml").read_text().replace('match = "Edge', 'ahead = "12 weeks"\nmatch = "Edge')
    (folder / "ecg.toml").write_text(text)
    assert run(["follow", "apply"]) == 2
    assert (folder / "ecg.toml").read_text() == text
    assert "--yes" in capsys.readouterr().err
    assert run(["follow", "apply", "--yes"]) == 0


@pytest.mark.parametrize(
    ("content", "code"), [(b"<!DOCTYPE html><title>Sign in</title>", 3), (calendar(event(name="Other")), 3), (b"", 3)]
)
def test_what_is_no_calendar_of_the_group(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: int
) -> None:
    """A web page in its place, or a calendar without the group."""
    (folder / "all.ics").write_bytes(content)
    assert run(["follow", "check"]) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_an_address_may_be_in_a_variable(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never in that of another secret; without it the variable is named, and not what is in it."""
    text = (folder / "ecg.toml").read_text()
    (folder / "ecg.toml").write_text(text.replace('ics = "all.ics"', 'ics = { env = "ECG_CALENDAR" }'))
    monkeypatch.setenv("ECG_CALENDAR", "hunter2")
    assert run(["follow", "check"]) == 2
    err = capsys.readouterr().err
    assert "$ECG_CALENDAR holds no address" in err
    assert "hunter2" not in err
    (folder / "ecg.toml").write_text(text.replace('ics = "all.ics"', 'ics = { env = "ECG_WIKI_PASSWORD" }'))
    assert run(["follow", "check"]) == 2


def test_groups_that_follow_nothing_are_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --all; asked for by name, the group is told to follow none."""
    text = (folder / "ecg.toml").read_text()
    schedule = 'schedule = { every = "week", on = "Friday", at = "15:00" }'
    (folder / "ecg.toml").write_text(f'{text}[groups.cup]\ntimezone = "UTC"\n{schedule}\n')
    assert run(["follow", "check", "--all"]) == 0
    assert run(["follow", "check", "-g", "cup"]) == 2
    assert "cup follows no calendar" in capsys.readouterr().err


def test_status_tells_of_the_calendar(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether it says the same, and where to see what it says."""
    assert run(["status"]) == 0
    assert capsys.readouterr().out == "edge\tfollow Foundation\tok\t\n"
    _exceptions(folder)
    assert run(["status"]) == 1
    assert "differs in 3 places: see `ecg follow check`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "kept"), [("", 'ics = "http'), ("?token=271828", 'ics = { env = "ECG_CALENDAR" }')]
)
def test_a_calendar_at_an_address_is_learnt_and_followed(
    folder: Path, capsys: pytest.CaptureFixture[str], query: str, kept: str
) -> None:
    """An address that may be a secret stays out of the file, and is told nowhere."""
    with serving(folder) as address:
        assert run(["init", "--ics", f"{address}/all.ics{query}", "-c", "learnt.toml"]) == 0
    text = (folder / "learnt.toml").read_text()
    assert kept in text
    assert 'match = "Edge Computing"' in text
    assert "271828" not in f"{text}{capsys.readouterr()}"


class _Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing of its requests on standard error, where the tool's own words are."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls it
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The files of the folder on a server of this computer."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def test_a_terminal_shows_both_sides_below_one_another(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each difference is a paragraph with a line for either side."""
    _exceptions(folder)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["follow", "check"]) == 1
    out = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert "edge 2026-06-15 cancelled-there\nhere: Monday 2026-06-15 08:00 PDT\n" in out
