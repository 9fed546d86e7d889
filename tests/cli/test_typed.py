"""Tests of the dates on the command line: each option that takes one takes what people type, and refuses the rest."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

FILE = """\
default_group = "tidal"
[groups.tidal]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00" }
wiki = { file = "page.wiki" }
[groups.radio]
timezone = "Pacific/Kiritimati"
schedule = { every = "week", on = "Monday", at = "00:30", start = 2026-06-08 }
"""
PAGE = "== Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ==\n=== Upcoming topics ===\n* June 22 - Buoys\n"
OPTIONS = (
    "agenda render --date", "agenda add Tides --date", "agenda done Buoys --date",
    "conflicts --until", "ical export --date", "ical export --until", "ical export --from", "next-meeting --until",
)  # fmt: skip


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with two groups and a page, on the Monday evening before June 15, 2026."""
    monkeypatch.setenv("ECG_NOW", "2026-06-09T03:00:00Z")
    (folder / "ecg.toml").write_text(FILE)
    (folder / "page.wiki").write_text(PAGE + "=== Meeting logs and recordings ===\n")


def starts(capsys: pytest.CaptureFixture[str], until: str, *arguments: str) -> list[str]:
    """The local starts of the meetings that begin by ``until``."""
    assert run(["next-meeting", "--until", until, "-f", "json", *arguments]) == 0
    return [meeting["start"][5:16] for meeting in json.loads(capsys.readouterr().out)["meetings"]]


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("day", ["2026-06-22", "20260622", "Jun 22", "June 22, 2026", "Monday Jun 22", "+2 weeks"])
def test_every_option_takes_what_people_type(option: str, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same answer as for the date of ISO 8601; where the group is it is June 8 yet."""
    page = Path("page.wiki")
    answers = []
    for text in ("2026-06-22", day):
        page.write_text(PAGE + "=== Meeting logs and recordings ===\n")
        answers.append((run([*option.split(), text]), capsys.readouterr().out, page.read_text()))
    assert answers[1] == answers[0]
    assert answers[0][0] == 0


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("day", ["soon", "2026-02-30", "7/6", "Tuesday Jun 22", "0000-06-22", "2026-06-22T25:00"])
def test_what_is_no_date_is_refused_with_the_options_name(
    option: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one line, which says what to write."""
    assert run([*option.split(), day]) == 2
    out, errors = capsys.readouterr()
    assert (out, errors.count("\n")) == ("", 1)
    assert errors.startswith(f"ecg: {option.rsplit(maxsplit=1)[-1]}: '{day}'")


def test_until_is_an_instant_a_day_or_a_typed_hour(capsys: pytest.CaptureFixture[str]) -> None:
    """An instant of ISO 8601 in UTC where it names no offset, a day to its end, an hour on the group's clock."""
    assert starts(capsys, "2026-06-15T15:00") == ["06-15T08:00"]
    assert starts(capsys, "2026-06-22T07:59:59-07:00") == ["06-15T08:00"]
    assert starts(capsys, "June 22") == ["06-15T08:00", "06-22T08:00"]
    assert starts(capsys, "June 22 7:59") == ["06-15T08:00"]
    assert starts(capsys, "next meeting") == ["06-15T08:00"]


def test_a_day_of_several_groups_is_counted_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is June 9 already; there is no next meeting to name."""
    assert starts(capsys, "+6 days", "--all") == ["06-15T00:30", "06-15T08:00"]
    assert starts(capsys, "+6 days", "-g", "radio") == ["06-15T00:30"]
    assert run(["next-meeting", "--all", "--until", "next meeting"]) == 2


def test_the_ends_of_the_calendar_are_dates(capsys: pytest.CaptureFixture[str]) -> None:
    """They are how people write from ever and for ever."""
    assert run(["ical", "export", "--from", "0001-01-01", "--until", "9999-12-31"]) == 0
    assert run(["ical", "export"]) == 0
    first, second = capsys.readouterr().out.split("END:VCALENDAR")[:2]
    assert first.split() == second.split()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("June 1", "2026-06-01"), ("Monday June 1", "2026-06-01"), ("June 8", "2026-06-08"),
        ("Dec 15", "2025-12-15"), ("Monday Dec 15", "2025-12-15"), ("Dec 15, 2024", "2024-12-15"),
        ("yesterday", "2026-06-07"), ("today", "2026-06-08"),
    ],
)  # fmt: skip
def test_a_log_is_of_the_nearest_such_day(typed: str, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A meeting of last week, or last winter, is not looked for in the next; what names its day otherwise stays."""
    page, answers = Path("page.wiki"), []
    for text in (day, typed):
        page.write_text(PAGE + "=== Meeting logs and recordings ===\n")
        answers.append((run(["log", "add", "Tides", "--date", text]), capsys.readouterr().out))
    assert answers[1] == answers[0]
    assert answers[0][0] == 0
