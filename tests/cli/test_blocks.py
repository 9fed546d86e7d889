"""Tests of blocks from the command line: bump, check, embed, status and what they end in."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """
[groups.tidal]
name = "Tidal"
timezone = "America/Los_Angeles"
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
[groups.tidal.wiki]
file = "page.wiki"
schedule_line = "Mondays at {time}"
[groups.tidal.wiki.blocks.next]
template = "next.j2"
"""
PAGE = "a\n\n<!-- ecg:meetings -->\n<!-- /ecg:meetings -->\nMondays at 8am\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a block, in a folder with the file that configures it."""
    monkeypatch.setenv("ECG_NOW", "2026-02-03T00:00:00Z")
    (tmp_path / "ecg.toml").write_text(CONFIG)
    (tmp_path / "next.j2").write_text("On {{ meetings[0].start }}\n")
    page = tmp_path / "page.wiki"
    page.write_text(PAGE)
    return page


def test_a_bump_fills_blocks_and_a_second_one_finds_nothing_to_do(page: Path) -> None:
    """With a dry run and a check before it, which write nothing."""
    assert run(["wiki", "bump", "--dry-run"]) == 0
    assert run(["wiki", "bump", "--check"]) == 1
    assert run(["wiki", "check"]) == 1
    assert page.read_text() == PAGE
    assert run(["wiki", "bump"]) == 0
    assert "| '''Monday, February 9, 2026''' || 08:00 PST || 16:00" in page.read_text()
    assert run(["wiki", "bump", "--check"]) == 0
    assert run(["wiki", "check"]) == 0


def test_a_persons_word_and_a_broken_block(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one stays and is named, exit 1; the other is exit 3 with its line."""
    run(["wiki", "bump"])
    edited = page.read_text().replace("February 9", "Feb 9")
    page.write_text(edited)
    capsys.readouterr()
    assert run(["wiki", "bump"]) == 1
    assert "“meetings” of line 3" in capsys.readouterr().err
    assert page.read_text() == edited
    assert run(["status"]) == 1
    assert run(["wiki", "bump", "--force"]) == 0
    assert "February 9" in page.read_text()
    page.write_text(f"{PAGE}<!-- ecg:next -->\n")
    assert run(["wiki", "bump"]) == 3
    assert "line 6" in capsys.readouterr().err
    assert run(["wiki", "check", "-f", "json"]) == 1
    codes = [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert codes == ["broken-block"]


def test_a_block_is_embedded_and_filled(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After the line that says the rule, from a template of one's own; a dry run only shows it."""
    assert run(["wiki", "embed", "next", "--dry-run"]) == 0
    assert page.read_text() == PAGE
    assert "+<!-- ecg:next " in capsys.readouterr().out
    assert run(["wiki", "embed", "next"]) == 0
    assert page.read_text().startswith(f"{PAGE}\n<!-- ecg:next ")
    assert "\nOn 2026-02-09T08:00:00-08:00\n<!-- /ecg:next -->\n" in page.read_text()
    assert run(["wiki", "embed", "next", "--after", "Nowhere"]) == 3


def test_a_page_that_cancels_what_the_file_does_not_is_told(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bump says the date and the command, status counts it."""
    page.write_text(f"{PAGE}== Upcoming topics ==\n* February 9 - cancelled\n")
    assert run(["wiki", "bump"]) == 0
    assert "2026-02-09, ecg.toml does not: `ecg cancel --from-page" in capsys.readouterr().err
    assert run(["status"]) == 1
    assert "cancels 2026-02-09" in capsys.readouterr().out
    assert run(["cancel", "--from-page"]) == 0
    capsys.readouterr()
    assert run(["wiki", "bump"]) == 0
    assert "cancel" not in capsys.readouterr().err
    assert run(["restore", "2026-02-09"]) == 0
    assert "still cancels 2026-02-09" in capsys.readouterr().err


def test_a_page_that_cancels_one_of_two_dates_is_told(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """None is taken for cancelled, and each command names both."""
    page.write_text(f"{PAGE}== Upcoming topics ==\n* 9.2. - cancelled\n")
    assert run(["wiki", "bump"]) == 0
    assert "cancels 2025-09-02 or 2026-02-09, and does not say which: `ecg cancel DATE" in capsys.readouterr().err
    assert run(["status"]) == 1
    assert "cancels 2025-09-02 or 2026-02-09" in capsys.readouterr().out
    assert run(["wiki", "check"]) == 1
    assert "does not say which: `ecg cancel DATE` does." in capsys.readouterr().out
    assert run(["cancel", "--from-page"]) == 0
    assert "“9.2. - cancelled” may be 2025-09-02 or 2026-02-09" in capsys.readouterr().err
