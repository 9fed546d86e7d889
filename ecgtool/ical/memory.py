"""When an event was changed last and how often (RFC 5545, section 3.8.7), from what was written of it before.

The file that is there is the memory. Without one nobody knows when the data changed: the number of exceptions
then stands for the number of revisions, so that whoever compares two files takes the one with more for the later.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ecgtool.ical.text import compact, unfolded

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "CREATED")
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")

Body = tuple[str, ...]
"""The content lines of a VEVENT without the stamps, in no order that counts."""


class Stamp(NamedTuple):
    """What an event's SEQUENCE is, and when its data changed, in UTC."""

    sequence: int
    changed: datetime

    @property
    def lines(self) -> tuple[str, ...]:
        """The content lines that say so."""
        moment = f"{compact(self.changed)}Z"
        return (f"DTSTAMP:{moment}", f"LAST-MODIFIED:{moment}", f"SEQUENCE:{self.sequence}")


def counted(exceptions: int) -> Stamp:
    """The stamp of an event of which nothing was written before."""
    return Stamp(exceptions, _BEGINNING + timedelta(seconds=exceptions))


class Written(NamedTuple):
    """What was written of one UID."""

    stamp: Stamp
    bodies: frozenset[frozenset[str]]

    def revised(self, bodies: Iterable[Body], now: datetime) -> Stamp:
        """Its stamp with ``bodies`` in place of what was written: the same where they say the same.

        SEQUENCE rises where they say another time (RFC 5546, section 2.1.4).
        """
        new = frozenset(map(frozenset, bodies))
        if new == self.bodies:
            return self.stamp
        again = _times(new) != _times(self.bodies)
        return Stamp(self.stamp.sequence + again, max(now, self.stamp.changed))


def remembered(previous: str) -> Mapping[str, Written]:
    """What the text of a calendar says of each UID; nothing where it is no calendar."""
    stamps: dict[str, list[Stamp]] = defaultdict(list)
    bodies: dict[str, set[frozenset[str]]] = defaultdict(set)
    for lines in _events(unfolded(previous)):
        values = {_name(line): line.partition(":")[2] for line in reversed(lines)}
        stamps[values.get("UID", "")].append(_stamp(values))
        bodies[values.get("UID", "")].add(frozenset(line for line in lines if _name(line) not in _STAMPS))
    return {uid: Written(_latest(stamps[uid]), frozenset(bodies[uid])) for uid in bodies}


def _events(lines: Iterable[str]) -> Iterator[list[str]]:
    event: list[str] | None = None
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = []
        elif line == "END:VEVENT" and event is not None:
            yield event
            event = None
        elif event is not None:
            event.append(line)


def _stamp(values: Mapping[str, str]) -> Stamp:
    said = values.get("LAST-MODIFIED") or values.get("DTSTAMP", "")
    sequence = values.get("SEQUENCE", "")
    try:
        changed = datetime.strptime(said, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        changed = _BEGINNING
    return Stamp(int(sequence) if sequence.isdecimal() else 0, changed)


def _latest(stamps: list[Stamp]) -> Stamp:
    return Stamp(max(one.sequence for one in stamps), max(one.changed for one in stamps))


def _times(bodies: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """The lines about time; an override that only says more of its meeting has none."""
    times = [frozenset(line for line in body if _name(line) in _TIMES) for body in bodies]
    return {lines for lines in times if "STATUS:CANCELLED" in lines or not _keeps_its_time(lines)}


def _keeps_its_time(lines: frozenset[str]) -> bool:
    starts = {line.removeprefix("DTSTART") for line in lines if line.startswith("DTSTART")}
    return any(line.removeprefix("RECURRENCE-ID") in starts for line in lines if line.startswith("RECURRENCE-ID"))


def _name(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].upper()
