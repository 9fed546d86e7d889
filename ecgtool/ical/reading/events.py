"""Reading one VEVENT (RFC 5545, section 3.6.1): its times in their zones, and each fault in it."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from ecgtool.ical.reading.content import Component, Property
from ecgtool.ical.reading.zone_names import NamedZone, Zones
from ecgtool.ical.reading.zone_rules import length, moment
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR

USUAL_LENGTH = timedelta(hours=1)
"""The length of an event that names no end."""
_LONGEST = timedelta(days=366)
_PLAIN_LINK = re.compile(r"<(?P<url>https?://[^\s<>]*)>|<(?:tel|mailto):[^<>\n]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*-->", re.IGNORECASE)
_TARGET = re.compile(r"\bhref\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_BREAKING = re.compile(r"</?(?:br|p|li|ul|ol|div|tr|td|h\d)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_UTC = ZoneInfo("UTC")
_NEVER = datetime(FIRST_YEAR, 1, 1, tzinfo=_UTC)
_Read = TypeVar("_Read")


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFault:
    """Something in a calendar that could not be read: the event's name, the line of the file, and the problem."""

    event: str
    line: int
    problem: str

    @property
    def words(self) -> str:
        """The fault in one sentence."""
        where = f"“{self.event}” (line {self.line})" if self.event else f"line {self.line}"
        return f"{where}: {self.problem}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedDate:
    """A date that is listed beside the rule (RDATE), with a length of its own where it has one."""

    start: datetime
    duration: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """A VEVENT. Its times are aware, on the clock of ``zone``; those of an all-day event are midnights.

    ``excluded`` (EXDATE) holds instants, and dates that exclude whatever is on them. ``original`` (RECURRENCE-ID) is
    the instance that an override stands for; ``and_following`` is whether it stands for all later ones too.
    ``calendar`` is the number of the VCALENDAR that it is in, whose METHOD is ``method``.
    """

    component: Component
    calendar: int
    method: str
    start: datetime
    zone: ZoneInfo
    zone_doubt: str
    all_day: bool
    duration: timedelta
    has_length: bool
    rules: tuple[str, ...]
    excluding_rules: tuple[str, ...]
    excluded: tuple[datetime | date, ...]
    added: tuple[ListedDate, ...]
    original: datetime | date | None
    stamp: datetime

    @property
    def uid(self) -> str:
        """The UID; empty where it has none."""
        return self.component.text("UID").strip()

    @property
    def name(self) -> str:
        """The SUMMARY in one line."""
        return event_name(self.component)

    @property
    def line(self) -> int:
        """The number of the line on which it begins."""
        return self.component.line

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.method == "CANCEL" or self.component.text("STATUS").strip().upper() == "CANCELLED"

    @property
    def sequence(self) -> int:
        """The number of its revision (SEQUENCE)."""
        said = self.component.text("SEQUENCE").strip()
        return int(said) if re.fullmatch(r"\d{1,12}", said) else 0

    @property
    def and_following(self) -> bool:
        """Whether it stands for all later instances as well (RANGE=THISANDFUTURE)."""
        named = self.component.first("RECURRENCE-ID")
        return named is not None and named.parameters.get("RANGE", "").upper() == "THISANDFUTURE"

    @property
    def place(self) -> str:
        """The LOCATION, plain."""
        return plain_text(self.component.text("LOCATION"))

    @property
    def url(self) -> str:
        """The URL, which is that of the call, of the event, or of something else."""
        return self.component.text("URL").strip()

    @property
    def description(self) -> str:
        """The DESCRIPTION, plain."""
        return plain_text(self.component.text("DESCRIPTION") or self.component.text("X-ALT-DESC"))

    @property
    def call_links(self) -> tuple[str, ...]:
        """The links in the places where programs put that of a call: in a property for it, or in LOCATION."""
        conferences = (one.text.strip() for name in _CONFERENCES for one in self.component.all(name))
        return (*(link for link in conferences if link), *_links_in(self.place))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that may say how to join, plain: first the properties for that, then LOCATION and the rest."""
        conferences = (one.text.strip() for name in _CONFERENCES for one in self.component.all(name))
        return tuple(text for text in (*conferences, self.place, self.url, self.description) if text)

    @property
    def links(self) -> tuple[str, ...]:
        """The links in it, first those in the places where programs put the link of a call."""
        return tuple(dict.fromkeys(link for text in self.texts for link in _links_in(text)))


class EventReader:
    """Reads the events of one VCALENDAR, and adds to ``faults`` what in them cannot be read."""

    def __init__(self, calendar: Component, number: int, zones: Zones, faults: list[CalendarFault]) -> None:
        """Read events of ``calendar``, the file's ``number``-th, with its ``zones``."""
        self.method = calendar.text("METHOD").strip().upper()
        self._number = number
        self._zones = zones
        self._faults = faults

    def event(self, component: Component) -> Event | None:
        """Return the event of a VEVENT; None, and a fault, where it cannot be told when it is."""
        original = component.first("RECURRENCE-ID")
        start = component.first("DTSTART")
        if not start and self.method == "CANCEL":  # it need not say again when it was (RFC 5546, section 3.2.5)
            start = original or component.first("DTSTAMP")
        if not start:
            self._tell(component, component.line, "it has no start (DTSTART)")
            return None
        try:
            begin, zone = self._moment(start, None)
            instance = self._instance(original, zone.zone) if original else None
        except (ValueError, OverflowError) as error:
            self._tell(component, start.line, f"it cannot be told when it is: {error}")
            return None
        duration = self._duration(component, begin, zone.zone)
        if (sequence := component.first("SEQUENCE")) and not sequence.value.strip().isdecimal():
            self._tell(component, sequence.line, f"its SEQUENCE cannot be read: “{sequence.value[:40]}” is no number")
        return Event(
            component=component,
            calendar=self._number,
            method=self.method,
            start=_aware(begin, zone.zone).astimezone(zone.zone),
            zone=zone.zone,
            zone_doubt=zone.doubt,
            all_day=not isinstance(begin, datetime),
            duration=duration or (USUAL_LENGTH if isinstance(begin, datetime) else timedelta(days=1)),
            has_length=duration is not None,
            rules=tuple(one.value.strip() for one in component.all("RRULE") if one.value.strip()),
            excluding_rules=tuple(one.value.strip() for one in component.all("EXRULE") if one.value.strip()),
            excluded=tuple(self._each(component, "EXDATE", lambda one: self._instance(one, zone.zone))),
            added=tuple(self._each(component, "RDATE", lambda one: self._added(one, zone.zone))),
            original=instance,
            stamp=self._stamp(component),
        )

    def _stamp(self, component: Component) -> datetime:
        """Return when this version was made, or the beginning of time where it does not say."""
        for one in (*component.all("DTSTAMP"), *component.all("LAST-MODIFIED")):
            with suppress(ValueError, OverflowError):
                return _aware(self._instance(one, _UTC), _UTC)
        return _NEVER

    def _tell(self, component: Component, line: int, problem: str) -> None:
        name = event_name(component) or "an event without a name"
        self._faults.append(CalendarFault(event=name, line=line, problem=problem))

    def _each(
        self,
        component: Component,
        name: str,
        read: Callable[[Property], _Read],
    ) -> Iterator[_Read]:
        """Yield the values of the properties of that name, of which each may list several; a bad one is a fault."""
        for listed in component.all(name):
            for text in listed.value.split(","):
                one = Property(name=name, parameters=listed.parameters, value=text, line=listed.line)
                try:
                    if text.strip():
                        yield read(one)
                except (ValueError, OverflowError) as error:
                    self._tell(component, listed.line, f"its {name} cannot be read: {error}")

    def _moment(self, one: Property, usual: NamedZone | None) -> tuple[datetime | date, NamedZone]:
        """Return a date or a time, and its zone: that of the TZID, else ``usual``, else that of the file."""
        value = moment(one.value)
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValueError(f"the year {value.year} is beyond reckoning")
        tzid = one.parameters.get("TZID", "")
        if isinstance(value, datetime) and value.tzinfo:
            return value, self._zones.find(tzid) if tzid.strip() else self._zones.utc
        zone = usual if usual and not tzid.strip() else self._zones.find(tzid)
        return (value.replace(tzinfo=zone.zone) if isinstance(value, datetime) else value), zone

    def _instance(self, one: Property, zone: ZoneInfo) -> datetime | date:
        """Return an instance of the series, on the clock of ``zone``: its instant, or its date."""
        value, _ = self._moment(one, NamedZone(zone=zone))
        return value.astimezone(zone) if isinstance(value, datetime) else value

    def _added(self, one: Property, zone: ZoneInfo) -> ListedDate:
        """Return a date from a DATE-TIME, a DATE, which is midnight, or a PERIOD."""
        begin, _, end = one.value.partition("/")
        start = _aware(
            self._moment(
                Property(name=one.name, parameters=one.parameters, value=begin, line=one.line), NamedZone(zone=zone)
            )[0],
            zone,
        )
        if not end:
            return ListedDate(start=start)
        if end.strip()[:1] in "Pp+-":
            return ListedDate(start=start, duration=length(end))
        until = _aware(
            self._moment(
                Property(name=one.name, parameters=one.parameters, value=end, line=one.line), NamedZone(zone=zone)
            )[0],
            zone,
        )
        return ListedDate(
            start=start, duration=until - start if until.tzinfo is start.tzinfo else _apart(start, until)
        )

    def _duration(self, component: Component, begin: datetime | date, zone: ZoneInfo) -> timedelta | None:
        """Return how long it lasts, by the clock if both ends are in one zone; None where it does not make sense."""
        ends = self._each(component, "DTEND", lambda one: self._moment(one, NamedZone(zone=zone))[0])
        found = next(self._each(component, "DURATION", lambda one: length(one.value)), None)
        if end := next(ends, None):
            start, until = _aware(begin, zone), _aware(end, zone)
            found = until - start if until.tzinfo is start.tzinfo else _apart(start, until)
        return found if found is not None and timedelta() < found <= _LONGEST else None


def event_name(component: Component) -> str:
    """Return the SUMMARY in one line."""
    return " ".join(component.text("SUMMARY").split())


def _links_in(text: str) -> list[str]:
    return [link.rstrip(".,;:!?)]") for link in _LINK.findall(text)]


def plain_text(text: str) -> str:
    """Return ``text`` without the HTML that Google and Outlook put into it, or Outlook's ``words<link>``."""
    text = _PLAIN_LINK.sub(lambda link: f" {link['url'] or ''} ", text)
    return html.unescape(_TAG.sub(_without_tag, text))


def _without_tag(tag: re.Match[str]) -> str:
    if target := _TARGET.search(tag[0]):
        return f" {target[1]} "
    return "\n" if _BREAKING.match(tag[0]) else ""


def _aware(value: datetime | date, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return datetime(value.year, value.month, value.day, tzinfo=zone)


def _apart(start: datetime, end: datetime) -> timedelta:
    return end.astimezone(UTC) - start.astimezone(UTC)
