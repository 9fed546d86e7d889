"""What an iCalendar file tells of the groups in it: series, and what was changed, moved, added and left out."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.errors import UsageError
from ecgtool.group import SectionNames
from ecgtool.learn.draft import Draft, call_table, checked, length
from ecgtool.learn.events import Event, read_events
from ecgtool.page import parse
from ecgtool.page.sections.agenda import read_notes
from ecgtool.page.sections.call import read_call
from ecgtool.page.sections.named import NamedSections
from ecgtool.wording.rhythm import from_dates, from_distance, one_or_all
from ecgtool.wording.rrule_words import Ruled, read_rule

_ONE_DAY = timedelta(days=1)


class Series(NamedTuple):
    """An event that recurs, with its rule, and the instances of it that have an event of their own."""

    event: Event
    ruled: Ruled
    instances: tuple[Event, ...]

    @property
    def last(self) -> date:
        """The last date that the rule has."""
        return self.ruled.last or date.max


def learn_ical(data: bytes, today: date) -> list[Draft]:
    """What the file tells of each group in it, in the file's order.

    Series of one name, zone and call that follow one another are one group whose rule changed. Where there are series
    that go on, those that have ended are left out, and so are single events.

    Raises:
        UsageError: it is no iCalendar file, or there is no event in it.
    """
    events, unread = read_events(data, today)
    if not events:
        why = "; ".join(unread[:1]) or "export the calendar of the meetings"
        raise UsageError("there is no event with a clock time in the calendar", why)
    drafts = _drafts(events, today)
    return [draft._replace(unknown=(*draft.unknown, *unread)) for draft in drafts]


def _drafts(events: Sequence[Event], today: date) -> list[Draft]:
    series, unkept = _series(events)
    chains = _chains(series)
    live = [chain for chain in chains if chain[-1].last >= today] or chains
    if not live:
        return [_of_singles(singles, today) for singles in _by_name(events)]
    in_series = {one.event.uid for one in series}
    singles = [event for event in events if event.uid not in in_series and not event.rule]
    drafts = [_draft(chain, [e for e in singles if e.name == chain[0].event.name]) for chain in live]
    return [draft._replace(unknown=(*draft.unknown, *unkept)) for draft in drafts]


def _series(events: Sequence[Event]) -> tuple[list[Series], list[str]]:
    """The series, and a word for each event whose rule cannot be kept."""
    found: list[Series] = []
    unkept: list[str] = []
    instances = [event for event in events if event.original]
    for event in _newest(event for event in events if event.rule and not event.original and not event.cancelled):
        try:
            ruled = read_rule(event.rule, event.start)
        except ValueError as error:
            unkept.append(f"“{event.name}” has a rule that cannot be kept, {event.rule}: {error}")
            continue
        found.append(Series(event, ruled, tuple(_newest(i for i in instances if i.uid == event.uid))))
    return found, unkept


def _newest(events: Iterator[Event]) -> list[Event]:
    """Of events that are versions of one another the newest."""
    found: dict[tuple[str, datetime | None], Event] = {}
    for event in events:
        key = (event.uid or str(len(found)), event.original)
        if key not in found or found[key].sequence <= event.sequence:
            found[key] = event
    return list(found.values())


def _chains(series: Sequence[Series]) -> list[list[Series]]:
    """The series in groups of those that follow one another: an end before the other's beginning, under one name."""
    chains: list[list[Series]] = []
    for one in sorted(series, key=lambda one: one.event.start.date()):
        before = next((c for c in chains if _follows(c[-1], one)), None)
        if before:
            before.append(one)
        else:
            chains.append([one])
    return sorted(chains, key=lambda chain: min(series.index(one) for one in chain))


def _follows(before: Series, after: Series) -> bool:
    same = before.event.name == after.event.name and before.event.zone.key == after.event.zone.key
    return same and before.last < after.event.start.date()


def _draft(chain: Sequence[Series], singles: Sequence[Event]) -> Draft:
    first, last = chain[0].event, chain[-1]
    doubts = {"timezone": first.doubt} if first.doubt else {}
    schedule: dict[str, Any] = {**_rule_keys(chain[0]), "start": first.start.date()}
    if last.ruled.last:
        schedule["until"] = last.ruled.last
    schedule |= _exceptions(chain, singles)
    changes = [{"from": one.event.start.date(), **_rule_keys(one)} for one in chain[1:]]
    table = _table(last.event, schedule | ({"change": changes} if changes else {}))
    return checked(Draft(table, doubts))


def _rule_keys(one: Series) -> dict[str, Any]:
    return {**one.ruled.keys, "at": f"{one.event.start:%H:%M}", "duration": length(one.event.duration)}


def _exceptions(chain: Sequence[Series], singles: Sequence[Event]) -> dict[str, Any]:
    instances = [instance for one in chain for instance in one.instances]
    moved = [i for i in instances if not i.cancelled and i.start.astimezone(i.zone) != i.original]
    own = {i.original.date() for i in instances if i.original and not i.cancelled}
    off = {day for one in chain for day in one.event.off} - own
    off |= {i.original.date() for i in instances if i.original and i.cancelled}
    zone = chain[0].event.zone
    tables = {
        "skip": [*({"date": day} for day in sorted(off)), *_breaks(chain)],
        "move": [{"date": i.original.date(), "to": _bare(i.start, zone)} for i in moved if i.original],
        "extra": [{"at": _bare(moment, zone)} for moment in _extras(chain, singles)],
    }
    return {key: entries for key, entries in tables.items() if entries}


def _breaks(chain: Sequence[Series]) -> Iterator[dict[str, Any]]:
    """The time between the end of a rule and the beginning of the next."""
    for before, after in pairwise(chain):
        if before.last + _ONE_DAY < after.event.start.date():
            yield {"from": before.last + _ONE_DAY, "to": after.event.start.date() - _ONE_DAY}


def _extras(chain: Sequence[Series], singles: Sequence[Event]) -> list[datetime]:
    unruled = [one.event.start for one in chain if not one.ruled.has_start]
    more = [moment for one in chain for moment in one.event.more]
    return sorted({*unruled, *more, *(single.start for single in singles if not single.cancelled)})


def _bare(moment: datetime, zone: ZoneInfo) -> datetime:
    """The clock time in the group's zone, without the zone, as ``ecg.toml`` has it."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _table(event: Event, schedule: dict[str, Any]) -> dict[str, Any]:
    page = parse("== Call details ==\n" + "\n".join(f"* {line}" for line in event.text.splitlines() if line.strip()))
    parts = NamedSections(page, SectionNames())
    call = call_table(read_call(parts)._replace(note=""))
    notes = read_notes(parts)
    table = {
        "name": event.name or "Meeting",
        "timezone": event.zone.key,
        "schedule": schedule,
        "call": call,
        "agenda": {"notes": notes} if notes else {},
    }
    return {key: value for key, value in table.items() if value}


def _by_name(events: Sequence[Event]) -> Iterator[list[Event]]:
    """The events that take place, those of one name and zone together, in the order of their first."""
    held = [event for event in events if not event.cancelled]
    return (list(singles) for _, singles in groupby(sorted(held, key=_identity), key=_identity))


def _identity(event: Event) -> tuple[str, str]:
    return event.name, event.zone.key


def _of_singles(singles: Sequence[Event], today: date) -> Draft:
    """What events without a rule tell: the rhythm is guessed from their dates."""
    last = max(singles, key=lambda event: event.start)
    days = [event.start.date() for event in singles]
    rhythm = from_dates(days) or from_distance(last.start.date(), today)
    schedule = {
        "every": rhythm.every,
        "on": one_or_all(rhythm.on),
        "at": f"{last.start:%H:%M}",
        "duration": length(last.duration),
        "start": min(days),
    }
    guesses = {"schedule.every": rhythm.why} | ({"timezone": last.doubt} if last.doubt else {})
    return checked(Draft(_table(last, schedule), guesses, ("the calendar has single events only, no series",)))
