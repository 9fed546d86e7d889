"""What a meeting file of yaml2ical tells (https://opendev.org/opendev/yaml2ical): times are UTC, weeks are ISO weeks.

A file comes from somebody else's repository, so that nothing in it is taken for more than text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ecgtool.config.patterns import WEB_LINK
from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft, checked, length
from ecgtool.wording.reading import WEEKDAYS, weekday_named

_HINT = "name a meeting file as yaml2ical reads it, with project and schedule"
_LARGEST = 100_000
_MOST_BRACKETS = 500
"""More than any meeting file has; the parser takes quadratic time for those that are never closed."""
_WEEKS = range(1, 54)
_ROTATION = {"quadweekly": 0, "quadweekly-week-1": 1, "quadweekly-week-2": 2, "quadweekly-week-3": 3}
_ROTATION |= {"quadweekly-alternate": 2}
_EVERY = {"two": 2, "three": 3, "four": 4, "six": 6}
_ORDINAL = re.compile(r"(first|second|third|fourth|fifth|last)-(\w+day)")
_EVERY_SOME = re.compile(r"every-(?P<n>\d{1,2}|two|three|four|six)-(?P<unit>weeks?|months?)")


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingFileRule:
    """The keys of a schedule that say a rule; ``needs_start`` where it is counted from a first date."""

    keys: dict[str, Any]
    needs_start: bool = False
    remark: str = ""


def learn_yaml2ical(data: bytes, today: date) -> list[Draft]:
    """Return what the file tells: a group for each entry of its schedule, since each has a rule of its own.

    An entry that says no rule, and whatever else cannot be read, is told by the first draft and left out.

    Raises:
        UsageError: it is no such file, or no entry of its schedule can be read.
    """
    file = _parse(data)
    entries = file.get("schedule")
    entries = entries if isinstance(entries, list) else [entries]
    if not any(isinstance(entry, dict) for entry in entries):
        raise UsageError("there is no schedule in the yaml file", _HINT)
    regular = [one for one in entries if isinstance(one, dict) and _text(one.get("frequency")).lower() != "adhoc"]
    drafts: list[Draft] = []
    told: list[str] = []
    for number, entry in enumerate(entries, 1):
        where = f"entry {number} of the schedule"
        try:
            drafts.append(_draft(file, entry, today, several=len(regular) > 1))
        except UsageError as error:
            told.append(f"left out: {where}{_when(entry)}: {error}")
    if not drafts:
        raise UsageError(
            told[0].removeprefix("left out: "), "write ecg.toml by hand, with extra dates in its schedule"
        )
    first, *others = drafts
    return [replace(first, unknown=(*first.unknown, *told)), *others]


def _when(entry: object) -> str:
    """What an entry says of its time, to be known by."""
    said = [_text(entry.get(key)) for key in ("day", "time", "frequency")] if isinstance(entry, dict) else []
    return f" ({', '.join(filter(None, said))})" if any(said) else ""


def _parse(data: bytes) -> Mapping[str, Any]:
    import yaml

    class Texts(yaml.SafeLoader):
        """Reads every scalar as the text that stands there: 0700 is a time of day, and no octal number."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - what SafeLoader has here, emptied

    try:
        if len(data) > _LARGEST or data.count(b"[") + data.count(b"{") > _MOST_BRACKETS:
            raise UsageError("the yaml file is larger than any meeting file", _HINT)
        file = yaml.load(data, Loader=Texts)  # noqa: S506 - a SafeLoader that knows even less
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(getattr(error, "problem", None) or error).split())[:120]
        raise UsageError(f"not YAML: {reason}", _HINT) from error
    if not isinstance(file, dict):
        raise UsageError("not a meeting file of yaml2ical", _HINT)
    return file


def _draft(file: Mapping[str, Any], entry: object, today: date, *, several: bool) -> Draft:
    """What one entry tells.

    Raises:
        UsageError: it tells no regular meeting.
    """
    if not isinstance(entry, dict):
        raise UsageError("it has neither time nor day")
    at, day = _clock(entry.get("time")), _weekday(entry.get("day"))
    frequency = _text(entry.get("frequency")).lower()
    start = _date(entry.get("start_date"))
    rule = _rule(frequency, day)
    schedule: dict[str, Any] = {**rule.keys, "at": f"{at:%H:%M}", "duration": _duration(entry.get("duration"))}
    guesses = {}
    if start or rule.needs_start:
        schedule["start"] = start or today
    if rule.needs_start and not start:
        guesses["schedule.start"] = "by the day on which this was written, since the file has no start_date"
    told = [rule.remark] if rule.remark else []
    if skips := list(_skips(entry.get("skip_dates"), told)):
        schedule["skip"] = skips
    name = _text(file.get("project")) or "Meeting"
    table = {
        "name": f"{name} ({day}s {at:%H:%M} UTC)" if several else name,
        "timezone": "UTC",
        "homepage": _link(file.get("project_url")),
        "schedule": schedule,
        "call": {"note": _place(entry)} if _place(entry) else {},
        "agenda": _agenda(file),
    }
    draft = Draft(table={key: value for key, value in table.items() if value}, guesses=guesses, unknown=tuple(told))
    return checked(draft)


def _rule(frequency: str, day: str) -> MeetingFileRule:
    """The rule that a frequency of yaml2ical means.

    Raises:
        UsageError: it means none.
    """
    if frequency == "weekly":
        return MeetingFileRule(keys={"every": "week", "on": day})
    if frequency in {"biweekly-odd", "biweekly-even"}:
        return _in_weeks([week for week in _WEEKS if week % 2 == (frequency == "biweekly-odd")], day, frequency)
    if frequency in _ROTATION:
        return _in_weeks([week for week in _WEEKS if week % 4 == _ROTATION[frequency]], day, frequency)
    if (found := _ORDINAL.fullmatch(frequency)) and found[2].title() in WEEKDAYS:
        return MeetingFileRule(keys={"every": "month", "on": f"{found[1]} {found[2].title()}"})
    if found := _EVERY_SOME.fullmatch(frequency):
        number = int(_EVERY.get(found["n"], found["n"]))
        unit = found["unit"].removesuffix("s")
        return MeetingFileRule(
            keys={"every": f"{number} {unit}s"} | ({"on": day} if unit == "week" else {}), needs_start=True
        )
    if frequency == "adhoc":
        raise UsageError("adhoc meetings have no rule")
    raise UsageError(f"frequency {frequency!r} tells no rule")


def _in_weeks(weeks: list[int], day: str, frequency: str) -> MeetingFileRule:
    """The rule for certain ISO weeks (RFC 5545 numbers weeks as ISO 8601 does)."""
    listed = ",".join(map(str, weeks))
    remark = (
        f"{frequency} goes by ISO weeks, as the file means it: after a year of 53 weeks the distance is another;"
        ' write every = "2 weeks" with a start for an even one'
    )
    return MeetingFileRule(keys={"rrule": f"FREQ=YEARLY;BYWEEKNO={listed};BYDAY={day[:2].upper()}"}, remark=remark)


def _skips(value: object, told: list[str]) -> Iterator[dict[str, Any]]:
    for entry in value if isinstance(value, list) else []:
        try:
            day = _date(entry.get("skip_date")) if isinstance(entry, dict) else None
        except UsageError as error:
            told.append(f"left out: a date to skip: {error}")
            continue
        if day:
            reason = _text(entry.get("reason"))
            yield {"date": day} | ({"reason": reason} if reason else {})


def _clock(value: object) -> time:
    digits = _text(value).replace(":", "").zfill(4)
    if not re.fullmatch(r"([01]\d|2[0-3])[0-5]\d", digits):
        raise UsageError(f"time {_text(value)!r} in the yaml file is no time of day", "write it like '1400', in UTC")
    return time(int(digits[:2]), int(digits[2:]))


def _weekday(value: object) -> str:
    found = weekday_named(_text(value))
    if not found:
        raise UsageError(f"day {_text(value)!r} in the yaml file is no day of the week", "write it like Thursday")
    return found


def _date(value: object) -> date | None:
    """A date as yaml2ical writes it, 20150801, or with hyphens; None where none is said.

    Raises:
        UsageError: what is said is none.
    """
    text = _text(value)
    try:
        return datetime.strptime(text.replace("-", ""), "%Y%m%d").date() if text else None  # noqa: DTZ007 - a date
    except ValueError as error:
        raise UsageError(f"{text!r} in the yaml file is no date", "write it like 20150801") from error


def _duration(value: object) -> str:
    text = _text(value)
    minutes = int(text) if re.fullmatch(r"\d{1,4}", text) else 0
    return length(timedelta(minutes=minutes if 0 < minutes <= 7 * 24 * 60 else 60))


def _place(entry: Mapping[str, Any]) -> str:
    """Where the meeting is: an IRC channel or a Matrix room."""
    irc, matrix = _text(entry.get("irc")), _text(entry.get("matrix"))
    return f"IRC: #{irc.lstrip('#')}" if irc else f"Matrix: {matrix}" if matrix else ""


def _agenda(file: Mapping[str, Any]) -> dict[str, Any]:
    link = _link(file.get("agenda_url"))
    if link:
        return {"notes": link}
    items = [line.strip(" *-\t") for line in _text(file.get("agenda"), lines=True).splitlines()]
    return {"items": [item for item in items if item]} if any(items) else {}


def _link(value: object) -> str:
    text = _text(value)
    return text if re.fullmatch(WEB_LINK, text) else ""


def _text(value: object, *, lines: bool = False) -> str:
    text = value if isinstance(value, str) else ""
    return text if lines else " ".join(text.split())
