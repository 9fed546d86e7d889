"""Learn groups from an iCalendar file: their series, and what was changed, moved, added and left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, groups_in
from ecgtool.config.kinds import Faults
from ecgtool.errors import UsageError
from ecgtool.ical.reading import Calendar, Event, NotACalendar, Series, expand, read_calendar
from ecgtool.learn.draft import Draft, duration_text
from ecgtool.learn.ical.dates import of_dates
from ecgtool.learn.ical.group import GroupMaker
from ecgtool.learn.ical.identity import Identities
from ecgtool.learn.ical.strands import SeriesOwner, Strand, chains_of, merged_strands, strands_of
from ecgtool.learn.ical.words import WordsReader

_MOVED = re.compile(r"^Moved from (?P<from>\d{4}-\d\d-\d\d \d\d:\d\d)(?::|$)", re.MULTILINE)
_NAMED = 8
"""At most so many events that are left out are named. The rest are counted."""
_EVER = datetime(2, 1, 3, tzinfo=UTC), datetime(9997, 1, 1, tzinfo=UTC)
_LONGEST = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """A calendar in parts: the strands of its series, the dates without a rule, and words about the rest."""

    strands: list[Strand]
    dated: list[Series]
    remarks: list[str]


def learn_ical(data: bytes, today: date) -> list[Draft]:
    """Return the draft of each group in the file, in the file's order.

    Series of one name and zone that follow one another are one group whose rule changed. Where some series go on,
    those that have ended are left out, and so are single events of other names. The first draft names all that was
    left out, could not be read, or has no key.

    Raises:
        UsageError: it is no iCalendar file, or no event in it takes place.
    """
    try:
        calendar = read_calendar(data, today.year)
    except NotACalendar as error:
        raise UsageError(f"not an iCalendar file: {error}", "export it again from the calendar") from error
    identities = Identities(calendar)
    parts = _parts(calendar, identities)
    remarks = [*(fault.words for fault in calendar.faults), *parts.remarks]
    drafts = _drafts(parts, identities, today, remarks)
    if not drafts:
        raise UsageError(_why_none(calendar), "; ".join(remarks[:3]) or "export the calendar of the meetings")
    first, *others = drafts
    return [replace(first, unknown=(*first.unknown, *dict.fromkeys(remarks))), *others]


def _why_none(calendar: Calendar) -> str:
    if calendar.series and all(series.cancelled for series in calendar.series):
        return "everything in the calendar is cancelled"
    return "there is no event with a clock time in the calendar"


def _parts(calendar: Calendar, identities: Identities) -> Parts:
    parts = Parts(strands=[], dated=[], remarks=[])
    for series in _with_own_exceptions(calendar, identities):
        event = series.master or series.overrides[0]
        where = f"left out: “{event.name}” (line {event.line})"
        if series.cancelled:
            parts.remarks.append(f"{where} is cancelled")
        elif event.all_day:
            parts.remarks.append(f"{where} is all day, and a meeting has an hour")
        elif event.duration > _LONGEST:
            parts.remarks.append(f"{where} lasts {duration_text(event.duration)}, longer than a meeting")
        elif event.rules:
            try:
                parts.strands.extend(strands_of(series, identities.of(series)))
            except ValueError as error:
                parts.remarks.append(f"{where} has a rule that cannot be kept, {', '.join(event.rules)}: {error}")
        else:
            parts.dated.append(series)
    return parts


def _with_own_exceptions(calendar: Calendar, identities: Identities) -> Iterator[Series]:
    """Yield the series. Single events that replace a meeting of one of them are made its overrides.

    They are known by their name, and by the date that they were moved from or an instant that the series leaves out.
    Programs write so what they cannot write as an override. A meeting is replaced once, by the event that says so
    first: another one at its old instant is one more.
    """
    ruled: dict[SeriesOwner, list[Series]] = {}
    for series in calendar.series:
        if series.master and series.master.rules and not series.master.all_day:
            ruled.setdefault(identities.of(series), []).append(series)
    overrides: dict[int, dict[date | None, Event]] = {}
    used: set[int] = set()
    for series in sorted(calendar.series, key=lambda one: not (one.master and _MOVED.search(one.master.description))):
        alike = ruled.get(identities.of(series), ())
        if series.master and not series.recurs and (found := _overridden(series.master, alike)):
            of_series = overrides.setdefault(id(found[0]), {})
            if of_series.setdefault(found[1].original, found[1]) is found[1]:
                used.add(id(series))
    for series in calendar.series:
        if id(series) not in used:
            own = overrides.get(id(series), {}).values()
            yield replace(series, overrides=(*series.overrides, *own))


def _overridden(single: Event, alike: Iterable[Series]) -> tuple[Series, Event] | None:
    for series in alike:
        if series.master is None or single.all_day:
            continue
        zone = series.master.zone
        moved = _MOVED.search(single.description)
        start = single.start.astimezone(zone)
        original = datetime.fromisoformat(moved["from"]).replace(tzinfo=zone) if moved else start
        moment = original.astimezone(UTC)
        around = expand(replace(series, overrides=()), moment - timedelta(days=1), moment + timedelta(days=1))
        if any(one.original == moment and one.status == "excluded" for one in around):
            return series, replace(single, original=original, start=start, zone=zone)
    return None


def _drafts(parts: Parts, identities: Identities, today: date, remarks: list[str]) -> list[Draft]:
    reader = WordsReader(is_own=identities.is_own)
    chains = chains_of(merged_strands(parts.strands, reader.agree))
    live = [chain for chain in chains if (chain[-1].last or today) >= today]
    for chain in chains if live else ():
        if (last := chain[-1].last) and last < today:
            event = chain[0].event
            remarks.append(f"left out: “{event.name}” (line {event.line}), which ended on {last}")
    singles, lists = _sorted_out(parts.dated, live or chains, identities, today)
    remarks += _left_out(singles.pop(0, []), today)
    drafts = [*GroupMaker(identities, reader, chains, singles, today).drafts(live or chains)]
    drafts += [of_dates(events, reader) for events in lists]
    return [sound for draft in drafts if (sound := _sound(draft, remarks))]


def _sorted_out(
    dated: Sequence[Series], chains: Sequence[list[Strand]], identities: Identities, today: date
) -> tuple[dict[int, list[Event]], list[list[Event]]]:
    """Sort the events without a rule into extra meetings of a chain, by its id, and lists of dates that are groups.

    Single events of other names become groups only where there is no series. Otherwise they are listed under 0.
    """
    more: dict[int, list[Event]] = {}
    lists: dict[tuple[str, str], list[Event]] = {}
    other: list[Event] = more.setdefault(0, [])
    by_slot = {chain[0].identity: chain for chain in reversed(chains)}
    by_group = {chain[0].identity.group: chain for chain in reversed(chains)}
    for series in dated:
        events = [replace(_event_of(series), start=one) for one in _starts(series)]
        if not events:
            continue
        identity = identities.of(series)
        chain = by_slot.get(identity) or by_group.get(identity.group)
        if chain:
            since = date.min if identities.is_own else today
            more.setdefault(id(chain), []).extend(event for event in events if event.start.date() >= since)
            other += [event for event in events if event.start.date() < since]
        elif not chains or len(events) > 2:
            lists.setdefault((identity.group, "" if identities.is_own else events[0].zone.key), []).extend(events)
        else:
            other += events
    return more, list(lists.values())


def _event_of(series: Series) -> Event:
    return series.master or series.overrides[0]


def _starts(series: Series) -> list[datetime]:
    """Return the starts of the meetings that are held, on the event's own clock."""
    zone = _event_of(series).zone
    return [one.start.astimezone(zone) for one in expand(series, *_EVER) if one.status == "held"]


def _left_out(events: Sequence[Event], today: date) -> Iterator[str]:
    coming = [event for event in events if event.start.date() >= today]
    for event in coming[:_NAMED]:
        yield f"left out: “{event.name}” (line {event.line}), a single event on {event.start:%Y-%m-%d}"
    if coming[_NAMED:]:
        yield f"left out: {len(coming) - _NAMED} single events more that are to come"
    past = Counter(event.name for event in events if event.start.date() < today)
    if past:
        names = ", ".join(f"“{name}”" for name, _ in past.most_common(5))
        yield f"left out: {past.total()} single events before {today}, such as {names}"


def _sound(draft: Draft, remarks: list[str]) -> Draft | None:
    """Return ``draft`` without keys that ``ecg.toml`` refuses, or None where no group is left.

    ``remarks`` gets a word on each.
    """
    for _ in range(20):
        faults = Faults()
        groups_in({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), faults)
        if not faults.found:
            return draft
        fault = faults.found[0]
        path = fault.path[2:]
        key = ".".join(map(str, path))
        if path[:1] not in (("call",), ("agenda",), ("homepage",)):
            remarks.append(f"left out: “{draft.name}”: {key} {fault.problem}")
            return None
        remarks.append(f"left out: {key} {fault.problem}")
        draft = replace(draft, table=_without(draft.table, path))
    return None


def _without(value: Any, path: Sequence[Any]) -> Any:
    """Return ``value`` without what is at ``path`` in it."""
    if isinstance(value, list):
        members = [_without(one, path[1:]) if n == path[0] else one for n, one in enumerate(value)]
        return members if path[1:] else [one for n, one in enumerate(value) if n != path[0]]
    rest: Any = {key: one for key, one in value.items() if key != path[0]}
    return rest | {path[0]: _without(value[path[0]], path[1:])} if path[1:] and path[0] in value else rest
