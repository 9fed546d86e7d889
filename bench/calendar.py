"""How long an export takes: of one series beside the bare import of icalendar, of 1,000 beside yaml2ical.

``python bench/calendar.py [PYTHON]``, where PYTHON is one of an environment with ``yaml2ical==0.15`` in it. Each is a
whole process; the least of several runs counts.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS = 15
BARE = "import typer, icalendar\napp = typer.Typer()\n@app.command()\ndef bare() -> None: pass\napp()"
GROUP = """
[groups.g{n}]
name = "Group {n}"
timezone = "America/Los_Angeles"
schedule = {{ every = "week", on = "Monday", at = "{hour:02}:00", start = 2026-01-05 }}
call = {{ join = "https://meet.example.org/j/{n}" }}
agenda = {{ notes = "https://pad.example.org/{n}" }}
"""
MEETING = """
project: Group {n}
agenda_url: https://pad.example.org/{n}
schedule:
  - {{ time: '{hour:02}00', day: Monday, irc: group-{n}, start_date: 20260105, frequency: weekly }}
chair: Nobody
description: The meeting of group {n}.
"""


def least(command: Sequence[str], runs: int) -> float:
    """The seconds that the fastest of ``runs`` takes."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    return min(times)


def export(folder: Path, groups: int) -> list[str]:
    """The command that exports so many groups, whose file it writes."""
    config = folder / f"{groups}.toml"
    config.write_text("".join(GROUP.format(n=n, hour=7 + n % 9) for n in range(groups)), encoding="utf-8")
    return [sys.executable, "-m", "ecgtool", "ical", "export", "--all", "-c", str(config)]


def yaml2ical(folder: Path, python: str, meetings: int) -> list[str]:
    """The command that has yaml2ical write so many meetings, whose files it writes."""
    (folder / "meetings").mkdir()
    for n in range(meetings):
        (folder / "meetings" / f"{n}.yaml").write_text(MEETING.format(n=n, hour=7 + n % 9), encoding="utf-8")
    program = "from yaml2ical.cli import main; main()"
    return [python, "-c", program, "-y", str(folder / "meetings"), "-o", str(folder / "all.ics"), "--force"]


def compare(what: str, ours: float, theirs: float) -> None:
    """Print both times and how they stand to each other."""
    print(f"{what}: {ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms, {ours / theirs:.2f} times as long")


with TemporaryDirectory() as name:
    place = Path(name)
    os.chdir(Path(__file__).parent.parent)
    compare("one series, bare import", least(export(place, 1), RUNS), least([sys.executable, "-c", BARE], RUNS))
    if len(sys.argv) > 1:
        theirs = least(yaml2ical(place, sys.argv[1], 1000), 3)
        compare("1,000 groups, yaml2ical", least(export(place, 1000), 5), theirs)
