"""Tests of ``ecgtool.cli.bumping``: what a bump wrote itself is no person's word to the next one."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run

CONFIG = """\
[groups.tidal]
timezone = "UTC"
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "15:00"
start = 2026-02-02
[groups.tidal.wiki]
file = "page.wiki"
heading = "Next meeting: {date}"
"""


@pytest.fixture
def page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that names the next meeting, of February 9, as a bump wrote it."""
    monkeypatch.setenv("ECG_NOW", "2026-02-03T00:00:00Z")
    (folder / "ecg.toml").write_text(CONFIG)
    page = folder / "page.wiki"
    page.write_text("== Next meeting: 2026-02-02 ==\n")
    assert run(["wiki", "bump"]) == 0
    return page


@pytest.mark.parametrize(
    ("edit", "back", "there"),
    [
        ("cancel 2026-02-09", "restore 2026-02-09", "2026-02-16"),
        ("cancel 2026-02-09 --to 2026-02-16", "restore 2026-02-09", "2026-02-23"),
        ("move 2026-02-09 2026-02-11", "restore 2026-02-09", "2026-02-11"),
        ("cancel 2026-02-09", "extra 2026-02-10T15:00", "2026-02-16"),
    ],
)
def test_a_line_of_ecg_follows_the_schedule_back(page: Path, edit: str, back: str, there: str) -> None:
    """What a bump wrote is taken back without force, once the schedule has an earlier meeting again.

    Runs between that find nothing to change do not make it a person's.
    """
    assert run([*edit.split(), "--yes", "--and-bump"]) == 0
    assert page.read_text() == f"== Next meeting: {there} ==\n"
    assert run(["wiki", "bump"]) == 0
    assert run(back.split()) == 0
    assert run(["wiki", "bump", "--check"]) == 1
    assert run(["wiki", "bump"]) == 0
    assert page.read_text() == f"== Next meeting: {back.split()[1][:10]} ==\n"


def test_until_then_a_look_says_that_a_bump_mends_it(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a stale heading to `wiki check`, and to `status` a page that a bump brings up to date."""
    assert run(["cancel", "2026-02-09", "--and-bump"]) == 0
    assert run(["restore", "2026-02-09"]) == 0
    capsys.readouterr()
    assert run(["wiki", "check"]) == 1
    assert "stale-heading" in capsys.readouterr().out
    assert run(["status"]) == 1
    shown = capsys.readouterr()
    assert "says “Next meeting: 2026-02-16”, not “Next meeting: 2026-02-09”" in shown.out
    assert "person's word" not in shown.out + shown.err
    assert "02-16" in page.read_text()


@pytest.mark.parametrize("runs_between", [0, 1])
def test_the_same_line_of_a_person_stays(page: Path, runs_between: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes a later date over what ecg wrote decided it, also in the very form of ecg."""
    page.write_text("== Next meeting: 2026-02-16 ==\n")
    for _ in range(1 + runs_between):
        assert run(["wiki", "bump"]) == 1
    assert "a person's word stays" in capsys.readouterr().err
    assert page.read_text() == "== Next meeting: 2026-02-16 ==\n"


@pytest.mark.parametrize("form", ["2026-02-16", "February 16"])
def test_a_person_wrote_it_before_the_schedule_had_it(page: Path, form: str) -> None:
    """A date that a person wrote is that person's, though a bump found it right or put it into its form."""
    page.write_text(f"== Next meeting: {form} ==\n")
    assert run(["cancel", "2026-02-09", "--and-bump"]) == 0
    assert run(["restore", "2026-02-09"]) == 0
    assert run(["wiki", "bump"]) == 1
    assert page.read_text() == "== Next meeting: 2026-02-16 ==\n"
    assert run(["wiki", "bump", "--force"]) == 0
    assert "02-09" in page.read_text()


def test_a_person_takes_over_a_line_of_ecg(page: Path) -> None:
    """Once somebody has written something else, the line is no longer that of ecg, even if it reads so again."""
    assert run(["cancel", "2026-02-09", "--and-bump"]) == 0
    written = page.read_text()
    page.write_text("== Next meeting: TBD ==\n")
    assert run(["wiki", "bump"]) == 1
    page.write_text(written)
    assert run(["restore", "2026-02-09"]) == 0
    assert run(["wiki", "bump"]) == 1
    assert page.read_text() == written
