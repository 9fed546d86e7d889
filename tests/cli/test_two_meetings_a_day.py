"""A day with two meetings, in every command that takes a date: the hour tells which one is meant."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """
[groups.lab]
name = "Lab Group"
timezone = "America/Los_Angeles"
wiki = { file = "page.wiki" }
agenda = { source = "page" }
[groups.lab.schedule]
every = "week"
on = "Tuesday"
at = "08:00"
start = 2026-06-02
[[groups.lab.schedule.slot]]
name = "APAC"
at = "17:00"
start = 2026-06-02
"""
PAGE = """=== Next meeting: x ===
=== Upcoming topics ===
* June 9: Buoys
=== Meeting logs and recordings ===
"""
BOTH = "2026-06-16 has 2 meetings: 08:00, 17:00: add the hour: 2026-06-16T08:00 or 2026-06-16T17:00"


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page beside an ``ecg.toml``, which is where the commands run."""
    (folder / "ecg.toml").write_text(CONFIG)
    (folder / "page.wiki").write_text(PAGE)
    monkeypatch.setenv("ECG_NOW", "2026-06-03T12:00:00Z")
    return folder


@pytest.mark.parametrize("date", ["2026-06-16T17:00", "June 16 17:00", "2026-06-16 17:00"])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["cancel", "{}"], "date = 2026-06-16T17:00"),
        (["move", "{}", "2026-06-18"], "date = 2026-06-16T17:00\n+to = 2026-06-18"),
        (["restore", "{}"], "neither cancelled nor moved"),
        (["agenda", "render", "--date", "{}"], "17:00 PDT (Wednesday 00:00 UTC)"),
        (["agenda", "add", "Tides", "--date", "{}"], "+* June 16, 17:00: Tides"),
        (["ical", "export", "--date", "{}"], "DTSTART;TZID=America/Los_Angeles:20260616T170000"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_the_hour_names_one(date: str, command: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the forms that people type; only that meeting is shown or changed."""
    assert run([word.format(date) for word in command]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (["move", "2026-06-16", "2026-06-18"], BOTH),
        (["agenda", "render", "--date", "2026-06-16"], "2 meetings are on 2026-06-16, at 08:00 and 17:00"),
        (["ical", "export", "--date", "2026-06-16"], "2026-06-16T08:00 or 2026-06-16T17:00"),
        (["agenda", "add", "Tides", "--date", "2026-06-16T09:00"], "on that date it is at 08:00 and 17:00"),
        (["cancel", "2026-06-16T09:00"], "on that date it is at 08:00 and 17:00"),
        (["log", "add", "Tides", "--date", "2026-06-02T09:00"], "on that date it is at 08:00 and 17:00"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_what_could_be_either_is_refused(
    command: list[str], refusal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the hours that there are, and what to type."""
    assert run(command) == 2
    assert refusal in capsys.readouterr().err


def test_a_bare_date_cancels_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both meetings of a day go with its bare date, and come back with it."""
    assert run(["cancel", "2026-06-16"]) == 0
    assert capsys.readouterr().out.count("no meeting on 2026-06-16\n") == 1
    assert run(["cancel", "2026-06-09T17:00"]) == 0
    assert "no meeting on 2026-06-09 at 17:00" in capsys.readouterr().out
    assert run(["restore", "2026-06-09"]) == 0
    assert run(["restore", "2026-06-16"]) == 0
    assert (folder / "ecg.toml").read_text() == CONFIG


def test_a_log_is_added_for_one(folder: Path) -> None:
    """The hour is one at which a meeting was; the entry has the date."""
    assert run(["log", "add", "Tides", "--date", "2026-06-02T17:00"]) == 0
    assert "June 2, 2026" in (folder / "page.wiki").read_text()


@pytest.mark.parametrize(
    "title",
    [
        "June 16, 17:00: Tides",
        "June 16 - 5pm - Tides",
        "June 16 at 17:00: Tides",
        "June 16 17:00 PDT - Tides",
        "2026-06-16T17:00: Tides",
        "2026-06-16T17:00 Tides",
    ],
)
def test_a_topic_with_an_hour_is_that_meetings_alone(
    folder: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the forms that people write; a topic without one is of both, and no hour of no meeting is taken for one."""
    page = PAGE.replace("* June 9: Buoys", f"* {title}\n* June 16: Buoys\n* June 16, 9am: Nets")
    (folder / "page.wiki").write_text(f"{page}<!-- ecg:meetings -->\n<!-- /ecg:meetings -->\n")
    for hour, topics in ("08:00", ["Buoys", "9am: Nets"]), ("17:00", ["Tides", "Buoys", "9am: Nets"]):
        assert run(["agenda", "render", "-f", "text", "--date", f"2026-06-16T{hour}"]) == 0
        shown = capsys.readouterr().out.partition("Topics")[2]
        assert [line[2:] for line in shown.splitlines() if line.startswith("- ")] == topics
    assert run(["wiki", "bump", "--force", "-q"]) == 0
    rows = [line for line in (folder / "page.wiki").read_text().splitlines() if line.startswith("| ")]
    assert ["Tides" in row for row in rows if "June 16" in row] == [False, True]


def test_a_topic_is_added_to_and_taken_from_one(folder: Path) -> None:
    """Without a date to the next meeting alone; the form of the next topic has no hour of the one before."""
    for words in (["Tides", "--date", "June 16 17:00"], ["Tides", "--date", "June 16 08:00"], ["Nets"]):
        assert run(["agenda", "add", *words]) == 0
    assert run(["agenda", "add", "Buoys", "--date", "June 23"]) == 0
    for hour in ("17:00", "08:00"):
        assert f"\n* June 16, {hour}: Tides\n" in (folder / "page.wiki").read_text()
    assert "\n* June 9, 08:00: Nets\n" in (folder / "page.wiki").read_text()
    assert "\n* June 23: Buoys\n" in (folder / "page.wiki").read_text()
    assert run(["agenda", "done", "tides", "--date", "June 16 17:00"]) == 0
    assert "17:00" not in (folder / "page.wiki").read_text()
    assert "June 16, 08:00: Tides" in (folder / "page.wiki").read_text()


@pytest.mark.parametrize(
    "topic",
    [
        "June 9, 08:00: cancelled", "June 9 08:00 cancelled", "2026-06-09T08:00 cancelled", "9. Juni 08:00 fällt aus",
        "9. Juni, 8 Uhr: abgesagt",
    ],
)  # fmt: skip
def test_a_page_cancels_one(folder: Path, capsys: pytest.CaptureFixture[str], topic: str) -> None:
    """A topic that says so with the hour, and no more, is no reason; the other meeting of its date is held."""
    german = "Juni" in topic
    (folder / "ecg.toml").write_text(CONFIG.replace("\nwiki", '\nlanguage = "de"\nwiki') if german else CONFIG)
    (folder / "page.wiki").write_text(PAGE.replace("June 9: Buoys", topic))
    assert run(["wiki", "bump", "--force", "--now", "2026-06-09T02:00Z"]) == 0
    assert f"{'Juni' if german else 'June'} 09, 2026), 5pm PDT" in capsys.readouterr().out
    assert run(["cancel", "--from-page"]) == 0
    written = (folder / "ecg.toml").read_text()
    assert "date = 2026-06-09T08:00\n" in written
    assert "reason" not in written
    assert run(["wiki", "check"]) == 0
