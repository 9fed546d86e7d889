"""``ecg site build``: what it writes, what it says, and what ``--check`` and ``--dry-run`` leave alone."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """
[groups.tea]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00", start = 2026-01-05 }
wiki = { file = "tea.md" }
[groups.cup]
timezone = "UTC"
schedule = { every = "week", on = "Friday", at = "15:00", start = 2026-01-02 }
"""
PAGE = """# Tea

## Agenda

- Kettles

## Upcoming topics

- March 16: Cancelled, picnic

## Minutes

- March 2: Leaves
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an ``ecg.toml`` and a page, which is where the command runs."""
    (folder / "ecg.toml").write_text(CONFIG)
    (folder / "tea.md").write_text(PAGE)
    monkeypatch.setenv("ECG_NOW", "2026-03-03T12:00:00Z")
    return folder


def test_the_site_is_written_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all groups where none is named; a second run changes nothing and says so."""
    assert run(["site", "build", "-o", "public"]) == 0
    assert "write\tindex.html" in capsys.readouterr().out
    assert run(["site", "build", "-o", "public"]) == 0
    assert capsys.readouterr() == ("", "ecg: public is unchanged\n")
    assert (folder / "public" / "cup.html").exists()


def test_a_page_gives_agenda_logs_and_cancellations(folder: Path) -> None:
    """What the group keeps on its page is on the site, too."""
    assert run(["site", "build", "-o", "public"]) == 0
    text = (folder / "public" / "tea.html").read_text()
    assert "<li>Kettles" in text
    assert "March 2: Leaves" in text
    assert '<li class="meeting cancelled" id="20260316T1500Z"' in text


def test_groups_that_are_not_asked_for_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Their files are deleted, since they are the site's own."""
    assert run(["site", "build", "-o", "public"]) == 0
    assert run(["site", "build", "-g", "tea", "-o", "public", "-q"]) == 0
    assert "delete\tcup.html" in capsys.readouterr().out
    assert not (folder / "public" / "cup.html").exists()


def test_check_and_dry_run_write_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--check`` ends in 1 where a file would differ, in 0 where none would."""
    assert run(["site", "build", "-o", "public", "--dry-run"]) == 0
    assert run(["site", "build", "-o", "public", "--check"]) == 1
    assert not (folder / "public").exists()
    assert "public is not what ecg.toml says: build it with `ecg site build -o public`" in capsys.readouterr().err
    assert run(["site", "build", "-o", "public"]) == 0
    assert run(["site", "build", "-o", "public", "--check"]) == 0


def test_a_folder_that_cannot_be_made_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, with nothing written."""
    (folder / "public").write_text("a file")
    assert run(["site", "build", "-o", "public"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_status_knows_the_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether it says what ecg.toml says, and when it was built."""
    assert run(["site", "build", "-g", "cup", "-o", "public"]) == 0
    capsys.readouterr()
    assert run(["status", "-g", "cup"]) == 0
    assert capsys.readouterr().out == f"cup\tsite {folder}/public\tok\tlast 2026-03-03 12:00 UTC\n"
    (folder / "ecg.toml").write_text(CONFIG.replace("15:00", "16:00"))
    assert run(["status", "-g", "cup"]) == 1
    assert "does not say what ecg.toml says: build it again" in capsys.readouterr().out


def test_a_site_stays_well_for_weeks_and_not_for_ever(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meetings that are over since it was built are left out by the visitor's clock; a plan that changed is told."""
    assert run(["site", "build", "-g", "cup", "-o", "public"]) == 0
    monkeypatch.setenv("ECG_NOW", "2026-03-20T17:00:00Z")
    assert run(["status", "-g", "cup"]) == 0
    monkeypatch.setenv("ECG_NOW", "2026-04-03T17:00:00Z")
    assert run(["status", "-g", "cup"]) == 1
    monkeypatch.setenv("ECG_NOW", "2026-03-20T17:00:00Z")
    (folder / "ecg.toml").write_text(CONFIG.replace("15:00", "16:00"))
    capsys.readouterr()
    assert run(["status", "-g", "cup"]) == 1
    assert "build it again" in capsys.readouterr().out


def test_days_are_written_in_the_groups_language(folder: Path) -> None:
    """And marked as of that language, for a screen reader."""
    (folder / "ecg.toml").write_text(CONFIG.replace("[groups.cup]", '[groups.cup]\nlanguage = "de"'))
    assert run(["site", "build", "-g", "cup", "-o", "public"]) == 0
    assert '<span class="day" lang="de">Freitag, 6. März 2026</span>' in (folder / "public" / "cup.html").read_text()
