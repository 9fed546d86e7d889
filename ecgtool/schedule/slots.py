"""Slots beside one another: rules that deal their dates out in turn, and meetings at one instant."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from ecgtool.group import Recurrence, Slot, Turn
from ecgtool.schedule import recurrence
from ecgtool.schedule.planned import LAST_DAY, Planned, planned
from ecgtool.schedule.recurrence import rule_parts, rule_text

_LOOK = timedelta(days=4000)
"""So far two slots are compared: in eleven years every weekday has met every date and every change of the clock."""
_SOME = 100
_FIRST, _ANY = date(2, 1, 1), date(2020, 1, 1)
_DAY = timedelta(days=1)


def dealt(recurrences: tuple[Recurrence, ...], place: int, of: int) -> tuple[Recurrence, ...]:
    """Each ``of``-th of the dates, from the one at ``place`` on; recurrences that follow one another count on."""
    found = []
    for part in recurrences:
        found.append(_simplified(part._replace(turn=Turn(place, of))))
        place = (place - sum(1 for _ in recurrence.dates(part, part.first))) % of if part.last < date.max else place
    return tuple(found)


def _simplified(part: Recurrence) -> Recurrence:
    """A recurrence with the same dates and no turn, where one rule says them; most readers of calendars know rules.

    Of the days that the rule names each is tried, at an interval so much longer as turns and days make it.
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
    """Return the first meeting of ``one`` that begins when one of ``other`` does, exceptions apart; None for none."""
    first = max(one.recurrences[0].first, other.recurrences[0].first)
    since = min(max(first, _FIRST) if first > date.min else _ANY, LAST_DAY - _LOOK)
    if not any(_may_meet(a, one.zone, b, other.zone, since) for a in one.recurrences for b in other.recurrences):
        return None
    theirs, ours = (takewhile(lambda a: a.day <= since + _LOOK, planned(slot, since - _DAY)) for slot in (other, one))
    starts = {a.start for a in theirs}
    return next((a for a in ours if a.start in starts), None)


def _may_meet(one: Recurrence, zone: ZoneInfo, other: Recurrence, its_zone: ZoneInfo, since: date) -> bool:
    """Whether the two clock times are one instant in some week of a year, which is soon asked; no rule is stepped."""
    later = datetime.combine(since, other.at) - datetime.combine(since, one.at)
    for days in range(0, 371, 7):
        here = datetime.combine(since + timedelta(days=days), time(), UTC)
        apart = here.astimezone(its_zone).replace(tzinfo=UTC) - here.astimezone(zone).replace(tzinfo=UTC)
        if (later - apart) % _DAY == timedelta():
            return True
    return False
