"""Tests of ``ecgtool.config.keys``: each key of the table reaches what the commands work with."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli

from ecgtool.config.build import Surroundings, build_top, groups_in
from ecgtool.config.keys import FILE
from ecgtool.config.kinds import Faults, Forbidden, KeyPath, Kind, ListOf, Named, OneOf, Table, dotted
from ecgtool.config.sources import SourceFile

EVERYTHING = """
include = ["groups/*.toml"]
default_group = "a"

[site]
base = "https://meetings.example.org/"
title = "Meetings"
language = "de"
templates = "forms"

[groups.a]
name = "Tidal Sensors"
timezone = "America/Los_Angeles"
homepage = "https://example.org/tide"
zones = ["UTC", "Asia/Tokyo"]
holidays_hint = ["DE"]
language = "de"
[groups.a.schedule]
every = "week"
on = "Monday"
at = "08:00"
duration = "45m"
start = 2025-11-11
until = 2027-12-31
holidays = ["US"]
skip = [{ date = 2026-01-12, reason = "workshop" }, { from = 2025-12-15, to = 2025-12-29, reason = "break" }]
move = [{ date = 2026-06-01, to = 2026-06-02T09:00, reason = "fair" }]
extra = [{ at = 2026-02-10T09:00 }]
change = [
    { from = 2027-01-04, every = "2 weeks", on = "Tuesday", at = "07:00", duration = "30m" },
    { from = 2027-07-06, rrule = "FREQ=MONTHLY;BYDAY=1TU" },
    { slot = "APAC", from = 2027-07-06, at = "18:00" },
]
name = "EMEA"
[[groups.a.schedule.slot]]
name = "APAC"
every = "2 weeks"
on = "Thursday"
at = "17:00"
duration = "50m"
start = 2026-06-16
until = 2027-11-30
timezone = "Asia/Tokyo"
schedule_line = "Tuesdays at {time}"
[[groups.a.schedule.slot]]
name = "Latin America"
rrule = "FREQ=MONTHLY;BYDAY=2WE"
[groups.a.call]
join = "https://meet.example.org/j/5550100"
note = "Join as a guest."
meeting_id = "555 0100"
passcode = { env = "ECG_PASSCODE" }
find_number = "https://meet.example.org/numbers"
one_tap = [{ dial = "+12025550101,,5550100#", label = "US" }]
dial_in = [{ number = "833 555 0100", label = "US (Toll Free)" }]
[groups.a.agenda]
source = "page"
notes = "https://pad.example.org/tide"
items = ["Actions", { title = "Sensors", by = "Ada", links = ["https://example.org/s"] }]
topics = [{ date = 2026-06-15, title = "Calibration" }]
actions = ["Write the report"]
[groups.a.follow]
ics = { env = "ECG_CALENDAR" }
match = "Tidal Sensors"
ahead = "4 weeks"
[groups.a.wiki]
api = "https://wiki.example.org/w/api.php"
page = "Tidal Sensors"
heading = "Next: {date}"
schedule_line = "Mondays at {time}"
manage = ["heading", "schedule_line"]
anchor = "next-meeting"
summary = "Next: {date}"
minor = true
bot = true
patience = "3m"
username = "Chair@ecg"
password_command = ["pass", "show", "wiki"]
ping = "https://hc.example.org/5f2c"
sections = { call = "Call", agenda = "Points", topics = "Topics", actions = "Tasks", logs = "Logs" }
[groups.a.wiki.blocks]
next = { template = "next.j2" }
meetings = { count = 7, template = "meetings.j2" }
schedule = { template = "schedule.j2" }
call = { passcode = true, template = "call.j2" }
groups = { template = "groups.j2" }
[groups.a.ical]
uid = "3f6e0c1e"
url = "https://example.org/a.ics"
cancelled = "shown"
[groups.a.announce]
to = "tide@lists.example.org"
sender = "Tide chairs <chairs@example.org>"
smtp = "smtp://mail.example.org:25"
before = "12h"
reply_to = "chairs@example.org"
subject = "Next: {date}"
template = "mail.txt"
cancelled = false
moved = false
invitation = false
passcode = true
username = "chair"
password_command = ["pass", "show", "mail"]
archive = "https://lists.example.org/archives/list/tide@lists.example.org/"

[groups.b]
timezone = "Asia/Tokyo"
[groups.b.schedule]
rrule = "FREQ=WEEKLY;BYDAY=FR"
at = "13:00"
holidays_hint = ["DE"]
[groups.b.wiki]
file = "b.md"
[groups.b.follow]
ics = "calendar.ics"
uid = ["1@example.org", "2@example.org"]
"""
"""A file that says every key, each with another value than the one that holds without it."""
DATA = tomli.loads(EVERYTHING)


def known(kind: Kind, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key that the table knows and lets stand: by the names on the way to it, without groups and places."""
    match kind:
        case Table():
            for name, key in kind.keys.items():
                if not isinstance(key.kind, Forbidden):
                    yield (*path, name)
                    yield from known(key.kind, (*path, name))
        case Named() | ListOf():
            yield from known(kind.member, path)
        case OneOf():
            for _, member in kind.by_type:
                yield from known(member, path)


def said(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key that ``value`` says."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        if isinstance(step, str):
            yield (*path, step)
        yield from said(member, (*path, step))


def built(data: Mapping[str, Any]) -> object:
    """What the commands work with."""
    source = SourceFile(None, "", "", data)
    included = data.get("include")
    return (
        groups_in(data, Surroundings(Path(), {}), Faults()),
        build_top(source, list(source.tables), Faults()),
        included,
    )


def test_the_file_here_says_every_key() -> None:
    """A key that is new in the table is asked for here."""
    names = {tuple(step for step in path if isinstance(step, str)) for path in said(DATA)}
    without_group = {(path[0], *path[2:]) if path[0] == "groups" else path for path in names}
    assert set(known(FILE)) - without_group == set(), "say these keys in EVERYTHING"
    faults = Faults()
    groups_in(DATA, Surroundings(Path(), {}), faults)
    assert faults.found == []


@pytest.mark.parametrize("path", [path for path in said(DATA) if path != ("groups",)], ids=dotted)
def test_each_key_reaches_what_the_commands_work_with(path: KeyPath) -> None:
    """Without it something else is built: a row in ``keys`` alone would be a key without effect."""
    less = deepcopy(DATA)
    table: Any = less
    for step in path[:-1]:
        table = table[step]
    del table[path[-1]]
    assert built(less) != built(DATA), f"{dotted(path)} reaches no field: hand it on in config/build.py"
