"""``ecg ical export`` to standard output, and to a file that changes when a meeting does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ecgtool.__main__ import run

ROOT = Path(__file__).parents[2]
CONFIG = """
[groups.tea]
name = "Tea"
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00", start = 2026-01-05 }
call = { join = "https://meet.example.org/j/1?pwd=secret", passcode = "123456" }
[groups.cup]
name = "Cup"
timezone = "UTC"
schedule = { every = "week", on = "Friday", at = "15:00", start = 2026-01-02 }
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an ``ecg.toml``, which is where the command runs."""
    (folder / "ecg.toml").write_text(CONFIG)
    monkeypatch.setenv("ECG_NOW", "2026-06-09T12:00:00Z")
    return folder


def _run(*arguments: str) -> int:
    return run(["ical", "export", *arguments])


def test_standard_output_has_the_calendar_alone(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """In its own octets, for one group or all."""
    assert _run("-g", "tea") == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert out.endswith(b"END:VCALENDAR\r\n")
    assert err == b""
    assert _run("--all", "-o", str(folder / "all.ics")) == 0
    assert (folder / "all.ics").read_bytes().count(b"BEGIN:VEVENT") == 2


def test_a_dash_is_standard_output(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As everywhere: no file is called so."""
    assert _run("-g", "tea", "-o", "-") == 0
    assert capfd.readouterr().out.startswith("BEGIN:VCALENDAR")
    assert not (folder / "-").exists()


def test_a_dry_run_writes_nothing_and_remembers_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says whether the file would be written, and a message of it counts for none that was made."""
    before = sorted(folder.rglob("*"))
    assert _run("-g", "tea", "-o", "tea.ics", "--dry-run") == 0
    assert _run("-g", "tea", "--next", "--method", "publish", "--dry-run") == 0
    out, err = capsys.readouterr()
    assert err == "ecg: tea.ics would be written\n"
    assert "METHOD:PUBLISH" in out
    assert sorted(folder.rglob("*")) == before
    assert _run("-g", "tea", "-o", "tea.ics", "-q") == 0
    assert _run("-g", "tea", "-o", "tea.ics", "--dry-run") == 0
    assert capsys.readouterr().err == "ecg: tea.ics is unchanged\n"
    (folder / "ecg.toml").write_text(CONFIG.replace("08:00", "09:00"))
    kept = (folder / "tea.ics").read_bytes()
    assert _run("-g", "tea", "-o", "tea.ics", "--dry-run") == 0
    assert capsys.readouterr().err == "ecg: tea.ics would be written\n"
    assert (folder / "tea.ics").read_bytes() == kept


def test_a_file_that_says_the_same_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its octets and its time; a change is written in one step, and keeps the mode."""
    file = folder / "tea.ics"
    assert _run("-g", "tea", "-o", "tea.ics") == 0
    file.chmod(0o640)
    os.utime(file, (1, 1))
    assert _run("-g", "tea", "-o", "tea.ics", "--now", "2026-08-01") == 0
    assert file.stat().st_mtime == 1
    assert capsys.readouterr().err == "ecg: tea.ics is written\necg: tea.ics is unchanged\n"
    (folder / "ecg.toml").write_text(CONFIG.replace("08:00", "09:00"))
    assert _run("-g", "tea", "-o", "tea.ics", "--now", "2026-08-01", "-q") == 0
    assert b"SEQUENCE:1\r\n" in file.read_bytes()
    assert b"DTSTAMP:20260801T000000Z\r\n" in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["ecg.toml", "tea.ics"]


def test_the_encoding_is_not_the_terminals(folder: Path) -> None:
    """A calendar is written in UTF-8, whatever encoding the terminal has."""
    (folder / "ecg.toml").write_text(CONFIG.replace('"Tea"', '"Tea 🍵"'), encoding="utf-8")
    command = [sys.executable, "-m", "ecgtool", "ical", "export", "-g", "tea"]
    environ = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environ, capture_output=True, check=True)
    assert "SUMMARY:Tea 🍵\r\n".encode() in done.stdout


def test_a_link_to_a_file_stays_a_link(folder: Path) -> None:
    """What it leads to is written."""
    (folder / "site").mkdir()
    (folder / "tea.ics").symlink_to("site/real.ics")
    assert _run("-g", "tea", "-o", "tea.ics") == 0
    assert (folder / "tea.ics").is_symlink()
    assert (folder / "site" / "real.ics").exists()


def test_the_next_meeting_with_an_alarm_and_no_pass_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option does what it says."""
    assert folder.exists()
    assert _run("-g", "tea", "--next", "--alarm", "15m", "--hide-passcode") == 0
    out = capsys.readouterr().out
    assert "DTSTART;TZID=America/Los_Angeles:20260615T080000" in out
    assert "TRIGGER:-PT15M" in out
    assert "secret" not in out
    assert "123456" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--date", "2026-06-09"], 2, "the nearest is on 2026-06-08 (Monday) or 2026-06-15 (Monday)"),
        (["--date", "soon"], 2, "--date: 'soon' is no date"),
        (["--next", "--date", "2026-06-15"], 2, "do not go together"),
        (["--next", "--from", "2026-06-15"], 2, "do not go together"),
        (["--from", "2026-06-15", "--until", "2026-06-14"], 2, "is before"),
        (["--alarm", "soon"], 2, "--alarm: 'soon' is no length of time"),
        (["--method", "request"], 2, "groups.tea.announce.sender"),
        (["--until", "2025-12-31"], 1, "no meeting to export"),
        (["-o", "no/such/folder/tea.ics"], 2, "cannot be written"),
        (["-o", "."], 2, "cannot be read"),
    ],
)
def test_what_cannot_be_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    """With the exit code of its kind, and nothing written."""
    assert _run("-g", "tea", *arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["ecg.toml"]


def test_the_built_in_group_goes_into_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an ``ecg.toml`` the calendar is shown, but nothing is written."""
    (folder / "ecg.toml").unlink()
    assert _run() == 0
    capsys.readouterr()
    assert _run("-o", "all.ics") == 2
    assert capsys.readouterr().err == "ecg: there is no ecg.toml to work from: write one with `ecg init`\n"
    assert not list(folder.iterdir())


def test_a_pass_code_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where ecg.toml takes it from a variable that is not set, a calendar without it comes with a word on that."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.lab]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
        'call = { join = "https://meet.example.org/j/1", passcode = { env = "ECG_PASSCODE_LAB" } }\n'
    )
    command = ["ical", "export", "-c", str(tmp_path / "ecg.toml"), "--now", "2026-06-08T16:30Z"]
    monkeypatch.delenv("ECG_PASSCODE_LAB", raising=False)
    assert run(command) == 0
    assert "lab: $ECG_PASSCODE_LAB is not set, so the calendar has no pass code" in capsys.readouterr().err
    assert run([*command, "--hide-passcode"]) == 0
    assert "ECG_PASSCODE_LAB" not in capsys.readouterr().err
    monkeypatch.setenv("ECG_PASSCODE_LAB", "246810")
    assert run(command) == 0
    answer = capsys.readouterr()
    assert ("246810" in answer.out, answer.err) == (True, "")
