"""What an iCalendar file tells of the groups in it: series, and what was changed, moved, added and left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from ecgtool.config.build import Surroundings, build
from ecgtool.config.kinds import Faults
from ecgtool.config.patterns import WEB_LINK
from ecgtool.errors import UsageError
from ecgtool.ical.reading import Calendar, Event, NotACalendar, Series, expand, read_calendar
from ecgtool.learn.draft import Draft, checked, length
from ecgtool.learn.ical_schedule import (
    Exceptions,
    Strand,
    breaks,
    by_rule,
    exceptions_of,
    follows,
    many_skips,
    merged,
    strands_of,
)
from ecgtool.learn.ical_words import own_words, with_topics, words_of
from ecgtool.schedule.occurrences import occurrences
from ecgtool.wording.rhythm import from_dates, from_distance, one_or_all

_OWN = "ecgtool"
"""Stands in PRODID of what this program writes."""
_MOVED = re.compile(r"^Moved from (?P<from>\d{4}-\d\d-\d\d \d\d:\d\d)(?::|$)", re.MULTILINE)
_NO_RULE = "since the dates have no rhythm: what comes after them is not known"
_NAMED = 8
"""So many left-out events are named each; more are counted."""
_EVER = datetime(2, 1, 3, tzinfo=UTC), datetime(9997, 1, 1, tzinfo=UTC)
_LONGEST = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What a calendar has, by what it can become: strands of series, dates without a rule, and words on the rest."""

    strands: list[Strand]
    dated: list[Series]
    told: list[str]


def learn_ical(data: bytes, today: date) -> list[Draft]:
    """Return what the file tells of each group in it, in the file's order.

    Series of one name and zone that follow one another are one group whose rule changed. Where there are series that
    go on, those that have ended are left out, and so are single events of other names; each is told, with whatever
    else cannot be read or said, by the first draft.

    Raises:
        UsageError: it is no iCalendar file, or there is no event in it that takes place.
    """
    try:
        calendar = read_calendar(data, today.year)
    except NotACalendar as error:
        raise UsageError(f"not an iCalendar file: {error}", "export it again from the calendar") from error
    parts = _parts(calendar)
    told = [*(fault.words for fault in calendar.faults), *parts.told]
    drafts = _drafts(parts, calendar, today, told)
    if not drafts:
        raise UsageError(_why_none(calendar), "; ".join(told[:3]) or "export the calendar of the meetings")
    first, *others = drafts
    return [replace(first, unknown=(*first.unknown, *dict.fromkeys(told))), *others]


def _why_none(calendar: Calendar) -> str:
    if calendar.series and all(series.cancelled for series in calendar.series):
        return "everything in the calendar is cancelled"
    return "there is no event with a clock time in the calendar"


def _parts(calendar: Calendar) -> Parts:
    parts = Parts(strands=[], dated=[], told=[])
    for series in _with_own_exceptions(calendar):
        event = series.master or series.overrides[0]
        where = f"left out: “{event.name}” (line {event.line})"
        if series.cancelled:
            parts.told.append(f"{where} is cancelled")
        elif event.all_day:
            parts.told.append(f"{where} is all day, and a meeting has an hour")
        elif event.duration > _LONGEST:
            parts.told.append(f"{where} lasts {length(event.duration)}, longer than a meeting")
        elif event.rules:
            try:
                parts.strands.extend(strands_of(series))
            except ValueError as error:
                parts.told.append(f"{where} has a rule that cannot be kept, {', '.join(event.rules)}: {error}")
        else:
            parts.dated.append(series)
    return parts


def _with_own_exceptions(calendar: Calendar) -> Iterator[Series]:
    """The series; single events that stand for a meeting of one of them are its overrides.

    They are known by their name and by the date that they were moved from, or by an instant that the series leaves
    out: so programs write what an override cannot say.
    """
    ruled: dict[str, list[Series]] = {}
    for series in calendar.series:
        if series.master and series.master.rules and not series.master.all_day:
            ruled.setdefault(series.name, []).append(series)
    overrides: dict[int, list[Event]] = {}
    rest: list[Series] = []
    for series in calendar.series:
        found = _overridden(series.master, ruled) if series.master and not series.recurs else None
        if found:
            overrides.setdefault(id(found[0]), []).append(found[1])
        else:
            rest.append(series)
    for series in rest:
        yield replace(series, overrides=(*series.overrides, *overrides.get(id(series), ())))


def _overridden(single: Event, ruled: dict[str, list[Series]]) -> tuple[Series, Event] | None:
    for series in ruled.get(single.name, ()):
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


def _drafts(parts: Parts, calendar: Calendar, today: date, told: list[str]) -> list[Draft]:
    is_own = _OWN in calendar.product
    chains = _chains(_joined(parts.strands, is_own=is_own))
    live = [chain for chain in chains if (chain[-1].last or today) >= today]
    for chain in chains if live else ():
        if (last := chain[-1].last) and last < today:
            event = chain[0].event
            told.append(f"left out: “{event.name}” (line {event.line}), which ended on {last}")
    singles, lists = _sorted_out(parts.dated, live or chains, today, told)
    drafts = []
    by_series: dict[int, list[Strand]] = {}
    for strand in (strand for chain in chains for strand in chain):
        for series in strand.series:
            by_series.setdefault(id(series), []).append(strand)
    for chain in live or chains:
        of_same = [strand for one in chain for series in one.series for strand in by_series[id(series)]]
        others = [strand for strand in of_same if not any(strand is own for own in chain)]
        drafts.append(_of_chain(chain, others, singles.get(id(chain), []), today, is_own=is_own))
    drafts += [_of_dates(events, today) for events in lists]
    return [sound for draft in drafts if (sound := _sound(draft, told))]


def _joined(strands: list[Strand], *, is_own: bool) -> list[Strand]:
    """The strands, those as one that are several rules of one event, or that this program took apart itself."""
    if is_own:
        return merged(strands)
    by_series = groupby(strands, lambda strand: id(strand.series[0]))
    return [one for _, group in by_series for one in merged(group)]


def _chains(strands: Sequence[Strand]) -> list[list[Strand]]:
    """The strands in groups of those that follow one another, in the order of the file."""
    chains: list[list[Strand]] = []
    ended: dict[tuple[str, str], list[list[Strand]]] = {}
    for one in sorted(strands, key=lambda one: one.first):
        alike = ended.setdefault((one.event.name, one.event.zone.key), [])
        chain = next((chain for chain in alike if follows(chain[-1], one)), None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(one)
        alike[:] = [other for other in alike if other is not chain and other[-1].last]
        if one.last:
            alike.append(chain)
    return sorted(chains, key=lambda chain: min(one.event.line for one in chain))


def _sorted_out(
    dated: Sequence[Series], chains: Sequence[list[Strand]], today: date, told: list[str]
) -> tuple[dict[int, list[Event]], list[list[Event]]]:
    """The events without a rule: meetings more of a chain, by its id, and lists of dates that are groups themselves.

    Single events of other names are groups only where there is no series; they are told where there is.
    """
    more: dict[int, list[Event]] = {}
    lists: dict[tuple[str, str], list[Event]] = {}
    other: list[Event] = []
    by_name = {chain[0].event.name: chain for chain in reversed(chains)}
    for series in dated:
        events = [replace(_event_of(series), start=one) for one in _starts(series)]
        if not events:
            continue
        chain = by_name.get(events[0].name)
        if chain:
            more.setdefault(id(chain), []).extend(event for event in events if event.start.date() >= today)
            other += [event for event in events if event.start.date() < today]
        elif not chains or len(events) > 2:
            lists.setdefault((events[0].name, events[0].zone.key), []).extend(events)
        else:
            other += events
    told += _left_out(other, today)
    return more, list(lists.values())


def _event_of(series: Series) -> Event:
    return series.master or series.overrides[0]


def _starts(series: Series) -> list[datetime]:
    """The starts of the meetings that are held, on the clock of the event."""
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


def _of_chain(
    chain: Sequence[Strand], others: Sequence[Strand], singles: Iterable[Event], today: date, *, is_own: bool
) -> Draft:
    first, last = chain[0], chain[-1]
    found = exceptions_of(chain, others, today)
    for single in singles:
        found.extras.add(single.start.astimezone(UTC))
        if single.duration != last.event.duration:
            day, lasts = single.start.astimezone(found.zone).date(), length(single.duration)
            found.told.append(f"the meeting on {day} lasts {lasts}, and no key says that of one meeting")
    schedule: dict[str, Any] = {**first.table, "start": first.first}
    if last.last:
        schedule["until"] = last.last
    tables = found.tables()
    tables["skip"] = [*tables.get("skip", []), *breaks(chain)]
    changes = [{"from": one.first, **one.table} for one in chain[1:]]
    schedule |= {key: value for key, value in {**tables, "change": changes}.items() if value}
    told = [*found.told, *by_rule(chain, today), *many_skips(found.skips)]
    return checked(_described(chain, schedule, told, is_own=is_own))


def _described(chain: Sequence[Strand], schedule: dict[str, Any], told: list[str], *, is_own: bool) -> Draft:
    """The draft of a chain, with what its events say besides their times."""
    event = chain[-1].event
    guesses = {"timezone": chain[0].event.zone_doubt} if chain[0].event.zone_doubt else {}
    if not event.has_length:
        guesses["schedule.duration"] = "since the event says no end"
    if is_own:
        overrides = [one for strand in chain for series in strand.series for one in series.overrides]
        words = with_topics(own_words(event), overrides)
    else:
        words, doubt = words_of(event)
        if doubt:
            guesses["call.join"] = doubt
        if event.url and words.get("call", {}).get("join") != event.url and re.fullmatch(WEB_LINK, event.url):
            words["homepage"] = event.url
    return Draft(table=_table(event, schedule, words), guesses=guesses, unknown=tuple(told))


def _table(event: Event, schedule: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    head = {"name": event.name or "Meeting", "timezone": event.zone.key}
    homepage = {"homepage": words["homepage"]} if "homepage" in words else {}
    return head | homepage | {"schedule": schedule} | {key: words[key] for key in ("call", "agenda") if key in words}


def _of_dates(events: Sequence[Event], today: date) -> Draft:
    """What dates without a rule tell: the rhythm is guessed from them, and what they are is kept."""
    ordered = sorted(events, key=lambda event: event.start)
    last = ordered[-1]
    days = [event.start.date() for event in ordered]
    rhythm = from_dates(days) or from_distance(last.start.date(), today)
    schedule: dict[str, Any] = {
        "every": rhythm.every,
        "on": one_or_all(rhythm.on),
        "at": f"{last.start:%H:%M}",
        "duration": length(last.duration),
        "start": min(days),
    }
    words, doubt = words_of(last)
    guesses = {"schedule.every": rhythm.why}
    guesses |= {"timezone": last.zone_doubt} if last.zone_doubt else {}
    guesses |= {"call.join": doubt} if doubt else {}
    draft = Draft(table=_table(last, schedule, words), guesses=guesses)
    exceptions = _against_rhythm(draft, ordered)
    told = f"“{last.name}” has single dates only, no rule: those from {days[0]} to {days[-1]} are as they stand there"
    if len(exceptions.get("skip", ())) >= len(days):  # no rhythm at all
        first = {"rrule": "FREQ=DAILY;COUNT=1", "at": f"{ordered[0].start:%H:%M}"}
        schedule = first | {key: schedule[key] for key in ("duration", "start")}
        del guesses["schedule.every"]
        draft = Draft(table={**draft.table, "schedule": schedule}, guesses=guesses | {"schedule.rrule": _NO_RULE})
        exceptions = _against_rhythm(draft, ordered)
    table = {**draft.table, "schedule": {**schedule, **exceptions}}
    return checked(replace(draft, table=table, unknown=(told,)))


def _against_rhythm(draft: Draft, events: Sequence[Event]) -> dict[str, Any]:
    """The skips and extras by which the dates up to the last are just those of ``events``."""
    groups = build({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), Faults())
    zone = events[-1].zone
    listed = {event.start.astimezone(UTC) for event in events}
    ruled = set()
    for one in occurrences(groups["group"].schedule, min(listed) - timedelta(days=1)) if groups else ():
        if one.start > max(listed):
            break
        ruled.add(one.start)
    found = Exceptions(zone=zone, skips={}, moves={}, extras=listed - ruled, told=[])
    found.skips = {start.astimezone(zone).date(): "" for start in ruled - listed}
    return found.tables()


def _sound(draft: Draft, told: list[str]) -> Draft | None:
    """``draft`` without the keys that ``ecg.toml`` does not take, each told; None where it makes no group."""
    for _ in range(20):
        faults = Faults()
        build({"groups": {"group": dict(draft.table)}}, Surroundings(Path(), {}), faults)
        if not faults.found:
            return draft
        fault = faults.found[0]
        path = fault.path[2:]
        key = ".".join(map(str, path))
        if path[:1] not in (("call",), ("agenda",), ("homepage",)):
            told.append(f"left out: “{draft.name}”: {key} {fault.problem}")
            return None
        told.append(f"left out: {key} {fault.problem}")
        draft = replace(draft, table=_without(draft.table, path))
    return None


def _without(value: Any, path: Sequence[Any]) -> Any:
    """``value`` without what stands at ``path`` in it."""
    if isinstance(value, list):
        members = [_without(one, path[1:]) if n == path[0] else one for n, one in enumerate(value)]
        return members if path[1:] else [one for n, one in enumerate(value) if n != path[0]]
    rest: Any = {key: one for key, one in value.items() if key != path[0]}
    return rest | {path[0]: _without(value[path[0]], path[1:])} if path[1:] and path[0] in value else rest
