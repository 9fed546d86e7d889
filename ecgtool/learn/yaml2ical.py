"""Learn a group from a meeting file of yaml2ical (https://opendev.org/opendev/yaml2ical).

Times are UTC there, and weeks are ISO weeks. A file comes from somebody else's repository, so nothing in it is taken
for more than text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ecgtool.config.patterns import WEB_LINK
from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft, checked, duration_text, has_schedule_fault, names_apart
from ecgtool.wording.reading import WEEKDAYS, weekday_named

_HINT = "name a meeting file as yaml2ical reads it, with project and schedule"
_LARGEST = 100_000
_MOST_BRACKETS = 500
"""The most open brackets: more than any meeting file has. The parser takes quadratic time for unclosed ones."""
_WEEKS = range(1, 54)
_ROTATION = {"quadweekly": 0, "quadweekly-week-1": 1, "quadweekly-week-2": 2, "quadweekly-week-3": 3}
_ROTATION |= {"quadweekly-alternate": 2}
_EVERY = {"two": 2, "three": 3, "four": 4, "six": 6}
_ORDINAL = re.compile(r"(first|second|third|fourth|fifth|last)-(\w+day)")
_EVERY_SOME = re.compile(r"every-(?P<n>\d{1,2}|two|three|four|six)-(?P<unit>weeks?|months?)")


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingFileRule:
    """The keys of a schedule for a rule. ``needs_start`` is whether it is counted from a first date."""

    keys: dict[str, Any]
    needs_start: bool = False
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileMeeting:
    """A regular meeting of a file: its rule, its weekday, what was guessed, and what is to be reported."""

    schedule: Mapping[str, Any]
    day: str
    place: str
    guesses: Mapping[str, str]
    remarks: tuple[str, ...]


def learn_yaml2ical(data: bytes, today: date) -> list[Draft]:
    """Return the groups in the file: usually one, with a slot for each entry of the schedule.

    Entries that differ only in the weekday are one rule. Where two meet at the same instant, each entry is a group.
    An entry without a rule is left out. The first draft names it, and whatever else cannot be read.

    Raises:
        UsageError: it is no such file, or no entry of its schedule can be read.
    """
    file = _parse(data)
    listed = file.get("schedule")
    listed = listed if isinstance(listed, list) else [listed]
    if not any(isinstance(entry, dict) for entry in listed):
        raise UsageError("there is no schedule in the yaml file", _HINT)
    entries: list[FileMeeting] = []
    remarks: list[str] = []
    for number, entry in enumerate(listed, 1):
        where = f"entry {number} of the schedule"
        try:
            entries.append(_entry(entry, today))
        except UsageError as error:
            remarks.append(f"left out: {where}{_when(entry)}: {error}")
    if not entries:
        raise UsageError(
            remarks[0].removeprefix("left out: "), "write ecg.toml by hand, with extra dates in its schedule"
        )
    name = _text(file.get("project")) or "Meeting"
    whole = _draft(file, name, _merged(entries))
    if len(entries) > 1 and has_schedule_fault(whole):
        each = [_draft(file, f"{name} ({one.day}s {one.schedule['at']} UTC)", [one]) for one in entries]
    else:
        each = [whole]
    first, *others = each
    return [replace(first, unknown=(*first.unknown, *remarks)), *others]


def _merged(entries: Sequence[FileMeeting]) -> list[FileMeeting]:
    """Return the entries. Weekly ones that differ only in the weekday and the dates to skip are made one."""
    found: dict[str, FileMeeting] = {}
    for one in entries:
        rest = {key: value for key, value in one.schedule.items() if key not in {"on", "skip"}}
        weekly = str(rest.get("every", "")).endswith(("week", "weeks"))
        alike = f"{rest} {one.place} {len(found) if not weekly else ''}"
        before = found.get(alike)
        if before is None:
            found[alike] = one
        elif one.day not in before.day:
            skips = sorted((*before.schedule.get("skip", ()), *one.schedule.get("skip", ())), key=lambda s: s["date"])
            on = {"on": [*before.day.split(", "), one.day]} | ({"skip": skips} if skips else {})
            remarks = tuple(dict.fromkeys((*before.remarks, *one.remarks)))
            found[alike] = replace(
                before, schedule={**before.schedule, **on}, day=f"{before.day}, {one.day}", remarks=remarks
            )
    return list(found.values())


def _when(entry: object) -> str:
    """Return the entry's own words for its time, to name it by."""
    said = [_text(entry.get(key)) for key in ("day", "time", "frequency")] if isinstance(entry, dict) else []
    return f" ({', '.join(filter(None, said))})" if any(said) else ""


def _parse(data: bytes) -> Mapping[str, Any]:
    import yaml

    class Texts(yaml.SafeLoader):
        """Reads every scalar as the text in the file: 0700 is a time of day, and no octal number."""

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


def _entry(entry: object, today: date) -> FileMeeting:
    """Return the meeting of one entry.

    Raises:
        UsageError: it is no regular meeting.
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
    remarks = [rule.remark] if rule.remark else []
    if skips := list(_skips(entry.get("skip_dates"), remarks)):
        schedule["skip"] = skips
    return FileMeeting(schedule=schedule, day=day, place=_place(entry), guesses=guesses, remarks=tuple(remarks))


def _draft(file: Mapping[str, Any], name: str, entries: Sequence[FileMeeting]) -> Draft:
    """Return the group with these entries as its slots."""
    first, *others = entries
    schedule = {**first.schedule}
    remarks = list(first.remarks)
    if others:
        hours = [str(one.schedule["at"]) for one in entries]
        days = [one.day for one in entries]
        names = names_apart(hours, days, [f"{day} {at}" for day, at in zip(days, hours, strict=True)])
        schedule |= {"name": names[0], "skip": [skip for one in entries for skip in _by_hour(one, entries)]}
        slots = [{"name": name} | dict(one.schedule) for name, one in zip(names[1:], others, strict=True)]
        schedule["slot"] = [{key: value for key, value in slot.items() if key != "skip"} for slot in slots]
        for slot, one in zip(names[1:], others, strict=True):
            remarks += (f"the slot “{slot}” starts on {one.schedule['start']}, {why}" for why in one.guesses.values())
            remarks += one.remarks
    places = list(dict.fromkeys(one.place for one in entries))
    when = (f"{one.place} ({one.day}s {one.schedule['at']} UTC)" for one in entries if one.place)
    note = places[0] if len(places) == 1 else ", ".join(when)
    table = {
        "name": name,
        "timezone": "UTC",
        "homepage": _link(file.get("project_url")),
        "schedule": {key: value for key, value in schedule.items() if value},
        "call": {"note": note} if note else {},
        "agenda": _agenda(file),
    }
    filled = {key: value for key, value in table.items() if value}
    return checked(Draft(table=filled, guesses=first.guesses, unknown=tuple(dict.fromkeys(remarks))))


def _by_hour(entry: FileMeeting, entries: Sequence[FileMeeting]) -> Iterator[dict[str, Any]]:
    """Yield the skips of an entry, with the clock time where another entry may meet on the same day."""
    alone = not any(set(entry.day.split(", ")) & set(one.day.split(", ")) for one in entries if one is not entry)
    at = time.fromisoformat(entry.schedule["at"])
    for skip in entry.schedule.get("skip", ()):
        yield skip if alone else {**skip, "date": datetime.combine(skip["date"], at)}


def _rule(frequency: str, day: str) -> MeetingFileRule:
    """Return the rule of a frequency of yaml2ical.

    Raises:
        UsageError: there is no such frequency.
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
    """Return the rule for certain ISO weeks. RFC 5545 (section 3.3.10) numbers weeks as ISO 8601 does."""
    listed = ",".join(map(str, weeks))
    remark = (
        f"{frequency} goes by ISO weeks, as the file means it: after a year of 53 weeks the distance is another;"
        ' write every = "2 weeks" with a start for an even one'
    )
    return MeetingFileRule(keys={"rrule": f"FREQ=YEARLY;BYWEEKNO={listed};BYDAY={day[:2].upper()}"}, remark=remark)


def _skips(value: object, remarks: list[str]) -> Iterator[dict[str, Any]]:
    for entry in value if isinstance(value, list) else []:
        try:
            day = _date(entry.get("skip_date")) if isinstance(entry, dict) else None
        except UsageError as error:
            remarks.append(f"left out: a date to skip: {error}")
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
    """Return a date as yaml2ical writes it, 20150801, or with hyphens; None for none.

    Raises:
        UsageError: it is no date.
    """
    text = _text(value)
    try:
        return datetime.strptime(text.replace("-", ""), "%Y%m%d").date() if text else None  # noqa: DTZ007 - only its date is taken
    except ValueError as error:
        raise UsageError(f"{text!r} in the yaml file is no date", "write it like 20150801") from error


def _duration(value: object) -> str:
    text = _text(value)
    minutes = int(text) if re.fullmatch(r"\d{1,4}", text) else 0
    return duration_text(timedelta(minutes=minutes if 0 < minutes <= 7 * 24 * 60 else 60))


def _place(entry: Mapping[str, Any]) -> str:
    """Return where the meeting is: an IRC channel or a Matrix room."""
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
