"""`ecg cancel`, `move` and `restore`, run as a person runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ecgtool.__main__ import run

NOW = "2026-06-08T16:30:00Z"
FILE = """\
# Ours; ask before you change it.
default_group = "tidal"

[groups.tidal]   # the first
timezone = "America/Los_Angeles"

[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"

[[groups.tidal.schedule.move]]
date = 2026-05-25
to = 2026-05-26T09:00

[groups.tidal.call]
join = "https://meet.example.org/j/5550142?pwd=c2FtcGxl"

[groups.tidal.wiki]
file = "page.wiki"
"""
PAGE = """\
== Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ==
=== Upcoming topics ===
* June 15 - Canceled for the workshop
* June 16 - Cancelled, though there is none
* June 22 - Buoys
* June 29 - July 6 - cancelled: summer
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration file in the working folder, with a page beside it."""
    monkeypatch.setenv("ECG_NOW", NOW)
    (tmp_path / "page.wiki").write_text(PAGE)
    path = tmp_path / "ecg.toml"
    path.write_text(FILE)
    return path


def ecg(*arguments: str) -> subprocess.Popen[str]:
    """A run of the tool in a process of its own."""
    command = [sys.executable, "-m", "ecgtool", *arguments]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_cancel_shows_the_difference_and_the_next_three(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was written is what is shown; the rest of the file stays."""
    assert run(["cancel", "Jun 15", "--reason", "the\n workshop"]) == 0
    out = capsys.readouterr().out
    added = '\n[[groups.tidal.schedule.skip]]\ndate = 2026-06-15\nreason = "the workshop"\n'
    came = [line for line in out.splitlines() if line.startswith("+") and line.strip("+")]
    assert came[1:] == [f"+{line}" for line in added.splitlines() if line]
    assert [line.split("\t")[0] for line in out.splitlines() if "\t" in line] == [
        "Monday 2026-06-22", "Monday 2026-06-29", "Monday 2026-07-06",
    ]  # fmt: skip
    before, after = FILE.split("\n[groups.tidal.call]")
    assert config.read_text() == f"{before}{added}\n[groups.tidal.call]{after}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["cancel", "next meeting"],
        ["cancel", "2026-06-22", "--to", "+1 week", "--reason", "x"],
        ["cancel", "--from-page"],
        ["move", "2026-06-15", "09:30"],
        ["restore", "2026-05-25", "--yes"],
    ],
)
def test_to_do_it_twice_changes_nothing(
    config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """The second run says so, ends well and leaves the file as it is, to its time of change."""
    fixed = [argument.replace("next meeting", "2026-06-15") for argument in arguments]
    assert run(arguments) == 0
    first, stamp = config.read_bytes(), config.stat().st_mtime_ns
    assert first != FILE.encode()
    capsys.readouterr()
    assert run(fixed) == 0
    assert "nothing to change" in capsys.readouterr().out
    assert (config.read_bytes(), config.stat().st_mtime_ns) == (first, stamp)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cancel", "2026-06-16"], "the nearest is on 2026-06-15 (Monday)"),
        (["cancel", "Monday"], "2026-06-08 (Monday) or 2026-06-15 (Monday)"),
        (["cancel", "12/11"], "2026-11-12 (Thursday) or 2026-12-11 (Friday)"),
        (["cancel"], "a date, or --from-page"),
        (["cancel", "2026-06-15", "--from-page"], "a date, or --from-page"),
        (["cancel", "--from-page", "--to", "2026-06-15"], "a date, or --from-page"),
        (["cancel", "2026-06-22", "--to", "2026-06-15"], "is before"),
        (["move", "2026-06-15", "whenever"], "is no date"),
        (["restore", "2026-06-16"], "no meeting is on"),
        (["cancel", "2026-06-15", "-g", "tidl"], "did you mean"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Exit code 2, the reason on standard error, and a file as it was."""
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert words in captured.err
    assert config.read_text() == FILE


def test_without_a_file_there_is_nothing_to_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The built-in group is not to be cancelled; the way to a file is told."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert run(["cancel", "next meeting"]) == 2
    assert "ecg init" in capsys.readouterr().err


def test_a_file_with_a_fault_is_not_written(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All its faults are told instead."""
    faulty = FILE.replace('"week"', '"wek"').replace("Los_Angeles", "Los_Angles")
    config.write_text(faulty)
    assert run(["cancel", "2026-06-15"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert config.read_text() == faulty


def test_a_fault_of_another_group_does_not_stop_an_edit(config: Path) -> None:
    """Its people mend it. Not a byte of it changes, which the edit guard holds."""
    other = '\n[groups.fog]\ntimezone = "Mars"\nschedule = { every = "day", at = "08:00" }\n'
    with config.open("a") as file:
        file.write(other)
    assert run(["cancel", "2026-06-15", "-g", "tidal", "-c", str(config), "--now", "2026-06-01"]) == 0
    assert "date = 2026-06-15" in config.read_text()
    assert config.read_text().endswith(other)


def test_cancel_from_page_takes_over_what_the_page_says(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates and breaks with their words as reasons; a date without a meeting is left out, and that is said."""
    assert run(["cancel", "--from-page"]) == 0
    assert "left out what the page cancels: no meeting is on 2026-06-16" in capsys.readouterr().err
    text = config.read_text()
    assert 'date = 2026-06-15\nreason = "Canceled for the workshop"' in text
    assert 'from = 2026-06-29\nto = 2026-07-06\nreason = "cancelled: summer"' in text
    assert "2026-06-22" not in text


def test_a_missing_page_is_told_as_such(config: Path) -> None:
    """Exit code 3: the page is not as expected, and nothing was written."""
    (config.parent / "page.wiki").unlink()
    assert run(["cancel", "--from-page"]) == 3
    assert config.read_text() == FILE


def test_and_bump_brings_the_page_up_to_date(config: Path) -> None:
    """One command for both: the plan and the line on the page."""
    assert run(["cancel", "2026-06-15", "--to", "2026-07-06", "--and-bump"]) == 0
    assert (config.parent / "page.wiki").read_text().startswith("== Next meeting: Monday (July 13, 2026), 8am PDT")


def test_json_says_what_changed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts: whether, what, and the meetings that follow."""
    assert run(["move", "next meeting", "2026-06-16", "-f", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["group"], Path(answer["file"]).name, answer["changed"]) == ("tidal", config.name, True)
    assert [meeting["status"] for meeting in answer["meetings"]] == ["moved", "scheduled", "scheduled"]


@pytest.mark.parametrize(
    "typed",
    [["move", "2026-06-15", "2026-06-22"], ["move", "2026-05-25", "2026-06-22 8:00"], ["extra", "2026-06-22"]],
)
def test_no_meeting_comes_to_the_time_of_another(
    config: Path, capsys: pytest.CaptureFixture[str], typed: list[str]
) -> None:
    """By a move or as one more: two at one instant would be one, and a reader would miss the other."""
    before = config.read_text()
    assert run([*typed, "--yes"]) == 2
    assert capsys.readouterr().err == "ecg: a meeting is on 2026-06-22 (Monday) at 08:00 already: name another hour\n"
    assert config.read_text() == before


def test_a_meeting_may_come_to_a_time_that_another_left(config: Path) -> None:
    """One that is cancelled or moved away leaves its time; to where it is itself, nothing moves."""
    assert run(["cancel", "2026-06-22"]) == 0
    assert run(["move", "2026-06-15", "2026-06-22"]) == 0
    assert run(["move", "2026-06-15", "2026-06-22"]) == 0
    assert run(["move", "2026-06-29", "2026-06-15"]) == 0
    assert config.read_text().count("move]]") == 3


def test_a_move_beside_another_meeting_is_done_and_said(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That they overlap is legal, and hardly meant."""
    assert run(["move", "2026-06-15", "2026-06-22 8:30"]) == 0
    assert "at the time of another meeting" in capsys.readouterr().err
    assert "to = 2026-06-22T08:30\n" in config.read_text()


@pytest.mark.parametrize(
    ("typed", "written"),
    [("17:00", "2026-06-17T17:00"), ("9:00 UTC", "2026-06-17T18:00"), ("June 18 1am PDT", "2026-06-18T17:00")],
)
def test_a_slot_moves_on_its_own_clock(config: Path, typed: str, written: str) -> None:
    """A clock time alone is that of the slot; one with a zone is that instant, and letters are the group's first."""
    slot = '[[groups.tidal.schedule.slot]]\nname = "Asia"\non = "Wednesday"\nat = "10:00"\ntimezone = "Asia/Tokyo"\n'
    config.write_text(FILE.replace("[groups.tidal.call]", f"{slot}\n[groups.tidal.call]"))
    assert run(["move", "June 17", typed]) == 0
    assert f"to = {written}" in config.read_text()


def test_a_secret_beside_the_change_is_not_shown(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines around the difference may hold one."""
    config.write_text('[groups.tidal]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
                      'call.passcode = "271828"\n')  # fmt: skip
    assert run(["cancel", "2026-06-15"]) == 0
    assert "271828" not in capsys.readouterr().out


def test_mode_and_link_of_the_file_stay(config: Path) -> None:
    """A link to a file kept elsewhere stays a link, and who may read the file does not change."""
    real = config.parent / "kept" / "real.toml"
    real.parent.mkdir()
    config.rename(real)
    real.chmod(0o640)
    config.symlink_to(real)
    assert run(["cancel", "2026-06-15"]) == 0
    assert config.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "2026-06-15" in real.read_text()
    assert [path.name for path in real.parent.iterdir()] == ["real.toml"]


def test_line_ends_and_the_lack_of_a_last_one_stay(config: Path) -> None:
    """A file from another system keeps its CRLF; one without a newline at its end gets none."""
    config.write_bytes(FILE.rstrip("\n").replace("\n", "\r\n").encode())
    before = config.read_bytes()
    assert run(["cancel", "2026-06-15"]) == 0
    changed = config.read_bytes()
    assert b"\n" not in changed.replace(b"\r\n", b"")
    assert not changed.endswith(b"\n")
    assert run(["restore", "2026-06-15"]) == 0
    assert config.read_bytes() == before


def test_two_at_once_lose_nothing(config: Path) -> None:
    """Several processes edit one file together: every edit is there afterwards."""
    days = [f"2026-{month:02}-{day:02}" for month, day in ((6, 15), (6, 22), (6, 29), (7, 6), (7, 13), (7, 20))]
    processes = [ecg("cancel", day) for day in days]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0] * len(days)
    text = config.read_text()
    assert sorted(day for day in days if f"date = {day}\n" in text) == days
    for day in days:
        assert run(["restore", day]) == 0
    assert config.read_text() == FILE


def test_another_meeting_at_the_time_of_the_restored_one(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two would count as one: it is refused, moved there or extra, until that one is cancelled or moved."""
    for away in (["cancel", "2026-06-15"], ["move", "2026-06-15", "2026-06-17"]):
        for other in (["move", "2026-06-22", "2026-06-15 08:00"], ["extra", "2026-06-15 08:00"]):
            config.write_text(FILE)
            assert run(away) == run(other) == 0
            before = config.read_text()
            capsys.readouterr()
            assert run(["restore", "2026-06-15"]) == 2
            assert "a meeting is on 2026-06-15 (Monday) at 08:00 already: cancel or move" in capsys.readouterr().err
            assert config.read_text() == before
            assert run([*(["restore", "2026-06-22"] if other[0] == "move" else ["cancel", "2026-06-15"])]) == 0
            assert run(["restore", "2026-06-15"]) == 0
