"""Tests of ``ecgtool.cli.editing``: what is hardly meant is asked before, and nothing is written on the way."""

import json
import sys
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from tests.cli.processes import talk

NOW = "2026-12-02T12:00:00Z"
FILE = """\
[groups.tidal]
timezone = "America/Los_Angeles"
zones = ["Asia/Tokyo"]

[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"

[[groups.tidal.schedule.move]]
date = 2026-12-14
to = 2026-12-15T09:00
"""


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group that meets on Mondays, on December 2, 2026."""
    monkeypatch.setenv("ECG_NOW", NOW)
    path = tmp_path / "ecg.toml"
    path.write_text(FILE)
    return path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["cancel", "Jan 4", "--to", "Dec 21"],
            "cancel 51 meetings, 2027-01-04 (Monday) to 2027-12-20 (Monday), over half a year ahead",
        ),
        (["cancel", "2027-07-05"], "cancel 1 meeting, 2027-07-05 (Monday), over half a year ahead"),
        (["cancel", "2026-11-30"], "cancel 1 meeting, 2026-11-30 (Monday), in the past"),
        (
            ["move", "2026-12-07", "2025-01-01"],
            "move 1 meeting, from 2026-12-07 (Monday) to 2025-01-01 (Wednesday), in the past",
        ),
        (
            ["move", "2026-12-07", "2027-12-07"],
            "move 1 meeting, from 2026-12-07 (Monday) to 2027-12-07 (Tuesday), over half a year ahead",
        ),
    ],
)
def test_what_is_hardly_meant_needs_yes(
    config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Where nobody can be asked it is refused with the number and the dates; with --yes it is done."""
    assert run(arguments) == 2
    assert capsys.readouterr().err == f"ecg: this would {words}: add --yes if that is meant\n"
    assert config.read_text() == FILE
    assert run([*arguments, "--yes"]) == 0
    assert config.read_text() != FILE


def test_ten_meetings_of_the_coming_months_are_not_asked_about(config: Path) -> None:
    """A summer's break is an everyday thing."""
    assert run(["cancel", "2026-12-21", "--to", "2027-02-22"]) == 0
    assert "to = 2027-02-22" in config.read_text()


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_at_a_terminal_it_is_asked(config: Path, answer: str, *, written: bool) -> None:
    """The question names what is at stake; Enter means no."""
    said = talk([sys.executable, "-m", "ecgtool", "cancel", "Jan 4", "--to", "Dec 21"], [answer])
    assert "Cancel 51 meetings, 2027-01-04 (Monday) to 2027-12-20 (Monday)" in " ".join(said.split())
    assert (config.read_text() != FILE) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Dec 9 10:30", "at = 2026-12-09T10:30\n"), ("2026-12-10", "at = 2026-12-10T08:00\n")],
)
def test_one_meeting_more(config: Path, capsys: pytest.CaptureFixture[str], typed: str, written: str) -> None:
    """At its hour, or at the group's usual one; a second time nothing changes, and to cancel it takes it out."""
    assert run(["extra", typed]) == 0
    assert f"\n[[groups.tidal.schedule.extra]]\n{written}" in config.read_text()
    assert "one meeting more" in capsys.readouterr().out
    assert run(["extra", typed]) == 0
    assert "has that meeting already: nothing to change" in capsys.readouterr().out
    assert run(["cancel", typed]) == 0
    assert config.read_text() == FILE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-12-07", "a meeting is on 2026-12-07 (Monday) at 08:00 already: name another hour"),
        ("2026-11-30 10:00", "this would add 1 meeting, 2026-11-30 (Monday), in the past: add --yes"),
        ("sometime", "is no date"),
    ],
)
def test_an_extra_meeting_that_is_refused(
    config: Path, capsys: pytest.CaptureFixture[str], typed: str, words: str
) -> None:
    """Exit code 2, the reason in one line, and a file as it was."""
    assert run(["extra", typed]) == 2
    assert words in capsys.readouterr().err
    assert config.read_text() == FILE


def test_a_group_of_several_hours_is_asked_which(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A date alone could be at either."""
    config.write_text(FILE.replace('at = "08:00"', 'at = ["08:00", "17:00"]\nstart = 2026-12-07'))
    assert run(["extra", "2026-12-10"]) == 2
    assert "several hours, 08:00 and 17:00: add one: 2026-12-10T08:00" in capsys.readouterr().err
    assert run(["extra", "2026-12-10 17:00"]) == 0


@pytest.mark.parametrize(
    "arguments", [["cancel", "2026-12-07"], ["move", "2026-12-07", "10:00"], ["restore", "2026-12-14"]]
)
def test_a_dry_run_shows_and_writes_nothing(
    config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """The difference is that of the run that follows, which finds the file as it was."""
    assert run([*arguments, "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "nothing is written" in shown.err
    assert config.read_text() == FILE
    assert run(arguments) == 0
    assert capsys.readouterr().out == shown.out
    assert config.read_text() != FILE


def test_on_a_terminal_it_is_said_in_words(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed, on every clock, then the next three meetings; no line is cut."""
    monkeypatch.setenv("NO_COLOR", "1")
    said = " ".join(talk([sys.executable, "-m", "ecgtool", "move", "2026-12-07", "Dec 8 18:00"], []).split())
    assert (
        "moved: Tuesday, December 8, 2026, 18:00 PST, Wednesday 02:00 UTC, Wednesday 11:00 JST in Tokyo;"
        " it was Monday, December 7, 2026, 08:00" in said
    )
    assert "Tue 2026-12-08" in said
    assert "Mon 2026-12-21" in said
    assert "to = 2026-12-08T18:00" in config.read_text()


def test_what_becomes_of_the_page_is_said(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It follows, but for a later meeting that a person wrote there."""
    monkeypatch.setenv("NO_COLOR", "1")
    config.write_text(FILE + '[groups.tidal.wiki]\nfile = "page.md"\n')
    ecg = [sys.executable, "-m", "ecgtool"]
    assert "the page follows at its next run, or now: `ecg wiki bump`" in talk([*ecg, "cancel", "2026-12-07"], [])
    said = " ".join(talk([*ecg, "restore", "2026-12-07"], []).split())
    assert "if a person wrote 2026-12-15 there, `ecg wiki bump --force` takes it back" in said


def test_a_cancelled_move_does_not_come_back_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """To restore it holds it as the rule has it."""
    assert run(["cancel", "2026-12-15", "-f", "json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["changed"] is True
    assert "`ecg restore 2026-12-14` holds it on 2026-12-14 (Monday), as the rule has it" in shown.err


def test_a_long_question_is_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than at the edge of the terminal."""
    monkeypatch.setenv("COLUMNS", "60")
    said = talk([sys.executable, "-m", "ecgtool", "cancel", "2027-01-04", "--to", "2027-12-20"], ["n"])
    first, second = said.partition("Cancel 5")[2].partition("?")[0].splitlines()
    assert 40 < len(f"Cancel 5{first}") <= 60
    assert second.endswith("over half a year ahead")
