"""What a clock shows by a VTIMEZONE (RFC 5545, section 3.6.5), whose rules may be old or broken."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence
from ecgtool.ical.reading.content import Component
from ecgtool.ical.reading.moments import moment
from ecgtool.schedule import recurrence
from ecgtool.wording.rrule import check_rule, split_until

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?")
_LONGEST_WAIT = timedelta(days=500)
"""Before a midday at least one onset of a yearly rule lies within it."""


def offsets(definition: Component, middays: Sequence[datetime]) -> tuple[timedelta | None, ...]:
    """Return how far the clock is ahead of UTC at each of the local times, in order; empty where nobody can tell."""
    try:
        onsets = sorted(onset for part in definition.components for onset in _onsets(part, middays))
        first = min(definition.components, key=lambda part: part.text("DTSTART"), default=None)
        before = _offset(first.text("TZOFFSETFROM")) if first else None
    except (ValueError, OverflowError):
        return ()
    if before is None:
        return ()
    return tuple(next((after for at, after in reversed(onsets) if at <= midday), before) for midday in middays)


def _onsets(part: Component, middays: Sequence[datetime]) -> Iterator[tuple[datetime, timedelta]]:
    """The local times at which the clock comes to show the offset of ``part``, as far as the middays need them."""
    start = _bare(moment(part.text("DTSTART")))
    after = _offset(part.text("TZOFFSETTO"))
    yield start, after
    for listed in part.all("RDATE"):
        for text in listed.value.split(","):
            yield _bare(moment(text.partition("/")[0])), after
    for rule in part.all("RRULE"):
        text, last = split_until(check_rule(rule.value, start.date()), start.time(), ZoneInfo("UTC"))
        ruled = Recurrence(text, start.time(), timedelta(), start.date(), start.date(), last or date.max)
        since = max(start, middays[0] - _LONGEST_WAIT).date() if last is None else start.date()
        days = takewhile(lambda day: day <= middays[-1].date(), recurrence.dates(ruled, since))
        yield from ((datetime.combine(day, start.time()), after) for day in days)


def _bare(value: datetime | date) -> datetime:
    local = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - local
    return local.replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:40]}” is no offset")
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
