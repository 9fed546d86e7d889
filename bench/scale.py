"""Measure how time and memory grow with the number of groups."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.files import NOW, groups, meetings
from bench.report import Section, compared, milliseconds
from bench.startup import program
from bench.timing import Contender, Measured, measure

SIZES = (1, 10, 100, 1000)
ROUNDS = 9
COMMANDS = (
    ("next-meeting", "--all"),
    ("ical", "export", "--all"),
    ("ical", "export", "--all", "-o", "{}.ics"),
    ("site", "build", "--all", "-o", "site-{}"),
    ("status", "--all"),
    ("config", "check"),
    ("config", "show", "--all"),
    ("conflicts",),
)


def growth(folder: Path) -> Section:
    """Return the times of several commands on 1, 10, 100 and 1,000 groups."""
    rows = []
    for command in COMMANDS:
        contenders = [
            Contender(
                f"{number}",
                [
                    program("ecg"),
                    *(word.format(number) for word in command),
                    "-c",
                    str(groups(folder, number)),
                    "--now",
                    NOW,
                ],
            )
            for number in SIZES
        ]
        rows.append([f"`ecg {' '.join(command).format('all')}`", *_cells(measure(contenders, ROUNDS, folder))])
    about = (
        "A third of the groups meets weekly, a third every two weeks, the rest monthly, in five zones. With `-o` the "
        "calendar or the site is there from the run before, and `status` looks at the calendar. `conflicts` grows "
        "with what it finds: each pair of groups that meet at the same time."
    )
    return Section("Groups", about, ("command", *(f"{number:,}" for number in SIZES)), rows)


def exports(folder: Path) -> Section:
    """Return the times to export a thousand series to one file, beside yaml2ical."""
    config, yaml = str(groups(folder, 1000)), str(meetings(folder, 1000))
    contenders = [
        Contender(
            "ecg ical export --all",
            [program("ecg"), "ical", "export", "--all", "-c", config, "--now", NOW, "-o", "groups.ics"],
            prepare=partial((folder / "groups.ics").unlink, missing_ok=True),
        ),
        Contender("yaml2ical", [program("yaml2ical"), "-y", yaml, "-o", "all.ics", "-f"], "a file a meeting, in UTC"),
    ]
    about = "1,000 groups in one calendar, by a whole process."
    return compared("1,000 series as iCalendar", about, measure(contenders, ROUNDS, folder))


def _cells(found: Sequence[Measured]) -> list[str]:
    return [f"{milliseconds(one.spread)}, {one.megabytes:.0f} MB" for one in found]
