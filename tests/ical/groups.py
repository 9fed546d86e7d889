"""Groups of our own for the tests of the calendar, and what of a calendar a test looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from hypothesis import assume

from ecgtool import ical
from ecgtool.group import CalendarSettings, Group
from ecgtool.ical.text import unfolded
from tests.day_by_day import Plan
from tests.plans import as_file, group_of

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)
SCHEDULE = """
[groups.tea.schedule]
every = "week"
on = "Monday"
at = "08:00"
start = 2026-01-05
"""
ANNOUNCE = """
[groups.tea.announce]
to = "tea@lists.example.org"
sender = '"Tea, chairs" <chairs@example.org>'
"""
HIDDEN = CalendarSettings(uid="tea@ecgtool")
SHOWN = CalendarSettings(uid="tea@ecgtool", cancelled="shown")
"""Cancelled dates are left out of the calendar, or stay in it."""


def messaged(
    group: Group, options: ical.Options, now: datetime = NOW, sent: Mapping[str, ical.Sent] = MappingProxyType({})
) -> ical.Message:
    """The message about one group."""
    return ical.export_message([group], now, options, sent)


@dataclass(frozen=True)
class Component:
    """A VEVENT: its content lines without BEGIN and END."""

    lines: tuple[str, ...]

    def values(self, name: str) -> list[str]:
        """The values of the property of that name, without parameters."""
        return [line.partition(":")[2] for line in self.lines if line.partition(":")[0].partition(";")[0] == name]

    def __getitem__(self, name: str) -> str:
        """The value of the property, which is there once."""
        (value,) = self.values(name)
        return value


def tea(more: str = "", schedule: str = SCHEDULE) -> Group:
    """A group that meets on Mondays in Los Angeles, and whatever ``more`` says of it."""
    head = '[groups.tea]\nname = "Tea"\ntimezone = "America/Los_Angeles"\n'
    return group_of(f"{head}{schedule}{more}")._replace(ical=HIDDEN)


def planned(plan: Plan) -> Group:
    """The group of a plan; a plan that has no date in any year is no example."""
    try:
        return group_of(as_file(plan))
    except AssertionError as error:
        assume("there is no such date, in any year" not in str(error))
        raise


def exported(group: Group, options: ical.Options | None = None, previous: str = "", now: datetime = NOW) -> str:
    """The calendar of one group."""
    return ical.export([group], now, options or ical.Options(), previous)


def events(text: str) -> list[Component]:
    """The VEVENTs of a calendar."""
    found: list[Component] = []
    lines: list[str] | None = None
    for line in unfolded(text):
        if line == "BEGIN:VEVENT":
            lines = []
        elif line == "END:VEVENT" and lines is not None:
            found.append(Component(tuple(lines)))
            lines = None
        elif lines is not None:
            lines.append(line)
    return found
