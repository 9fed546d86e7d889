"""Tests of ``ecg wiki bump`` and ``ecg wiki check`` on pages in files: what is printed, written and left alone."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """
[groups.tidal]
name = "Tidal Group"
timezone = "America/Los_Angeles"
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
duration = "1h"
[groups.tidal.wiki]
file = "page.wiki"

[groups.radio]
name = "Radio Hour"
timezone = "UTC"
[groups.radio.schedule]
every = "month"
on = "last Friday"
at = "13:00"
[groups.radio.wiki]
file = "radio.md"
heading = "Next meeting: {month} {ordinal}, {year} at {utc} UTC"
"""
NOW = "2026-02-03T00:00:00Z"
OLD = b"\xef\xbb\xbf== Next meeting: Monday (February 02, 2026), 8am PDT / 1600 UTC ==\r\n\xff bytes "
NEW = OLD.replace(b"02, 2026), 8am PDT", b"09, 2026), 8am PST")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stale page that is not all UTF-8, in a folder with the file that configures it."""
    monkeypatch.setenv("ECG_NOW", NOW)
    (tmp_path / "ecg.toml").write_text(CONFIG)
    (tmp_path / "radio.md").write_text("**Next meeting: January 30th, 2026 at 1300 UTC**\n")
    page = tmp_path / "page.wiki"
    page.write_bytes(OLD)
    return page


def test_a_bump_writes_what_differs_and_keeps_all_else(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every other byte and the file's mode stay; the difference is printed, and a second run writes nothing."""
    page.chmod(0o640)
    assert run(["wiki", "bump", "-g", "tidal"]) == 0
    assert page.read_bytes() == NEW
    assert page.stat().st_mode & 0o777 == 0o640
    assert "-\\ufeff== Next meeting: Monday (February 02, 2026)" in capsys.readouterr().out
    written = page.stat().st_mtime_ns, page.stat().st_ino
    assert run(["wiki", "bump", "-g", "tidal"]) == 0
    assert (page.stat().st_mtime_ns, page.stat().st_ino) == written
    output = capsys.readouterr()
    assert output.out == ""
    assert "nothing to change" in output.err


def test_a_link_to_a_page_stays_a_link(page: Path, tmp_path: Path) -> None:
    """What it leads to is changed, in its own folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    page.rename(elsewhere / "real.wiki")
    page.symlink_to(elsewhere / "real.wiki")
    assert run(["wiki", "bump", "-g", "tidal"]) == 0
    assert page.is_symlink()
    assert (elsewhere / "real.wiki").read_bytes() == NEW
    assert len(list(elsewhere.iterdir())) == 1


@pytest.mark.parametrize(("option", "exit_code"), [("--dry-run", 0), ("--check", 1)])
def test_a_look_writes_nothing(page: Path, option: str, exit_code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference is printed all the same; only a check fails because of it."""
    assert run(["wiki", "bump", "-g", "tidal", option]) == exit_code
    assert page.read_bytes() == OLD
    assert "+\\ufeff== Next meeting: Monday (February 09, 2026)" in capsys.readouterr().out
    page.write_bytes(NEW)
    assert run(["wiki", "bump", "-g", "tidal", option]) == 0


def test_a_persons_word_ends_in_1_and_force_overrules_it(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both dates and what to type stand on standard error in one line; the JSON says what stands and what would."""
    page.write_text("== Next meeting: TBD ==\n")
    assert run(["wiki", "bump", "-g", "tidal", "-f", "json"]) == 1
    output = capsys.readouterr()
    answer = json.loads(output.out)
    assert answer == {
        "group": "tidal", "page": "page.wiki", "changed": False, "written": False, "old": "Next meeting: TBD",
        "new": "Next meeting: Monday (February 09, 2026), 8am PST / 1600 UTC", "diff": "", "revision": None,
    }  # fmt: skip
    assert output.err.count("\n") == 1
    assert "ecg cancel 2026-02-09" in output.err
    assert run(["wiki", "bump", "-g", "tidal", "--force"]) == 0
    assert "February 09" in page.read_text()


def test_all_groups_are_bumped_whatever_becomes_of_one(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The run ends in the worst exit code, after all others' pages are right."""
    page.write_text("no such line\n")
    assert run(["wiki", "bump", "--all", "-f", "json"]) == 3
    output = capsys.readouterr()
    assert [one["group"] for one in json.loads(output.out)["pages"]] == ["radio"]
    assert "no heading or bold line" in output.err
    assert Path("radio.md").read_text() == "**Next meeting: February 27th, 2026 at 1300 UTC**\n"


def test_a_group_without_a_page_is_passed_over_among_all(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is named, or no group has a page, it is told what it lacks."""
    file = page.with_name("ecg.toml")
    pageless = "[groups.tea]\ntimezone = 'UTC'\nschedule = { every = 'week', on = 'Friday', at = '10:00' }\n"
    file.write_text(file.read_text() + "\n" + pageless)
    assert run(["wiki", "bump", "--all"]) == 0
    assert run(["wiki", "check", "--all"]) == 0
    assert "tea" not in "".join(capsys.readouterr())
    assert run(["wiki", "bump", "-g", "tea"]) == 2
    file.write_text(pageless)
    assert run(["wiki", "bump", "--all"]) == 2
    assert "tea has no page: " in capsys.readouterr().err


@pytest.mark.usefixtures("page")
def test_a_check_tells_each_finding_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Page, line, code and a sentence; JSON as the reference has it; exit 1 where something is found."""
    assert run(["wiki", "check", "-g", "tidal"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "page.wiki:1: zone-mismatch: The line says PDT, but on its date the clock is on PST."
    assert lines[1].startswith("page.wiki:1: stale-heading: ")
    assert run(["wiki", "check", "-g", "tidal", "-f", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["page"] == "page.wiki"
    assert [set(finding) for finding in answer["findings"]] == [{"code", "line", "found", "expected", "message"}] * 2


def test_another_file_can_be_checked(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its name's ending a page in Markdown; without a line that says the meeting it has one finding."""
    Path("other.md").write_text("```\n# Next meeting: Monday (February 09, 2026), 8am PST / 1600 UTC\n```\n")
    assert run(["wiki", "check", "-g", "tidal", "--page", "other.md"]) == 1
    assert "other.md:1: heading-missing: " in capsys.readouterr().out
    assert run(["wiki", "check", "-g", "tidal", "--page", "missing.md"]) == 3
    assert page.read_bytes() == OLD


def test_without_a_configuration_nothing_is_written(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The built-in group is for reading: a bump refuses, a check of a file answers."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    Path("ecg.toml").unlink()
    assert run(["wiki", "bump"]) == 2
    assert "ecg init" in capsys.readouterr().err
    assert run(["wiki", "check", "--page", str(page)]) == 1


def test_a_check_promises_of_a_bump_only_what_it_mends(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stale line is mended by the next command; a page without a line needs a person."""
    assert run(["wiki", "check", "-g", "tidal"]) == 1
    assert "`ecg wiki bump -g tidal` mends" in capsys.readouterr().err
    page.write_text("== Meetings ==\n")
    assert run(["wiki", "check", "-g", "tidal"]) == 1
    assert capsys.readouterr().err.endswith("1 thing is wrong: each line says what to do\n")
