"""Write the next meetings as JSON, and as plain lines."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.render.clock_words import clock_words
from ecgtool.render.plain import plain, utc_text
from ecgtool.schedule.occurrences import LeftOut, Meeting, Occurrence, meetings_on
from ecgtool.schedule.zone_data import abbreviation

_MOST = 4
"""So many dates of one break are told each by itself; those of a longer one together, where there is little room."""


class GroupMeeting(NamedTuple):
    """A meeting of a group as it is shown at ``now``, and the zones where the group's members live.

    ``hint`` is one more thing that its readers should know.
    """

    group: Group
    meeting: Meeting
    zones: tuple[ZoneInfo, ...]
    now: datetime
    hint: str = ""

    @property
    def occurrence(self) -> Occurrence:
        """The occurrence: when it is."""
        return self.meeting.occurrence

    @property
    def zones_beside(self) -> tuple[ZoneInfo, ...]:
        """The zones in which it is shown besides its own: the group's, where its slot has another, and ``zones``."""
        own = self.group.schedule.zone
        return self.zones if own == self.occurrence.zone else tuple(dict.fromkeys((own, *self.zones)))

    @property
    def heading(self) -> str:
        """The line for it on the group's page."""
        from ecgtool.wording.templates import heading_line

        return heading_line(self.group, self.occurrence)


def meetings_json(shown: Iterable[GroupMeeting], now: datetime) -> dict[str, Any]:
    """Return the answer of ``next-meeting -f json``."""
    return {"now": utc_text(now), "meetings": [meeting_json(one) for one in shown]}


def meeting_json(one: GroupMeeting) -> dict[str, Any]:
    """Return a meeting as every command has it in JSON."""
    occurrence = one.occurrence
    start, end = _shown(occurrence.start, occurrence.zone), _shown(occurrence.end, occurrence.zone)
    original = occurrence.original_start
    return {
        "group": one.group.key,
        "name": one.group.name,
        "timezone": occurrence.zone.key,
        "start": start.text,
        "end": end.text,
        "start_utc": in_utc(occurrence.start),
        "end_utc": in_utc(occurrence.end),
        "abbreviation": start.abbreviation,
        "status": occurrence.status,
        "slot": occurrence.slot,
        "original_start": _shown(original, occurrence.zone).text if original else None,
        "heading": one.heading,
        "skipped": [{"date": left.day.isoformat(), "reason": left.reason} for left in one.meeting.skipped],
        "clock_change": _clock_change(one),
        "zones": [_zone_json(occurrence.start, zone) for zone in one.zones_beside],
    }


def meetings_text(shown: Iterable[GroupMeeting], zones: Iterable[ZoneInfo] = ()) -> str:
    """Return a line for each meeting, with tabs between its columns: day, local time, UTC, group, link, remarks.

    Then follows a column with the time in each of ``zones``.
    """
    asked = tuple(dict.fromkeys(zones))
    lines = []
    for one in shown:
        start = one.occurrence.local_start
        columns = (
            f"{start:%A} {start.date()}",
            f"{start:%H:%M} {abbreviation(start)}",
            f"{one.occurrence.start.date()} {one.occurrence.start:%H:%M} UTC",
            plain(one.group.name),
            plain(one.group.call.join),
            "; ".join(remarks(one)),
            *(_time_in(zone, one) for zone in asked),
        )
        lines.append("\t".join(columns))
    return "\n".join(lines)


def _time_in(zone: ZoneInfo, one: GroupMeeting) -> str:
    start = one.occurrence.start.astimezone(zone)
    return f"{start:%Y-%m-%d %H:%M} {abbreviation(start)}"


def remarks(one: GroupMeeting, dated: Callable[[date], str] | None = None, *, brief: bool = False) -> list[str]:
    """Return what is unusual about a meeting: clock changes, a move, meetings left out before it, the hint.

    ``dated`` writes its dates in another form than "2026-06-16". A ``brief`` one tells a long break at once.
    """
    words = [clock_words(one.meeting, one.zones_beside, one.now), *changed_words(one.occurrence, dated)]
    for reason, run in groupby(one.meeting.skipped, key=attrgetter("reason")):
        left = list(run)
        if brief and len(left) > _MOST:
            words.append(f"no meeting from {left[0].day} to {left[-1].day}{because(reason)}")
        else:
            words += [_left_out(one, each, dated or str) for each in left]
    return [word for word in dict.fromkeys((*words, one.hint)) if word]


def _left_out(one: GroupMeeting, left: LeftOut, dated: Callable[[date], str]) -> str:
    """Return "no meeting on 2026-06-16", with the clock time where another meeting is held on that date."""
    zone = next(slot.zone for slot in one.group.schedule.slots if slot.name == left.slot)
    at = f" at {left.start.astimezone(zone):%H:%M}" if meetings_on(one.group.schedule, left.day) else ""
    return f"no meeting on {dated(left.day)}{at}{because(left.reason)}"


def changed_words(held: Occurrence, dated: Callable[[date], str] | None = None) -> list[str]:
    """Return how a meeting differs from the rule: from where it was moved and why, or that it is an extra one."""
    if held.original_start:
        original = held.original_start.astimezone(held.zone)
        day = f"{dated(original.date())}," if dated else f"{original:%A %Y-%m-%d}"
        return [f"moved from {day} {original:%H:%M}{because(held.reason)}"]
    return ["one meeting more"] if held.status == "extra" else []


def because(reason: str) -> str:
    """Return a reason with a colon before it; "" for none."""
    return f": {plain(reason)}" if reason else ""


def _clock_change(one: GroupMeeting) -> list[dict[str, str]] | None:
    return [
        {
            "zone": change.zone.key,
            "before": change.before,
            "after": change.after,
            "before_weekday": change.before_weekday,
            "after_weekday": change.after_weekday,
            "date": change.day.isoformat(),
        }
        for change in one.meeting.clock_changes(one.zones_beside)
    ] or None


@lru_cache(maxsize=4096)  # many groups meet at the same hour
def _zone_json(instant: datetime, zone: ZoneInfo) -> Mapping[str, str]:
    start = _shown(instant, zone)
    return {"zone": zone.key, "start": start.text, "abbreviation": start.abbreviation}


@lru_cache(maxsize=4096)  # a meeting is told in several places
def in_utc(instant: datetime) -> str:
    """Return an instant that is in UTC as ``utc_text`` does; the two folds of a local time would be one key."""
    return utc_text(instant)


class _Shown(NamedTuple):
    """What a clock shows (RFC 3339), and what its zone is called then."""

    text: str
    abbreviation: str


@lru_cache(maxsize=4096)  # many groups meet at the same hour
def _shown(instant: datetime, zone: ZoneInfo) -> _Shown:
    local = instant.astimezone(zone)
    return _Shown(local.isoformat(timespec="seconds"), abbreviation(local))
