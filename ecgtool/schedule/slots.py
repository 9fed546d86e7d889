"""Compare slots, and deal the dates of one rule out to several: meetings at 08:00 and 17:00 in turn."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence, Slot, Turn
from ecgtool.schedule import recurrence
from ecgtool.schedule.planned import LAST_DAY, Planned, planned
from ecgtool.schedule.recurrence import rule_parts, rule_text

_LOOK = timedelta(days=4000)
"""Two slots are compared over so long: in eleven years every weekday meets every date and every clock change."""
_SOME = 100
_FIRST, _ANY = date(2, 1, 1), date(2020, 1, 1)
_DAY = timedelta(days=1)


def dealt(recurrences: tuple[Recurrence, ...], place: int, of: int) -> tuple[Recurrence, ...]:
    """Return recurrences with every ``of``-th of the dates, beginning with the one at ``place`` (from 0).

    Recurrences that follow one another are counted through, so that a change of the rule does not disturb the turns.
    """
    found = []
    for part in recurrences:
        found.append(_simplified(part._replace(turn=Turn(place, of))))
        place = (place - sum(1 for _ in recurrence.dates(part, part.first))) % of if part.last < date.max else place
    return tuple(found)


def _simplified(part: Recurrence) -> Recurrence:
    """Return a recurrence with the same dates and no turn, where a single rule has them; else ``part`` itself.

    Readers of calendars know rules, and no turns. Each day that the rule names is tried alone, with the interval that
    the turns and days make: each second date of Mondays is "every two weeks on Monday".
    """
    parts, turn = rule_parts(part.rule), part.turn or Turn(0, 1)
    name = next((name for name in ("BYDAY", "BYMONTHDAY") if name in parts), None)
    days = parts[name].split(",") if name else []
    dates = list(islice(recurrence.dates(part, part.first), _SOME))
    if "COUNT" in parts or not dates or turn.of % (len(days) or 1):
        return part
    interval = int(parts.get("INTERVAL", "1")) * turn.of // (len(days) or 1)
    longer = {"FREQ": parts.pop("FREQ"), "INTERVAL": str(interval)} | parts | {"INTERVAL": str(interval)}
    for day in days or [""]:
        rule = rule_text(longer | ({name: day} if name else {}))
        same = part._replace(rule=rule, anchor=dates[0], turn=None)
        if list(islice(recurrence.dates(same, part.first), _SOME)) == dates:
            return same
    return part


def same_instant(one: Slot, other: Slot) -> Planned | None:
    """Return the first planned meeting of ``one`` that begins at the same instant as one of ``other``, or None.

    Exceptions are not regarded.
    """
    first = max(one.recurrences[0].first, other.recurrences[0].first)
    since = min(max(first, _FIRST) if first > date.min else _ANY, LAST_DAY - _LOOK)
    if not any(_may_meet(a, one.zone, b, other.zone, since) for a in one.recurrences for b in other.recurrences):
        return None
    theirs, ours = (takewhile(lambda a: a.day <= since + _LOOK, planned(slot, since - _DAY)) for slot in (other, one))
    starts = {a.start for a in theirs}
    return next((a for a in ours if a.start in starts), None)


def _may_meet(one: Recurrence, zone: ZoneInfo, other: Recurrence, its_zone: ZoneInfo, since: date) -> bool:
    """Return whether the two clock times are one instant in some week of the year after ``since``.

    This is much faster than stepping the rules, and decides most cases.
    """
    later = datetime.combine(since, other.at) - datetime.combine(since, one.at)
    for days in range(0, 371, 7):
        here = datetime.combine(since + timedelta(days=days), time(), UTC)
        apart = here.astimezone(its_zone).replace(tzinfo=UTC) - here.astimezone(zone).replace(tzinfo=UTC)
        if (later - apart) % _DAY == timedelta():
            return True
    return False
