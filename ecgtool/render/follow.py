"""Write where ``ecg.toml`` and the organisation's calendar disagree: as lines and as JSON, each with what to do."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ecgtool.follow.comparing import Difference
from ecgtool.group import Group
from ecgtool.render.plain import plain
from ecgtool.schedule.zone_data import abbreviation

_MESSAGES = {
    "missing-there": "the calendar has no meeting then: ask whoever keeps it to add it, or `ecg cancel {day}`",
    "missing-here": "the calendar has a meeting more: `ecg extra {to}`, or ask whoever keeps it to delete it",
    "other-time": "the calendar has another time: ask whoever keeps it to change it, or `ecg move {day} {to}`",
    "cancelled-there": "the calendar cancels the meeting: `ecg cancel {day}`, or ask whoever keeps it to restore it",
    "moved-there": "the calendar moves the meeting: `ecg move {day} {to}`, or ask whoever keeps it to move it back",
    "other-link": "the calendar leads to another call: `ecg link` takes a new one, or ask whoever keeps it",
    "series-ends": "the series in the calendar ends and the meetings go on: ask whoever keeps it to extend it",
    "doubled": "the calendar has two events for one meeting: ask whoever keeps it to delete one",
    "stale-feed": "nothing in the calendar lies ahead: ask whoever keeps it for the current one",
}
_JOINED = (
    "the calendar moves it to the time of another meeting: `ecg cancel {day}`, or ask its keeper to move it back"
)
_STILL_THERE = "it is off here, and still in the calendar: ask whoever keeps it to cancel it, or `ecg restore {day}`"


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowFinding:
    """A difference in words: the meeting's original date, what stands on either side, and what to do about it."""

    code: str
    date: str | None
    here: str | None
    there: str | None
    message: str


def follow_json(group: Group, calendar: str, findings: Iterable[FollowFinding]) -> dict[str, Any]:
    """Return the answer of ``follow check -f json``."""
    return {"group": group.key, "calendar": calendar, "findings": [asdict(finding) for finding in findings]}


def follow_text(group: Group, findings: Iterable[FollowFinding]) -> str:
    """Return a line for each finding, with tabs between its columns: group, code, date, here, there, what to do."""
    rows = ((group.key, one.code, one.date, one.here, one.there, one.message) for one in findings)
    return "".join("\t".join(plain(column or "-") for column in row) + "\n" for row in rows)


def follow_paragraphs(group: Group, findings: Iterable[FollowFinding]) -> str:
    """Return a paragraph for each finding, for a terminal: both sides below one another, and what to do."""
    return "\n".join(
        f"{' '.join(plain(part) for part in (group.key, one.date or '', one.code) if part)}\n"
        f"here: {plain(one.here or '-')}\nthere: {plain(one.there or '-')}\n{plain(one.message)}\n"
        for one in findings
    )


def follow_finding(group: Group, one: Difference) -> FollowFinding:
    """Return a difference of ``group`` in words."""
    zone = one.own.zone if one.own else group.schedule.zone
    there = one.there.start.astimezone(zone) if one.there else None
    original = (one.own.planned or one.own.start) if one.own else one.there.original if one.there else None
    day = original.astimezone(group.schedule.zone).date() if original else None
    message = _STILL_THERE if one.code == "missing-here" and one.own else _MESSAGES[one.code]
    message = _JOINED if one.joins and one.code != "doubled" else message
    return FollowFinding(
        code=one.code,
        date=day.isoformat() if day else None,
        here=one.here_link or _here(one),
        there=one.there_link or _there(one, there, one.last.astimezone(zone) if one.last else None),
        message=message.format(day=_named(one), to=f"{there:%Y-%m-%dT%H:%M}" if there else ""),
    )


def _named(one: Difference) -> str:
    """Return the meeting as commands take it: its date, with the clock time where that has several meetings."""
    if not one.own:
        return ""
    at = (one.own.planned or one.own.start).astimezone(one.own.zone)
    return f"{one.own.day}T{at:%H:%M}" if one.own.shares_day else one.own.day.isoformat()


def _here(one: Difference) -> str | None:
    if one.own is None:
        return None
    if one.own.held:
        return _moment(one.own.held.astimezone(one.own.zone))
    return f"cancelled: {one.own.reason}" if one.own.reason else "cancelled"


def _there(one: Difference, start: datetime | None, last: datetime | None) -> str | None:
    if last:
        return f"last on {last.date()}"
    if one.there is None or start is None:
        return None
    return _moment(start) if one.there.status == "held" else f"cancelled, was {_moment(start)}"


def _moment(local: datetime) -> str:
    return f"{local:%A %Y-%m-%d %H:%M} {abbreviation(local)}"
