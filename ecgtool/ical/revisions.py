"""When an event was changed last and how often (RFC 5545, section 3.8.7), from what was written about it before.

That is the calendar that is there or, for messages, a record of those that were made. Without either nobody knows
when the data changed. The number of exceptions is then taken for the number of revisions, so that of two such files
the one with more exceptions counts as the later.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from ecgtool.ical.text import compact, unfolded

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""The instant of changes whose time nobody knows."""
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "CREATED")
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")
_PEOPLE = ("ORGANIZER", "ATTENDEE")

Body = tuple[str, ...]
"""The content lines of a VEVENT without the stamps, in no order that counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """An event's SEQUENCE, and when its data changed, in UTC."""

    sequence: int
    changed: datetime

    @property
    def lines(self) -> tuple[str, ...]:
        """The content lines for them."""
        moment = f"{compact(self.changed)}Z"
        return (f"DTSTAMP:{moment}", f"LAST-MODIFIED:{moment}", f"SEQUENCE:{self.sequence}")


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRevision:
    """The last revision of one UID in a calendar: its stamp, and the bodies of its events."""

    stamp: Stamp
    bodies: frozenset[frozenset[str]]

    def followed_by(self, bodies: Iterable[Body], now: datetime) -> Stamp:
        """Return the stamp of ``bodies``, which follow this revision: the same stamp where they are the same.

        SEQUENCE rises where their times differ (RFC 5546, section 2.1.4).
        """
        new = frozenset(map(frozenset, bodies))
        if new == self.bodies:
            return self.stamp
        again = _times(new) != _times(self.bodies)
        return Stamp(sequence=self.stamp.sequence + again, changed=max(now, self.stamp.changed))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The SEQUENCE of the last message about a UID, and a hash of its content."""

    sequence: int
    content: str


def first_stamp(exceptions: int) -> Stamp:
    """Return the stamp of an event that was never written before."""
    return Stamp(sequence=exceptions, changed=BEGINNING + timedelta(seconds=exceptions))


def revisions_in(calendar: str) -> Mapping[str, EventRevision]:
    """Return the revision of each UID in the text of a calendar; none where it is no calendar."""
    stamps: dict[str, list[Stamp]] = defaultdict(list)
    bodies: dict[str, set[frozenset[str]]] = defaultdict(set)
    for lines in _events(unfolded(calendar)):
        named = [(_name(line), line) for line in lines]
        values = {name: line.partition(":")[2] for name, line in reversed(named)}
        stamps[values.get("UID", "")].append(_stamp(values))
        bodies[values.get("UID", "")].add(frozenset(line for name, line in named if name not in _STAMPS))
    return {uid: EventRevision(stamp=_latest(stamps[uid]), bodies=frozenset(bodies[uid])) for uid in bodies}


def sent_before(sent: Mapping[str, Sent], revisions: Mapping[str, EventRevision]) -> dict[str, Sent]:
    """Return the last message about each UID; a file counts as one where its SEQUENCE is higher."""
    found = {uid: Sent(sequence=one.stamp.sequence, content=_content(one.bodies)) for uid, one in revisions.items()}
    return found | {uid: one for uid, one in sent.items() if uid not in found or one.sequence >= found[uid].sequence}


def sent_next(uid: str, bodies: Iterable[Body], exceptions: int, sent: Mapping[str, Sent]) -> Sent:
    """Return the record of a message about ``uid`` that follows those in ``sent``: SEQUENCE rises with every change.

    A change of organiser or recipients does not count.
    """
    content = _content(bodies)
    if uid not in sent:
        return Sent(sequence=exceptions, content=content)
    last = sent[uid]
    return last if last.content == content else Sent(sequence=max(last.sequence + 1, exceptions), content=content)


def _content(bodies: Iterable[Iterable[str]]) -> str:
    lines = sorted({line for body in bodies for line in body if _name(line) not in _PEOPLE})
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def sent_text(sent: Mapping[str, Sent]) -> str:
    """Return a record of messages as text, which ``sent_in`` reads."""
    return json.dumps({uid: [sent[uid].sequence, sent[uid].content] for uid in sorted(sent)}, indent=1) + "\n"


def sent_in(text: str) -> dict[str, Sent]:
    """Return the record of messages that ``text`` holds; an empty one where it holds none."""
    try:
        return {
            str(uid): Sent(sequence=int(sequence), content=str(content))
            for uid, (sequence, content) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


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
    sequence = values.get("SEQUENCE", "")
    changed = _instant(values.get("LAST-MODIFIED") or values.get("DTSTAMP", ""))
    return Stamp(sequence=int(sequence) if sequence.isdecimal() else 0, changed=changed)


@lru_cache(maxsize=1024)  # most events were written at the same few instants
def _instant(said: str) -> datetime:
    try:
        return datetime.strptime(said, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return BEGINNING


def _latest(stamps: list[Stamp]) -> Stamp:
    return Stamp(sequence=max(one.sequence for one in stamps), changed=max(one.changed for one in stamps))


def _times(bodies: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Return the lines about time of each event, without overrides that change no time, but only a description."""
    times = [frozenset(line for line in body if _name(line) in _TIMES) for body in bodies]
    return {lines for lines in times if "STATUS:CANCELLED" in lines or not _keeps_its_time(lines)}


def _keeps_its_time(lines: frozenset[str]) -> bool:
    starts = {line.removeprefix("DTSTART") for line in lines if line.startswith("DTSTART")}
    return any(line.removeprefix("RECURRENCE-ID") in starts for line in lines if line.startswith("RECURRENCE-ID"))


def _name(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].upper()
