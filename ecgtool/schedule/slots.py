"""Compare slots, and deal the dates of one rule out to several: meetings at 08:00 and 17:00 in turn."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice, product, takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence, Slot, Turn
from ecgtool.schedule import recurrence
from ecgtool.schedule.planned import LAST_DAY, Planned, planned
from ecgtool.schedule.recurrence import rule_parts, rule_text

_LOOK = timedelta(days=4000)
"""Two slots are compared over so long: in eleven years every weekday meets every date and every clock change."""
_SOME = 100
_FIRST, _ANY, _LAST = date(2, 1, 1), date(2020, 1, 1), LAST_DAY - _LOOK - timedelta(days=370)
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
    since = min(max(first, _FIRST) if first > date.min else _ANY, _LAST)
    if not may_overlap(one, other, since, timedelta()):
        return None
    theirs, ours = (takewhile(lambda a: a.day <= since + _LOOK, planned(slot, since - _DAY)) for slot in (other, one))
    starts = {a.start for a in theirs}
    return next((a for a in ours if a.start in starts), None)


def may_overlap(one: Slot, other: Slot, since: date, length: timedelta) -> bool:
    """Return whether, by their clock times alone, two slots may begin within ``length`` of each other.

    This is much faster than stepping the rules, and decides most cases.
    """
    for apart in _clocks_apart(one.zone, other.zone, min(since, _LAST).year):
        for part, its in product(one.recurrences, other.recurrences):
            later = (datetime.combine(since, its.at) - datetime.combine(since, part.at) - apart) % _DAY
            if min(later, _DAY - later) <= length:
                return True
    return False


@lru_cache(maxsize=1024)
def _clocks_apart(one: ZoneInfo, other: ZoneInfo, year: int) -> frozenset[timedelta]:
    """Return by how much the clock of ``other`` is ahead, at one time or another in the years from ``year`` on.

    Where both change on the same day, what may be for some hours is among them.
    """
    if one == other:
        return frozenset({timedelta()})
    begin = datetime(year, 1, 1, tzinfo=UTC) - _DAY
    days = [begin + timedelta(days=number) for number in range(_LOOK.days + 370)]
    ours, theirs = ([day.astimezone(zone).utcoffset() or timedelta() for day in days] for zone in (one, other))
    changing = {
        *zip(ours, theirs, strict=True),
        *zip(ours, theirs[1:], strict=False),
        *zip(ours[1:], theirs, strict=False),
    }
    return frozenset(its - own for own, its in changing)
