"""The events of an iCalendar file, each with its clock time in the zone that was meant (RFC 5545, section 3.6.1)."""

import html
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Component, Timezone
from icalendar.prop import vBroken

from ecgtool.errors import UsageError
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR
from ecgtool.wording.zone_words import matching, of_windows

_UTC = ZoneInfo("UTC")
_NEEDED = {"DTSTART", "RECURRENCE-ID"}
"""Without these nobody can tell of when an event is."""
_READ = _NEEDED | {"DTEND", "DURATION", "EXDATE", "RDATE", "SEQUENCE"}
_LINKS = ("X-GOOGLE-CONFERENCE", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "LOCATION", "DESCRIPTION", "URL")
_PLAIN_LINK = re.compile(r"<(?P<url>https?://[^\s<>]*)>|<(?:tel|mailto):[^<>\n]*>", re.IGNORECASE)
_TAG = re.compile(r"<a\b[^>]*href=\"(?P<url>[^\"]*)\"[^>]*>|<(?:br|/?p|/?li|/?div)\b[^>]*>|<[^>]*>", re.IGNORECASE)


class Event(NamedTuple):
    """A VEVENT. ``start``, ``original`` and ``more`` are on the clock of ``zone``; ``off`` are local dates.

    ``original`` is the start that the rule has for an instance of its own (RECURRENCE-ID); ``more`` are RDATEs.
    """

    uid: str
    name: str
    start: datetime
    zone: ZoneInfo
    duration: timedelta
    rule: str
    off: tuple[date, ...]
    more: tuple[datetime, ...]
    original: datetime | None
    cancelled: bool
    sequence: int
    text: str
    doubt: str = ""


class Zones(NamedTuple):
    """The zones that a file defines, by their names in it, and the one that it names for all (X-WR-TIMEZONE)."""

    defined: Mapping[str, Timezone]
    default: str
    year: int

    def find(self, name: str) -> ZoneInfo | None:
        """The zone of the IANA database that ``name`` stands for in this file; None where none can be told."""
        definition = self.defined.get(name)
        said = str(definition.get("X-LIC-LOCATION", "")) if definition else ""
        known = (zone for one in (name, said) if (zone := _known(one.strip('"'))))
        return next(known, None) or (_behaving(definition, self.year) if definition else None)


def read_events(data: bytes, today: date) -> tuple[list[Event], list[str]]:
    """The events in an iCalendar file, in its order, and a word for each thing in it that cannot be read.

    What has no clock time is left out.

    Raises:
        UsageError: it is no iCalendar file.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # about names of zones, which are told apart here
            calendars = Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError, RecursionError) as error:
        raise UsageError(f"not an iCalendar file: {error}", "export it again from the calendar") from error
    unread: list[str] = []
    return [event for calendar in calendars for event in _events(calendar, today, unread)], unread


def _events(calendar: Component, today: date, unread: list[str]) -> Iterator[Event]:
    defined = {str(zone.get("TZID", "")): zone for zone in calendar.walk("VTIMEZONE") if isinstance(zone, Timezone)}
    zones = Zones(defined, str(calendar.get("X-WR-TIMEZONE", "")), today.year)
    for component in calendar.walk("VEVENT"):
        broken = sorted({str(name).upper() for name, _ in component.errors} & _READ)
        unread += [f"“{_name(component)}”: its {name} cannot be read" for name in broken]
        start = getattr(_first(component, "DTSTART"), "dt", None)
        if _NEEDED.isdisjoint(broken) and isinstance(start, datetime):
            try:
                yield _in_bounds(_event(component, zones))
            except (AttributeError, OverflowError, TypeError, ValueError):  # of a value whose VALUE is another's
                unread.append(f"“{_name(component)}”: it holds a value that cannot be read")


def _in_bounds(event: Event) -> Event:
    """``event``, where it can be reckoned with: years at the ends of the calendar are somebody's "never"."""
    days = (event.start, event.original or event.start, *event.off, *event.more)
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise OverflowError
    return event


def _event(component: Component, zones: Zones) -> Event:
    start, doubt = _moment(_first(component, "DTSTART"), zones)
    zone = start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else _UTC
    rule = component.get("RRULE")
    original = _first(component, "RECURRENCE-ID")
    links = [str(component.get(name, "")) for name in _LINKS]
    return Event(
        uid=str(component.get("UID", "")),
        name=_name(component),
        start=start,
        zone=zone,
        duration=_duration(component),
        rule=(rule[0] if isinstance(rule, list) else rule).to_ical().decode() if rule else "",
        off=tuple(_dates(component, zones, zone)),
        more=tuple(moment for moment in _moments(component, "RDATE", zones, zone) if isinstance(moment, datetime)),
        original=_in_zone(original, zones, start) if original else None,
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        sequence=int(_first(component, "SEQUENCE") or 0),
        text="\n".join(_plain(link) for link in links if link),
        doubt=doubt,
    )


def _moment(value: Any, zones: Zones) -> tuple[datetime, str]:
    """A property's clock time in its zone, and why that zone is in doubt, if it is."""
    moment: datetime = value.dt
    name = value.params.get("TZID")
    if moment.utcoffset() == timedelta() and not name:
        return moment.replace(tzinfo=_UTC), ""
    if zone := zones.find(str(name or zones.default)):
        return moment.replace(tzinfo=zone), ""
    return moment.replace(tzinfo=_UTC), f"since nobody can tell the zone {str(name or '')!r} that the file names"


def _in_zone(value: Any, zones: Zones, start: datetime) -> datetime:
    """A property's clock time in the zone of ``start``; a bare date has its clock time."""
    if not isinstance(value.dt, datetime):
        return datetime.combine(value.dt, start.time(), start.tzinfo)
    return _moment(value, zones)[0].astimezone(start.tzinfo)


def _moments(component: Component, name: str, zones: Zones, zone: ZoneInfo) -> Iterator[date | datetime]:
    for listed in _values(component, name):
        for one in listed.dts:
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            if not isinstance(moment, datetime):
                yield datetime.combine(moment, time()).date()
            elif moment.utcoffset() == timedelta() and "TZID" not in listed.params:
                yield moment.astimezone(zone)
            else:
                named = zones.find(str(listed.params.get("TZID", "")))
                yield moment.replace(tzinfo=named or zone).astimezone(zone)


def _dates(component: Component, zones: Zones, zone: ZoneInfo) -> Iterable[date]:
    for moment in _moments(component, "EXDATE", zones, zone):
        yield moment.date() if isinstance(moment, datetime) else moment


def _duration(component: Component) -> timedelta:
    """How long it lasts; an hour where that is not said, or nonsense."""
    start, end, said = (getattr(_first(component, name), "dt", None) for name in ("DTSTART", "DTEND", "DURATION"))
    found = said if isinstance(said, timedelta) else None
    if isinstance(start, datetime) and isinstance(end, datetime):
        found = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return found if found and timedelta() < found <= timedelta(days=7) else timedelta(hours=1)


def _first(component: Component, name: str) -> Any:
    """The first value of a property that can be read; None where there is none."""
    return next(iter(_values(component, name)), None)


def _values(component: Component, name: str) -> list[Any]:
    """The values of a property, however often it stands there, without those that cannot be read."""
    value = component.get(name, [])
    return [one for one in (value if isinstance(value, list) else [value]) if not isinstance(one, vBroken)]


def _name(component: Component) -> str:
    return " ".join(str(component.get("SUMMARY", "")).split())


def _plain(text: str) -> str:
    """``text`` without the HTML that Google and Outlook put into descriptions, or Outlook's ``words<link>``."""
    text = _PLAIN_LINK.sub(lambda link: f" {link['url'] or ''} ", text)
    return html.unescape(_TAG.sub(lambda tag: f" {tag['url']} " if tag["url"] else "\n", text))


def _known(name: str) -> ZoneInfo | None:
    """The zone whose name, or whose name's last two or three parts, the database or Windows has."""
    parts = name.split("/")
    endings = ("/".join(parts[-n:]) for n in (len(parts), 3, 2))
    return next((ZoneInfo(one) for one in endings if one in available_timezones()), None) or of_windows(name)


def _behaving(definition: Timezone, year: int) -> ZoneInfo | None:
    """The zone that has the offsets that a VTIMEZONE describes for two years from ``year``."""
    try:
        zone = definition.to_tz(lookup_tzid=False)
        return matching(zone.utcoffset, year)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
