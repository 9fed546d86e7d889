"""Tests of what the flags of several commands mean: the same everywhere."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run

TWO = """
default_group = "ebb"
[groups.ebb]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "17:00" }
wiki = { file = "ebb.wiki" }
[groups.flow]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "17:30" }
"""
NOW = ("--now", "2026-06-08T16:30:00Z")


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder with two groups, whose meetings are on a Monday there and on a Tuesday in UTC."""
    (folder / "ecg.toml").write_text(TWO)
    (folder / "ebb.wiki").write_text("== Next meeting: TBD ==\n\n== Notes ==\n\nSome.\n\n== Links ==\n\nNone.\n")
    return folder


@pytest.mark.parametrize(
    ("command", "last"),
    [
        ("next -f text --until", "2026-06-15"),
        ("ical export --until", "UNTIL=20260616T000000Z"),
        ("cancel 2026-06-08 --dry-run --to", "to = 2026-06-15"),
        ("cancel 2026-06-08 --dry-run --until", "to = 2026-06-15"),
    ],
)
def test_until_is_a_last_date_that_is_included(capsys: pytest.CaptureFixture[str], command: str, last: str) -> None:
    """As people type it, on the group's clock; so is what ``--to`` of a break says."""
    assert run([*command.split(), "June 15", *NOW]) == 0
    shown = capsys.readouterr().out
    assert last in shown
    assert "2026-06-22" not in shown.split("\n\n")[0]


def test_until_of_overlaps_may_have_an_hour(capsys: pytest.CaptureFixture[str]) -> None:
    """As that of the next meetings may: what begins later is not looked at."""
    assert run(["conflicts", "--until", "2026-06-09T00:00Z", *NOW]) == 0
    assert run(["conflicts", "--until", "2026-06-09T01:00Z", *NOW]) == 1
    assert "2 times" not in capsys.readouterr().out


def test_a_date_alone_is_wanted_where_an_hour_would_be_ignored(capsys: pytest.CaptureFixture[str]) -> None:
    """A calendar's span is of whole days, and an hour is refused rather than forgotten."""
    assert run(["ical", "export", "--from", "June 15 9:00", *NOW]) == 2
    said = "ecg: --from: 'June 15 9:00' has an hour: write the date alone, such as 2026-06-15\n"
    assert capsys.readouterr().err == said


def test_a_section_is_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    """``--section`` is where a block goes, since ``--after`` is a time elsewhere; the older name still works."""
    assert run(["wiki", "embed", "next", "--dry-run", "--section", "Notes", *NOW]) == 0
    shown = capsys.readouterr().out
    assert "+<!-- ecg:next" in shown
    assert run(["wiki", "embed", "next", "--dry-run", "--after", "Notes", *NOW]) == 0
    assert capsys.readouterr().out == shown
