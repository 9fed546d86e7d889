"""Tests of how the tool starts: the command asked for most loads nothing that it does not need."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from ecgtool.cli.app import COMMANDS, app

HEAVY = {
    "babel",
    "httpx",
    "icalendar",
    "rich",
    "jinja2",
    "tomlkit",
    "smtplib",
    "pydantic",
    "holidays",
    "email",
    "ssl",
    "asyncio",
    "filelock",
    "platformdirs",
}
LOADED = """
import sys
from ecgtool.__main__ import run
status = run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The packages of which a fresh process has loaded something when the command is done."""
    return {name.partition(".")[0] for name in modules_loaded(folder, *arguments)}


def modules_loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a fresh process has loaded when the command is done."""
    return set(printed(folder, LOADED, *arguments).split())


def printed(folder: Path, program: str, *arguments: str) -> str:
    """The last line that a fresh process writes to standard error."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "HOME": str(folder), "PATH": ""},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("form", ["text", "json", "heading"])
def test_next_meeting_starts_light(tmp_path: Path, form: str) -> None:
    """Neither the network's, nor the calendar's, the terminal's or the editor's libraries: start-up is a feature."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.g]\ntimezone = "Asia/Tokyo"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
        '[groups.g.wiki]\napi = "https://wiki.example.org/w/api.php"\npage = "Group"\n'
    )
    assert not HEAVY & loaded(tmp_path, "next-meeting", "-n", "3", "-f", form)


def test_each_command_loads_its_own_alone(tmp_path: Path) -> None:
    """Help on one command does not load another's libraries."""
    assert not {"httpx", "icalendar", "tomlkit", "smtplib", "holidays"} & loaded(tmp_path, "call", "--help")
    assert not {"httpx", "icalendar", "rich", "jinja2"} & loaded(tmp_path, "--version")


def test_holidays_are_loaded_where_they_are_asked_for(tmp_path: Path) -> None:
    """And only there, which also shows that the list of what is loaded is one."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.g]\ntimezone = "UTC"\nschedule = { every = "day", at = "08:00", holidays = ["US"] }\n'
    )
    assert "holidays" in loaded(tmp_path, "next-meeting", "-f", "text")


def test_a_weekday_of_the_month_is_stepped_without_a_library(tmp_path: Path) -> None:
    """Most groups that do not meet weekly say such as "first Tuesday"; the 31st needs the library."""
    rule = 'timezone = "UTC"\nschedule = {{ every = "month", on = "{}", at = "08:00" }}\n'
    for key, on in (("tuesday", "first and last Tuesday"), ("day", "the 31st")):
        (tmp_path / "ecg.toml").write_text(f"[groups.g]\n{rule.format(on)}")
        assert ("dateutil" in loaded(tmp_path, "next-meeting", "-f", "text")) == (key == "day")


def test_the_list_of_commands_needs_none_of_them(tmp_path: Path) -> None:
    """``ecg --help`` loads no command, no configuration and no zone."""
    assert not (HEAVY | {"zoneinfo", "tomli"}) & loaded(tmp_path, "--help")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_commands_say(name: str) -> None:
    """The words on a command in the list are the first of its own help."""
    root: Any = get_command(app)
    context = Context(root, info_name="ecg")
    listed = root.get_command(context, name)
    _, command, _ = root.resolve_command(context, [name])
    assert " ".join((command.help or "").split("\n\n")[0].split()) == listed.help


RUN = """
import sys
from ecgtool.__main__ import run
ran = set()
def note(frame, event, _):
    code = frame.f_code
    if event == "call" and "/ecgtool/" in code.co_filename and code.co_name[0] != "<" and code.co_flags & 1:
        ran.add((code.co_filename, code.co_qualname))
sys.setprofile(note)
status = run(sys.argv[1:])
sys.setprofile(None)
loaded = [name for name in sys.modules if name.partition(".")[0] == "ecgtool"]
print(len({module for module, _ in ran}), len(ran), len(loaded), file=sys.stderr)
sys.exit(status)
"""
"""Prints in how many modules a run passed through functions, through how many, and how many modules it loaded."""


@pytest.mark.parametrize(
    ("arguments", "most"), [(("wiki", "bump"), (30, 225, 50)), (("cancel", "June 8"), (31, 236, 52))]
)
def test_a_run_is_followed_through_few_doors(
    tmp_path: Path, arguments: tuple[str, ...], most: tuple[int, int, int]
) -> None:
    """Who follows the bump of a short page, or a meeting being cancelled, opens few modules, and few others load."""
    (tmp_path / "ecg.toml").write_text(
        '[groups.lab]\ntimezone = "America/Los_Angeles"\n[groups.lab.schedule]\nevery = "week"\non = "Monday"\n'
        'at = "08:00"\nstart = 2025-11-10\n[groups.lab.wiki]\nfile = "page.wiki"\n'
    )
    (tmp_path / "page.wiki").write_text(
        "== Meetings ==\n\n* '''Mondays at 8am PST / 1600 UTC'''\n\n"
        "=== Next meeting: Monday (February 23, 2026), 8am PDT / 1500 UTC ===\n"
    )
    shared = ("-c", "ecg.toml", "--now", "2026-06-02T00:00Z")
    figures = [int(figure) for figure in printed(tmp_path, RUN, *arguments, *shared).split()]
    assert [figure for figure, limit in zip(figures, most, strict=True) if figure > limit] == []
