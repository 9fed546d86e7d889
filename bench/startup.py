"""Measure how long the first answer takes: the start of a process, and the smallest tasks."""

import shutil
import sys
from pathlib import Path

from bench.files import EVENT, NOW, groups, meetings, page, page_group
from bench.report import Section, compared
from bench.timing import Contender, measure

BIN = Path(sys.executable).parent
PEERS = Path(__file__).parent / "peers"
ROUNDS = 25


def program(name: str) -> str:
    """Return the path of a program of this environment."""
    return str(BIN / name)


def starts(folder: Path) -> Section:
    """Return the times of programs' starts, beside a bare Typer program."""
    config = str(groups(folder, 1))
    file = page(folder / "page.wiki", 18_000)
    before = file.read_bytes()
    bump = ["wiki", "bump", "-c", str(page_group(folder, file)), "--now", NOW]
    ecg = program("ecg")
    contenders = [
        Contender("bare Typer", [sys.executable, str(PEERS / "bare.py"), "one"], "two commands that do nothing"),
        Contender("python -c pass", [sys.executable, "-c", "pass"], "the interpreter alone"),
        Contender("ecg --help", [ecg, "--help"]),
        Contender("bare Typer --help", [sys.executable, str(PEERS / "bare.py"), "--help"], "drawn by rich"),
        Contender("ecg next-meeting", [ecg, "next-meeting", "-c", config, "--now", NOW]),
        Contender("ecg wiki bump", [ecg, *bump], "a page of 18 KB in a file", lambda: file.write_bytes(before)),
        Contender("yaml2ical --help", [program("yaml2ical"), "--help"]),
        Contender("yaml2ics --help", [sys.executable, "-c", "import yaml2ics"], "its import; it has no help"),
        Contender("khal --help", [program("khal"), "--help"]),
        *_wgutils(folder),
    ]
    return compared("Start", "Whole processes, one after another.", measure(contenders, ROUNDS, folder))


def exports(folder: Path) -> Section:
    """Return the times to export one series as iCalendar."""
    config = str(groups(folder, 1))
    (folder / "event.yaml").write_text(EVENT, encoding="utf-8")
    yaml = str(meetings(folder, 1))
    contenders = [
        Contender(
            "icalendar in bare Typer", [sys.executable, str(PEERS / "bare_icalendar.py"), "one"], "imported only"
        ),
        Contender("ecg ical export", [program("ecg"), "ical", "export", "-c", config, "--now", NOW]),
        Contender(
            "yaml2ical", [program("yaml2ical"), "-y", yaml, "-o", "1.ics", "-f"], "in UTC, without a VTIMEZONE"
        ),
        Contender("yaml2ics", [program("yaml2ics"), "event.yaml"], "a VTIMEZONE, other UIDs at each run"),
    ]
    about = "One weekly series, exported by a whole process."
    return compared("One series as iCalendar", about, measure(contenders, ROUNDS, folder))


def _wgutils(folder: Path) -> list[Contender]:
    """Return the start of wgutils, which npm installs; nothing where there is no npm."""
    found = shutil.which("wgutils", path=str(folder.parent / "npm" / "node_modules" / ".bin"))
    return (
        [Contender("wgutils --help", [found, "--help"], "Node.js; agendas as files in a repository")] if found else []
    )
