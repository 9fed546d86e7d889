"""Dates on the command line, in any form that people type, and what they are relative to."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.schedule.occurrences import Moment, occurrences
from ecgtool.wording.typed_dates import Around, parse_day


def around(groups: Sequence[Group], now: datetime) -> Around:
    """What "tomorrow" and "next meeting" are relative to: to the group, or for several to UTC and no meeting."""
    if len(groups) != 1:
        return Around(now.date(), ZoneInfo("UTC"))
    schedule = groups[0].schedule
    coming = next(occurrences(schedule, now), None)
    local = coming.local_start if coming else None
    next_meeting = Moment(local.date(), local.time()) if local else None
    return Around(now.astimezone(schedule.zone).date(), schedule.zone, next_meeting)


def typed_day(text: str, option: str, where: Around) -> date:
    """The date that was typed for ``option``; raises as ``typed_moment`` does."""
    return typed_moment(text, option, where)[0]


def typed_moment(text: str, option: str, where: Around) -> tuple[date, time | None]:
    """The date that was typed for ``option``, and the clock time where there is one.

    Raises:
        UsageError: it names no date, or can be read in two ways.
    """
    try:
        found = parse_day(text, where)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from error
    return found.day or where.today, found.at
