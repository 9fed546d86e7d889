"""Tests of the options that every command shares, of the clock, and of how errors are told."""

import json
import re
from pathlib import Path

import pytest

from ecgtool import __version__
from ecgtool.__main__ import run
from ecgtool.cli.app import COMMANDS

TWO = """
default_group = "ebb"
[groups.ebb]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00" }
[groups.flow]
name = "Flow \\u2014 Group"
timezone = "Asia/Tokyo"
schedule = { every = "month", on = "first Tuesday", at = "09:30", until = 2026-07-31 }
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder with two groups."""
    (folder / "ecg.toml").write_text(TWO, "utf-8")
    return folder


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The standard output of a run that ends in 0."""
    assert run(arguments) == 0
    return capsys.readouterr().out


def starts(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    """Group and local start of the meetings that ``next-meeting`` tells."""
    found = json.loads(answer(capsys, "next-meeting", "-f", "json", *arguments))["meetings"]
    return [(meeting["group"], meeting["start"]) for meeting in found]


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, with the program's name."""
    assert answer(capsys, "--version") == f"ecg {__version__}\n"
    assert answer(capsys, "-q", "--version") == f"ecg {__version__}\n"


def test_the_version_with_the_zone_data(capsys: pytest.CaptureFixture[str]) -> None:
    """``-v`` before or after ``--version`` names the zone data as well."""
    after = answer(capsys, "--version", "-v")
    assert "zone data" in after
    assert answer(capsys, "-v", "--version") == answer(capsys, "--verbose", "--version") == after


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_tells_what_it_does(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Plain text where it is piped, with an example of each."""
    shown = answer(capsys, name, "--help")
    assert "\x1b" not in shown
    assert "Usage: ecg" in shown


@pytest.mark.parametrize("noun", ["", "agenda", "announce", "call", "config", "cron", "ical", "wiki"])
def test_no_list_of_commands_is_cut_short(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, noun: str
) -> None:
    """The first sentence of each fits beside its name in 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    listed = answer(capsys, *noun.split(), "--help").partition("Commands:")[2]
    assert listed
    assert "..." not in listed


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command too, which is then a usage error; nothing else is said."""
    shown = answer(capsys, "--help")
    assert all(f" {name} " in shown for name in COMMANDS)
    assert run([]) == 2
    assert capsys.readouterr() == (shown, "")
    assert run(["call"]) == 2
    assert "Usage: ecg call" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "groups"),
    [
        ([], ["ebb"]),
        (["-g", "flow"], ["flow"]),
        (["--group", "flow", "-g", "ebb", "-g", "flow"], ["ebb", "flow"]),
        (["--all"], ["ebb", "flow"]),
    ],
)
def test_which_groups(capsys: pytest.CaptureFixture[str], options: list[str], groups: list[str]) -> None:
    """The default, the ones named, or every one; in the order of their meetings."""
    assert [group for group, _ in starts(capsys, "--now", "2026-06-09", *options)] == groups


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-06-08T15:59:59Z", "2026-06-08T08:00:00-07:00"),
        ("2026-06-08T16:00:00Z", "2026-06-15T08:00:00-07:00"),
        ("2026-06-08T16:00:00", "2026-06-15T08:00:00-07:00"),
        ("2026-06-08 08:59:59-07:00", "2026-06-08T08:00:00-07:00"),
        ("20260608T160000Z", "2026-06-15T08:00:00-07:00"),
        ("2026-06-09", "2026-06-15T08:00:00-07:00"),
    ],
)
def test_now_is_iso_8601(capsys: pytest.CaptureFixture[str], now: str, start: str) -> None:
    """UTC where no offset is named; a date is its first moment."""
    assert starts(capsys, "--now", now) == [("ebb", start)]


def test_the_clock_may_come_from_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``$ECG_NOW`` is the clock, the option comes before it, and an empty variable is none."""
    monkeypatch.setenv("ECG_NOW", "2026-06-09")
    assert starts(capsys) == [("ebb", "2026-06-15T08:00:00-07:00")]
    assert starts(capsys, "--now", "2030-01-01") == [("ebb", "2030-01-07T08:00:00-08:00")]
    monkeypatch.setenv("ECG_NOW", "")
    assert starts(capsys)
    monkeypatch.setenv("ECG_NOW", "yesterday")
    assert run(["next-meeting"]) == 2
    assert capsys.readouterr().err == (
        "ecg: $ECG_NOW: 'yesterday' is no date and time: write it like 2026-06-08T16:30:00Z\n"
    )


def test_after_until_and_number(capsys: pytest.CaptureFixture[str]) -> None:
    """As many as asked for, from then, till then; a boundary belongs to what it ends."""
    june = ("--after", "2026-06-08T16:00Z", "--until", "2026-06-22T15:00Z")
    assert [start[8:10] for _, start in starts(capsys, *june)] == ["15", "22"]
    assert [start[8:10] for _, start in starts(capsys, *june, "-n", "1")] == ["15"]
    assert [start[8:10] for _, start in starts(capsys, *june, "-n", "9" * 20)] == ["15", "22"]
    assert [start[5:10] for _, start in starts(capsys, "--now", "2026-06-29", "-n", "3")] == [
        "06-29",
        "07-06",
        "07-13",
    ]


def test_until_a_date_includes_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole day on the group's clock; with ``--until`` every meeting till then is shown."""
    assert [start[8:10] for _, start in starts(capsys, "--now", "2026-06-09", "--until", "2026-06-22")] == [
        "15",
        "22",
    ]
    assert [start[8:10] for _, start in starts(capsys, "--now", "2026-06-09", "--until", "2026-06-21")] == ["15"]


def test_zones_are_added_to_the_groups_own(capsys: pytest.CaptureFixture[str]) -> None:
    """``--zone`` comes after the zones of the group, and none is shown twice."""
    arguments = ("next-meeting", "-f", "json", "--zone", "Asia/Tokyo", "--zone", "UTC", "--zone", "Asia/Tokyo")
    zones = json.loads(answer(capsys, *arguments))["meetings"][0]["zones"]
    assert [zone["zone"] for zone in zones] == ["Asia/Tokyo", "UTC"]


@pytest.mark.parametrize(("form", "empty"), [("text", ""), ("heading", ""), ("json", '"meetings": []')])
def test_no_meeting_to_come_is_a_finding(capsys: pytest.CaptureFixture[str], form: str, empty: str) -> None:
    """Exit code 1, an answer that says so, and one line why."""
    assert run(["next-meeting", "-g", "flow", "--now", "2026-08-01", "-f", form]) == 1
    shown = capsys.readouterr()
    assert empty in shown.out
    assert shown.err.startswith("ecg: no meeting to come: ")
    assert run(["agenda", "render", "-g", "flow", "--now", "2026-08-01", "-f", "text"]) == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nex-meeting"], "no command 'nex-meeting': did you mean `ecg next-meeting`?"),
        (["next-meeting", "--frmat", "json"], "no option --frmat: did you mean --format?"),
        (["next-meeting", "-f", "yaml"], "--format: 'yaml' is not one of"),
        (["next-meeting", "-n", "0"], "-n: 0 is not 1 or more"),
        (["next-meeting", "-n", "many"], "-n: 'many' is no whole number"),
        (["next-meeting", "--now", ""], "--now: '' is no date and time"),
        (["next-meeting", "--now", "0001-01-01T00:00+14:00"], "--now: '0001-01-01T00:00+14:00' is no date and time"),
        (["next-meeting", "--after", "soon"], "--after: 'soon' is no date"),
        (["next-meeting", "--until", ""], "--until: no date was given"),
        (["next-meeting", "--zone", "Asia/Tokio"], "--zone: no zone 'Asia/Tokio': did you mean \"Asia/Tokyo\"?"),
        (["next-meeting", "-g", "flo"], "no group 'flo': did you mean \"flow\"?"),
        (["next-meeting", "-c", "no.toml"], "no.toml: no such file: name one with --config"),
        (["next-meeting", "-c", "."], ". cannot be read: Is a directory: name one that can be read"),
        (["next-meeting", "-c", "x" * 300], "no such file: name one with --config"),
        (["next-meeting", "-g", "\x1b]0;x\x07\n"], "no group "),
        (["call", "render", "--all"], "this command is about one group: name one with --group"),
        (["call", "join"], "ebb has no link to join: set groups.ebb.call.join"),
        (["agenda", "render", "--date", "2026-06-09"], "nearest is on 2026-06-08 (Monday) or 2026-06-15 (Monday)"),
        (["agenda", "render", "--template", "no.j2"], "no.j2 cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_an_error_is_one_line_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    """Exit code 2, nothing on standard output, no traceback, nothing that a terminal obeys."""
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("ecg: ")
    assert line in shown.err
    assert shown.err.count("\n") == 1
    assert shown.err.rstrip("\n").isprintable()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca"])
@pytest.mark.parametrize(
    "after", ["0001-01-01", "0001-01-01T23:59:59Z", "1969-12-31", "9998-12-31", "9999-12-31T23:59:59Z"]
)
def test_after_any_instant_is_an_answer(folder: Path, zone: str, after: str) -> None:
    """From the first moment there is to the last, in zones at both ends of the day: an answer, or no meeting."""
    (folder / "ecg.toml").write_text(TWO.replace("America/Los_Angeles", zone), "utf-8")
    for form in ("text", "json", "terminal"):
        assert run(["next-meeting", "--after", after, "-f", form]) in {0, 1}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_agenda_of_a_day_without_meetings(
    folder: Path, zone: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ends of the calendar are days as others."""
    (folder / "ecg.toml").write_text(TWO.replace("America/Los_Angeles", zone), "utf-8")
    assert run(["agenda", "render", "--date", day]) in {0, 2}
    assert "unexpected" not in capsys.readouterr().err


def test_every_fault_of_a_file_is_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file's name and the line before it, as it was typed or found."""
    (folder / "ecg.toml").write_text(TWO.replace("every", "evry").replace("Asia/Tokyo", "Asia/Tokio"), "utf-8")
    assert run(["next-meeting"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert all(re.match(r"ecg: ecg\.toml:\d+: groups\.", line) for line in lines)


def test_without_a_file_the_built_in_group_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which is said in one line on standard error, or not at all where the run is to be quiet."""
    monkeypatch.chdir("/")
    monkeypatch.setenv("HOME", "/nowhere")
    assert run(["next-meeting", "-f", "heading", "--now", "2026-06-09"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC\n"
    assert shown.err == "ecg: no ecg.toml: answering for the built-in group; write your own with `ecg init`\n"
    assert run(["next-meeting", "-q"]) == 0
    assert capsys.readouterr().err == ""
