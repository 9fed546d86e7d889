"""It works where there is no Unix: without the modules that only Unix has."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FILE = """
[groups.lab]
timezone = "Europe/Berlin"
schedule = { every = "week", on = "Monday", at = "08:00" }
call = { join = "https://meet.example.org/j/1" }
wiki = { file = "page.wiki" }
"""
PAGE = "== Next meeting: Monday (June 01, 2026), 8am CEST / 0600 UTC ==\n\n== Upcoming topics ==\n* June 15: Radio\n"
WITHOUT = """
import sys
for name in ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
from ecgtool.__main__ import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "command",
    [
        "next-meeting -n 3", "agenda render", "call render", "ical export", "ical export -o out.ics", "config check",
        "config show", "wiki check --page fresh.wiki", "wiki show", "wiki bump", "agenda add Sensors", "status",
        "cancel 2026-06-22", "move 2026-06-22 2026-06-23", "conflicts", "cron render", "--version",
        "init -c new.toml --page page.wiki",
    ],
)  # fmt: skip
def test_the_main_commands(tmp_path: Path, command: str) -> None:
    """Each does its work, writes and locks included, without ``fcntl``, ``pwd``, ``termios`` and ``resource``."""
    (tmp_path / "ecg.toml").write_text(FILE)
    (tmp_path / "page.wiki").write_text(PAGE)
    (tmp_path / "fresh.wiki").write_text(PAGE.replace("01, 2026", "08, 2026"))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *command.split()],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(tmp_path)}
        | {"ECG_NOW": "2026-06-02T12:00Z"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert done.returncode == (1 if command == "status" else 0), done.stderr
