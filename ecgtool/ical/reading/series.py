"""Which events are one series, and which version of each is meant (RFC 5546, section 2.1.5)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ecgtool.ical.reading.events import CalendarFault, Event

NO_MEETING = {
    "COUNTER": "it is a proposal of another time (METHOD:COUNTER), not the meeting",
    "DECLINECOUNTER": "it is an answer to a proposal (METHOD:DECLINECOUNTER), not the meeting",
    "REPLY": "it is an answer to an invitation (METHOD:REPLY), not the meeting",
    "REFRESH": "it asks for the meeting (METHOD:REFRESH) and does not say it",
}
"""Methods of messages that are about a meeting but are none, each with the fault that says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """An event with its overrides, the newest version of each.

    ``master`` recurs or is a single event. Where a file has overrides alone, it is None, and each stands for itself.
    """

    uid: str
    master: Event | None
    overrides: tuple[Event, ...] = ()

    @property
    def name(self) -> str:
        """The name of the series."""
        return (self.master or self.overrides[0]).name

    @property
    def recurs(self) -> bool:
        """Whether it has more than one date by itself."""
        return self.master is not None and bool(self.master.rules or self.master.added)

    @property
    def cancelled(self) -> bool:
        """Whether all of it is cancelled."""
        return all(event.cancelled for event in ([self.master] if self.master else self.overrides))


def read_series(events: Iterable[Event], faults: list[CalendarFault]) -> list[Series]:
    """Return the series in the order of their first events; messages that are no meetings are added to ``faults``."""
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        if event.method in NO_MEETING:
            faults.append(CalendarFault(event=event.name, line=event.line, problem=NO_MEETING[event.method]))
        else:
            by_uid[event.uid or f"\0{number}"].append(event)
    return [one for uid, alike in by_uid.items() for one in _apart(uid.partition("\0")[0], alike, faults)]


def _apart(uid: str, alike: Sequence[Event], faults: list[CalendarFault]) -> Iterator[Series]:
    """Yield the series among the events of one UID: one, unless a file gives the same UID to several."""
    plain = [event for event in alike if event.original is None and event.method != "ADD"]
    overrides = _newest(event for event in alike if event.original is not None)
    masters = _masters(plain)
    for master in masters[1:]:
        problem = f"it has the UID of “{masters[0].name}” (line {masters[0].line}), and is taken for another series"
        faults.append(CalendarFault(event=master.name, line=master.line, problem=problem))
    of_master = _shared_out(overrides, masters)
    yield from (Series(uid=uid, master=one, overrides=tuple(of_master[one.line])) for one in masters)
    if not masters and overrides:
        yield Series(uid=uid, master=None, overrides=tuple(overrides))
    yield from (  # one more meeting of a series, which METHOD:ADD sends alone (RFC 5546, section 3.2.4)
        Series(uid=uid, master=event) for event in alike if event.original is None and event.method == "ADD"
    )


def _newest(overrides: Iterable[Event]) -> list[Event]:
    """Return the newest version of each override, in the order of the file."""
    found: dict[object, Event] = {}
    for event in overrides:
        if event.original not in found or _revision(event) >= _revision(found[event.original]):
            found[event.original] = event
    return list(found.values())


def _masters(plain: Sequence[Event]) -> list[Event]:
    """Return the newest of those events that are versions of one another, in the order of the file.

    Events of one UID in different VCALENDARs are versions. In one VCALENDAR, events are versions if they have the
    same name or the same time, and another SEQUENCE. Otherwise they are different series: somebody copied an event
    with its UID.
    """
    if len({event.calendar for event in plain}) == len(plain):
        return [max(plain, key=_revision)] if plain else []
    of_name = _with_highest_sequence(plain, lambda event: event.name)
    of_time = _with_highest_sequence(of_name, lambda event: (event.start, event.rules))
    distinct = {(event.name, event.start, event.rules): event for event in sorted(of_time, key=_revision)}
    return sorted(distinct.values(), key=lambda event: event.line)


def _with_highest_sequence(events: Iterable[Event], key: Callable[[Event], object]) -> list[Event]:
    alike: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        alike[key(event)].append(event)
    highest = {one: max(event.sequence for event in versions) for one, versions in alike.items()}
    return [event for one, versions in alike.items() for event in versions if event.sequence == highest[one]]


def _shared_out(overrides: Iterable[Event], masters: Sequence[Event]) -> dict[int, list[Event]]:
    """Return the overrides by the line of the series that each belongs to: that with its name and time, or nearly."""
    found: dict[int, list[Event]] = defaultdict(list)
    lines: dict[object, int] = {}
    for master in reversed(masters):
        clock = master.start.astimezone(UTC).time()
        lines |= dict.fromkeys([(master.name, clock), clock, master.name, None], master.line)
    for event in overrides if masters else ():
        clock = event.original.astimezone(UTC).time() if isinstance(event.original, datetime) else event.start.time()
        keys = ((event.name, clock), clock, event.name, None)
        found[next(lines[key] for key in keys if key in lines)].append(event)
    return found


def _revision(event: Event) -> tuple[int, datetime, bool]:
    return event.sequence, event.stamp, event.cancelled
