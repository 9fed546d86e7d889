"""``ecg list``: which groups are found, in which order, and what is said of each."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """
[groups.edge]
name = "Edge Computing"
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00", start = 2026-01-05 }
[groups.over]
name = "Edge of the Past"
timezone = "UTC"
schedule = { every = "day", at = "10:00", start = 2026-01-01, until = 2026-01-31 }
[groups.tea]
name = "Tea Tasters"
timezone = "Europe/Berlin"
[groups.tea.schedule]
name = "EMEA"
every = "month"
on = "first and third Tuesday"
at = "14:00"
start = 2026-01-06
[[groups.tea.schedule.slot]]
name = "APAC"
every = "2 weeks"
on = "Thursday"
at = "09:00"
start = 2026-01-08
timezone = "Asia/Tokyo"
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three groups, which is where the command runs."""
    (folder / "ecg.toml").write_text(CONFIG)
    monkeypatch.setenv("ECG_NOW", "2026-06-01T16:30:00Z")
    return folder


def test_every_group_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one that meets next at the top, those that meet no more at the end, with the rules in words."""
    assert (folder / "ecg.toml").exists()
    emea, apac = "the first and third Tuesday of every month, 14:00 Europe/Berlin", "every 2 weeks on Thursday, 09:00"
    rules = f"EMEA: {emea}; APAC: {apac} Asia/Tokyo"
    assert run(["list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"tea\tTea Tasters\t{rules}\tTuesday 2026-06-02 14:00 CEST",
        "edge\tEdge Computing\tevery Monday, 08:00 America/Los_Angeles\tMonday 2026-06-08 08:00 PDT",
        "over\tEdge of the Past\tevery day, 10:00 UTC\tno meeting to come",
    ]


def test_words_are_looked_for_in_keys_and_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every one, in any case; nothing found is a finding."""
    assert (folder / "ecg.toml").exists()
    assert run(["list", "EDGE", "past", "-f", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["key"], one["start"]) for one in told["groups"]] == [("over", None)]
    assert run(["list", "edge", "tea"]) == 1
    assert "no group has these words" in capsys.readouterr().err


def test_a_terminal_shows_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As wide as it is, with nothing cut, and in its colours rather than their codes spelt out."""
    assert (folder / "ecg.toml").exists()
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["list"]) == 0
    out = capsys.readouterr().out
    assert "APAC" in out
    assert "\x1b[1m" in out
    assert "\\x1b" not in out
    assert "…" not in out
