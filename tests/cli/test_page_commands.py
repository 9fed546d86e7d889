"""Tests of the commands that read and edit a group's page in a file, as a person runs them."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

PAGE = """=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===
=== Call details ===
* Join: https://meet.example.org/lab
* Passcode: 123456
=== Agenda ===
* '''Use cases'''
** https://x.example.org/1
=== Upcoming topics ===
*
=== Meeting logs and recordings ===
==== Old, June 1, 2026 ====
* https://video.example.org/0
"""
CONFIG = """
[groups.lab]
name = "Lab Group"
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00", duration = "1h", skip = [{ date = 2026-06-22 }] }
agenda = { source = "page" }
wiki = { file = "page.wiki" }
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page beside an ``ecg.toml``, which is where the commands run."""
    (tmp_path / "ecg.toml").write_text(CONFIG)
    path = tmp_path / "page.wiki"
    path.write_text(PAGE)
    monkeypatch.setenv("ECG_NOW", "2026-06-09T12:00:00Z")
    return path


def test_topics_come_and_go(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Added for the next meeting, said as a difference, added once only, and gone when done: byte for byte."""
    assert run(["agenda", "add", "Lab tour", "--by", "Ann"]) == 0
    assert "+* '''June 15''' - '''Lab tour''' (Ann)" in capsys.readouterr().out
    assert run(["agenda", "add", "Lab tour", "--by", "Bo"]) == 0
    assert capsys.readouterr() == ("", "ecg: page.wiki: it is there already: nothing to change\n")
    assert run(["agenda", "render", "-f", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["topics"] == [{"date": "2026-06-15", "title": "Lab tour (Ann)", "cancelled": False}]
    assert run(["agenda", "done", "lab tour"]) == 0
    assert page.read_text() == PAGE


@pytest.mark.parametrize(
    ("title", "place", "shown"),
    [
        ("Agenda", "Agenda", "items"),
        ("Next agenda items", "Next agenda items", "items"),
        ("Upcoming", "Upcoming", "topics"),
    ],
)
def test_another_section_than_upcoming_topics_is_said(
    page: Path, capsys: pytest.CaptureFixture[str], title: str, place: str, shown: str
) -> None:
    """Which one was chosen; the agenda then shows the topic, and it goes as it came."""
    text = f"=== {title} ===\n* Lamps\n"
    page.write_text(text)
    assert run(["agenda", "add", "Lab tour"]) == 0
    assert capsys.readouterr().err == f"ecg: the topic goes to “{place}”\n"
    assert run(["agenda", "render", "-f", "json"]) == 0
    assert "Lab tour" in [one["title"] for one in json.loads(capsys.readouterr().out)[shown]]
    assert run(["agenda", "done", "Lab tour"]) == 0
    assert page.read_text() == text


@pytest.mark.parametrize("title", ["Agenda template", "Agenda coordination", "Past agendas", "Agenda de Reuniones"])
def test_no_topic_goes_to_what_is_no_agenda(page: Path, capsys: pytest.CaptureFixture[str], title: str) -> None:
    """A template, a process or an archive: what is missing is said, and what to do."""
    page.write_text(f"=== {title} ===\n* Lamps\n")
    assert run(["agenda", "add", "Lab tour"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("ecg: the page has no upcoming topics and no agenda of the next meeting: add a heading")


def test_equal_topics_of_one_date_go_one_at_a_time(page: Path) -> None:
    """The first of them each time; of different dates one is named with --date."""
    twice = PAGE.replace("topics ===\n*\n", "topics ===\n* June 15 - Lab\n* June 15 - Lab\n* June 29 - Lab\n")
    page.write_text(twice)
    assert run(["agenda", "done", "Lab"]) == 2
    assert run(["agenda", "done", "Lab", "--date", "2026-06-15"]) == 0
    assert page.read_text() == twice.replace("* June 15 - Lab\n", "", 1)


def test_action_items_come_and_go(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Added at the end of their list, said as a difference, and gone when done: byte for byte."""
    page.write_text(f"{PAGE}=== Action items ===\n* Call Ann\n")
    before = page.read_bytes()
    assert run(["agenda", "action", "add", "Find experts"]) == 0
    assert "+* Find experts" in capsys.readouterr().out
    assert page.read_bytes() == before + b"* Find experts\n"
    assert run(["agenda", "action", "done", "find experts"]) == 0
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["agenda", "add", "Lab tour"],
        ["agenda", "action", "add", "Find experts"],
        ["log", "add", "New", "--date", "2026-06-08"],
    ],
)
def test_a_dry_run_of_an_addition_writes_nothing(
    page: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """It answers with the difference that the run after it makes."""
    page.write_text(f"{PAGE}=== Action items ===\n* Call Ann\n")
    before = page.read_bytes()
    assert run([*arguments, "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "nothing is written" in shown.err
    assert page.read_bytes() == before
    assert run(arguments) == 0
    assert capsys.readouterr().out == shown.out
    assert page.read_bytes() != before


def test_a_log_is_added(page: Path) -> None:
    """Above the newest, in its form."""
    assert run(["log", "add", "New", "--date", "2026-06-08", "--recording", "https://video.example.org/1"]) == 0
    block = "==== New, June 8, 2026 ====\n* https://video.example.org/1\n\n"
    assert page.read_text() == PAGE.replace("==== Old", f"{block}==== Old")


def test_the_call_is_read_from_the_page(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the configured page, or of the one that is named."""
    assert run(["call", "render", "-f", "json"]) == 0
    own = json.loads(capsys.readouterr().out)
    assert (own["join"], own["passcode"], own["note"]) == ("https://meet.example.org/lab", "123456", None)
    page.with_name("other.md").write_text("## Call details\n- Join: <https://meet.example.org/other>\n")
    assert run(["call", "render", "--page", "other.md", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["join"] == "https://meet.example.org/other"


def test_the_history_of_a_folder_is_told(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON and as a table, and of the newest revisions alone."""
    folder = page.with_name("past")
    folder.mkdir()
    (folder / "2026-06-02.wiki").write_text(PAGE)
    (folder / "2026-06-09.wiki").write_text(PAGE.replace("June 08", "June 15").replace("PDT", "PST"))
    assert run(["wiki", "history", "--feed", "past", "-f", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [row["stale_hours"] for row in answer["revisions"]] == [8.0, 0]
    assert answer["summary"]["zone_mismatches"] == 1
    assert run(["wiki", "history", "--feed", "past", "--limit", "1"]) == 0
    assert capsys.readouterr().out.count("Next meeting:") == 1


@pytest.mark.parametrize("command", ["history", "check", "show", "bump"])
def test_a_page_that_is_missing_is_told_alike(command: str, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not as expected, whichever command reads it."""
    page.unlink()
    assert run(["wiki", command]) == 3
    assert "page.wiki cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ["agenda", "add", "X", "--date", "2026-06-16"],
            2,
            "no meeting is on 2026-06-16: the nearest is on 2026-06-15 (Monday) or 2026-06-29 (Monday)",
        ),
        (
            ["agenda", "render", "--date", "2026-06-22"],
            2,
            "no meeting is on 2026-06-22: the nearest is on 2026-06-15 (Monday) or 2026-06-29 (Monday)",
        ),
        (
            ["ical", "export", "--date", "2026-06-23"],
            2,
            "no meeting of lab is on 2026-06-23: the nearest is on 2026-06-29 (Monday) or 2026-06-15 (Monday)",
        ),
        (["agenda", "done", "X"], 2, "no topic “X”"),
        (["log", "add", "X", "--notes", "x"], 2, "no link"),
        (["log", "add", "X"], 2, "a title alone is no log: add --date, --recording or --notes"),
        (["log", "add", "X", "--date", "2026-06-10"], 2, "2026-06-10 (Wednesday) is still to come"),
        (["agenda", "add", "X", "--date", "2026-06-22"], 2, "the meeting of 2026-06-22 is cancelled or moved"),
        (["call", "render", "--page", "none.wiki"], 3, "none.wiki cannot be read"),
        (["wiki", "history", "--feed", "none"], 2, "none cannot be read"),
        (["wiki", "history", "--feed", "ecg.toml"], 3, "no revision of ecg has the line"),
    ],
)
@pytest.mark.usefixtures("page")
def test_what_cannot_be_done_is_said_in_a_line(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exit code of its kind, and nothing on standard output."""
    assert run(arguments) == code
    out, errors = capsys.readouterr()
    assert out == ""
    assert words in errors
    assert errors.count("\n") == 1


def test_the_built_in_group_is_not_written_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a configuration there is no page to add to."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert run(["log", "add", "X"]) == 2
    assert "ecg init" in capsys.readouterr().err
