"""Tests of ``ecgtool.targets.file``: a page in a file is edited by one run at a time, and stays what it is."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ecgtool.errors import PageError
from ecgtool.targets.file import FileTarget


class Words(NamedTuple):
    """A plan of an edit."""

    text: str
    summary: str = ""


def test_twenty_edits_at_once(tmp_path: Path) -> None:
    """Of twenty runs that add a topic to one page, each topic stays; nothing is left beside the page."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.lab]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
        'wiki = { file = "page.wiki" }\n'
    )
    (tmp_path / "page.wiki").write_text("== Next meeting: TBD ==\n\n== Upcoming topics ==\n* June 15: Start\n")
    program = [sys.executable, "-m", "ecgtool", "agenda", "add", "-q", "--now", "2026-06-08T16:30:00Z"]
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    runs = [
        subprocess.Popen([*program, f"Topic {number}."], cwd=tmp_path, env=environ, stdout=subprocess.DEVNULL)
        for number in range(20)
    ]
    assert [done.wait(120) for done in runs] == [0] * 20
    page = (tmp_path / "page.wiki").read_text()
    assert all(f"Topic {number}." in page for number in range(20))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ecg.toml", "page.wiki"]


def test_what_an_editor_wrote_meanwhile_is_planned_on(tmp_path: Path) -> None:
    """An editor knows no lock: what it saved while the plan was made is not lost."""
    path = tmp_path / "page.wiki"
    path.write_text("one")

    def planner(text: str) -> Words:
        if text == "one":
            path.write_text("two")
        return Words(f"{text} more")

    assert FileTarget(path).edit(planner).plan.text == "two more"
    assert path.read_text() == "two more"


def test_only_a_file_keeps_a_page(tmp_path: Path) -> None:
    """A pipe is no page to edit, and is not waited for."""
    os.mkfifo(tmp_path / "page.wiki")
    with pytest.raises(PageError, match="is no file that keeps a page"):
        FileTarget(tmp_path / "page.wiki").edit(Words)
