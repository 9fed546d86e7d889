"""The rules of a series (RRULE and EXRULE) as dates that can be stepped through from any day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence
from ecgtool.schedule import recurrence
from ecgtool.schedule.recurrence import rule_parts, rule_text
from ecgtool.wording.rrule import check_rule, split_until

_CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_PERHAPS_NEVER = {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
_MOST_COUNTED = 5000
"""A COUNT beyond it is a fault, and not stepped through."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRule:
    """A rule without its COUNT, UNTIL and clock time; its dates are from ``first`` to ``last``.

    ``has_start`` is whether the start of the series is one of its dates.
    """

    text: str
    first: date
    last: date | None
    has_start: bool

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Yield its dates from ``first`` to ``last``, both included."""
        end = min(last, self.last or last)
        return takewhile(lambda day: day <= end, recurrence.dates(_stepped(self.text, self.first, end), first))


def read_rule(text: str, start: datetime) -> ReadRule:
    """Return the rule of a series whose first meeting is at ``start``, on its own zone's clock.

    Raises:
        ValueError: it is no rule, it steps by less than days, or it has no date in any year.
    """
    clean = "".join(text.upper().split()).removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in clean.split(";") if part)
    said = dict(zip(_CLOCK_PARTS, (start.hour, start.minute, start.second), strict=True))
    for name, number in said.items():  # the clock time once more, as Lotus and some scripts have it
        if parts.get(name, "").isdecimal() and int(parts[name]) == number:
            del parts[name]
    count = parts.pop("COUNT", "")
    checked = check_rule(rule_text(parts), start.date())
    zone = start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else ZoneInfo("UTC")
    rule, last = split_until(checked, start.time(), zone)
    if _PERHAPS_NEVER & rule_parts(rule).keys() and not recurrence.ever_matches(rule, start.date()):
        raise ValueError("there is no such date in any year")
    has_start = next(recurrence.dates(_stepped(rule, start.date(), date.max), start.date()), None) == start.date()
    if count:
        last = _counted(rule, count, start.date(), has_start=has_start)
    return ReadRule(text=rule, first=start.date(), last=last, has_start=has_start)


def _counted(rule: str, count: str, start: date, *, has_start: bool) -> date:
    """Return the last of ``count`` dates. ``start`` counts as the first, even where the rule does not have it.

    RFC 5545 says so in section 3.8.5.3: DTSTART is the first instance in any case.

    Raises:
        ValueError: ``count`` is no number, or too large.
    """
    if not count.isdecimal() or not 1 <= int(count) <= _MOST_COUNTED:
        raise ValueError(f"expected COUNT to be 1 to {_MOST_COUNTED}")
    dates = recurrence.dates(_stepped(rule, start, date.max), start)
    return [*([] if has_start else [start]), *islice(dates, int(count) - (not has_start))][-1]


@lru_cache(maxsize=4096)
def _stepped(rule: str, first: date, last: date) -> Recurrence:
    return Recurrence(rule, time(), timedelta(hours=1), first, first, last)
