"""When to run: soon after each meeting, and once a day for whatever else happened."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.group import Schedule
from ecgtool.schedule.occurrences import between

DELAY = timedelta(minutes=5)
"""How long after the end of a meeting the run comes that finds the next one."""
DAILY = time(6, 17)
"""When the daily run is; not on the hour, when everybody's is."""
_AHEAD = timedelta(days=400)
"""How far ahead meetings are looked at: a year with both its clock changes, and a month."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Runs at these clock times on these days of the week, 0 for Monday; no days are all days."""

    minute: int
    hours: tuple[int, ...]
    days: tuple[int, ...] = ()

    @property
    def cron(self) -> str:
        """The five fields of a line of cron (crontab(5): 0 is Sunday)."""
        days = ",".join(str(day) for day in sorted((day + 1) % 7 for day in self.days)) or "*"
        return f"{self.minute} {','.join(map(str, self.hours))} * * {days}"

    @property
    def calendars(self) -> tuple[str, ...]:
        """The runs as systemd writes them (systemd.time(7))."""
        days = ",".join(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day] for day in self.days)
        return tuple(f"{days} *-*-* {hour:02}:{self.minute:02}:00".strip() for hour in self.hours)


@dataclass(frozen=True, kw_only=True, slots=True)
class Often:
    """Runs all day long: as cron writes them, and as systemd does."""

    cron: str
    calendar: str


EACH_HOUR = Often(cron="7 * * * *", calendar="*-*-* *:07:00")
EACH_TEN_MINUTES = Often(cron="7-57/10 * * * *", calendar="*-*-* *:07/10:00")
EACH_DAY = Run(minute=DAILY.minute, hours=(DAILY.hour,))


def after_meetings(schedule: Schedule, zone: ZoneInfo, now: datetime) -> tuple[Run, ...]:
    """Return the runs that come soon after each meeting of the rule, on the clock of ``zone``.

    Where that clock does not change with the group's, there is a run at each time of day at which the meetings of a
    year end. One that comes too early finds nothing to do. Moved and extra meetings are left to the daily run.
    """
    days_of: dict[time, set[int]] = defaultdict(set)
    for one in between(schedule, now, now + _AHEAD):
        if one.status != "scheduled":
            continue
        local = (one.end + DELAY).astimezone(zone)
        days_of[local.time().replace(second=0, microsecond=0)].add(local.weekday())
    hours_of: dict[tuple[int, tuple[int, ...]], set[int]] = defaultdict(set)
    for at, days in days_of.items():
        hours_of[at.minute, tuple(sorted(days)) if len(days) < 7 else ()].add(at.hour)
    return tuple(
        Run(minute=minute, hours=tuple(sorted(hours)), days=days)
        for (minute, days), hours in sorted(hours_of.items())
    )


def merged_runs(runs_of: Mapping[str, tuple[Run, ...]]) -> dict[Run, list[str]]:
    """Return each run of several groups once, with the keys of the groups that it is for."""
    found: dict[Run, list[str]] = {}
    for key, runs in runs_of.items():
        for run in runs:
            found.setdefault(run, []).append(key)
    return found
