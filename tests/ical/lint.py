"""The rules that a calendar keeps, whoever reads it; each finding begins with the name of its rule."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from tests.ical.groups import Component, events

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "CATEGORIES"}


def findings(data: bytes) -> list[str]:
    """What in the octets of a calendar is against a rule."""
    text = data.decode(errors="replace")
    found = [f"{rule.__name__}: {what}" for rule in (_octets, _lines, _zones) for what in rule(data, text)]
    for event in events(text):
        found += [f"{rule.__name__}: {what}" for rule in EVENT_RULES for what in rule(event)]
    return found + [f"_identity: {what}" for what in _identity(events(text))]


def _octets(data: bytes, text: str) -> Iterator[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"
    if data.count(b"\n") != data.count(b"\r\n") or data.count(b"\r") != data.count(b"\n"):
        yield "a line end that is not CRLF"
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "the end is missing"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffd]", text):
        yield "a control character, or octets that are no character"


def _lines(data: bytes, text: str) -> Iterator[str]:
    for piece in data.split(b"\r\n"):
        if len(piece) > 75:
            yield f"{len(piece)} octets in a line"
        if piece[1:2] and piece[:1] == b" " and piece[1] & 0xC0 == 0x80:
            yield "a fold inside a character"
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        if not re.match(r'[A-Z-]+(;[A-Z-]+=("[^"]*"|[^";:,]*)(,[^";:,]*)*)*:', line):
            yield f"no content line: {line!r}"
        name, _, value = line.partition(":")
        escapes = re.sub(r"\\[\\;,n]", "", value)
        if name in _TEXTS and re.search(r"[\\;,]", escapes):
            yield f"not escaped once: {line!r}"


def _zones(_data: bytes, folded: str) -> Iterator[str]:
    text = folded.replace("\r\n ", "")
    bodies = {
        match[1]: match[0] for match in re.finditer(r"BEGIN:VTIMEZONE\r\nTZID:(.*)\r\n(?s:.*?)END:VTIMEZONE", text)
    }
    if named := set(re.findall(r";TZID=([^:]*):", text)) ^ set(bodies):
        yield f"zones named and not given, or given and not named: {named}"
    if re.search(r"\r\nX-WR-TIMEZONE", text) and re.search(r"\r\nDTSTART:.*Z", text):
        yield "X-WR-TIMEZONE, which some take for the zone of all times, beside times in UTC"
    for body in bodies.values():
        for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(?s:.*?)END:", body):
            yield from _zone_part(part)


def _zone_part(part: str) -> Iterator[str]:
    values = dict(re.findall(r"^([A-Z]+):(.*)\r$", part, re.MULTILINE))
    if not {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= values.keys():
        yield "a part without its times"
    if "Z" in values.get("DTSTART", ""):
        yield "an onset that is not in local time"
    rule = values.get("RRULE", "")
    day = re.search(r"BYDAY=-?\d?([A-Z]{2})", rule)
    if day and _WEEKDAYS[_weekday(values["DTSTART"])] != day[1]:
        yield "an onset that is not on its rule"
    if "UNTIL=" in rule and not re.search(r"UNTIL=\d{8}T\d{6}Z", rule):
        yield "a rule that ends in local time"


def _weekday(value: str) -> int:
    return date(int(value[:4]), int(value[4:6]), int(value[6:8])).weekday()


def _required(event: Component) -> Iterator[str]:
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "LAST-MODIFIED"):
        if len(event.values(name)) != 1:
            yield f"{len(event.values(name))} times {name}"


def _one_form(event: Component) -> Iterator[str]:
    """EXDATE has the very form of DTSTART, and so has the instance an override is of."""
    (start,) = [line for line in event.lines if line.startswith("DTSTART")]
    form = start.removeprefix("DTSTART").partition(":")[0], start.endswith("Z")
    for line in event.lines:
        if line.startswith("EXDATE") and (line.removeprefix("EXDATE").partition(":")[0], line.endswith("Z")) != form:
            yield f"{line} beside {start}"


def _until(event: Component) -> Iterator[str]:
    for rule in event.values("RRULE"):
        if "UNTIL=" in rule and not re.search(r"UNTIL=\d{8}T\d{6}Z(;|$)", rule):
            yield f"the end of {rule} is not in UTC"
        if "COUNT=" in rule:
            yield f"{rule} counts, which an exception shifts for some"


def _on_the_rule(event: Component) -> Iterator[str]:
    for rule in event.values("RRULE"):
        days = re.search(r"BYDAY=([^;]*)", rule)
        weekday = _WEEKDAYS[_weekday(event["DTSTART"])]
        if days and weekday not in {day[-2:] for day in days[1].split(",")}:
            yield f"{event['DTSTART']} is not on {rule}"


def _links(event: Component) -> Iterator[str]:
    for name in ("URL", "CONFERENCE"):
        for value in event.values(name):
            link = value.rpartition('":')[2] or value
            if "\\" in link or " " in link:
                yield f"{name} is escaped, or no link: {value}"


def _private(event: Component) -> Iterator[str]:
    for line in event.lines:
        if line.startswith(("ATTENDEE", "BEGIN:VALARM")):
            yield line


EVENT_RULES: tuple[Callable[[Component], Iterator[str]], ...] = (
    _required,
    _one_form,
    _until,
    _on_the_rule,
    _links,
    _private,
)


def _identity(found: list[Component]) -> Iterator[str]:
    keys = [(event["UID"], *event.values("RECURRENCE-ID")) for event in found]
    if len(keys) != len(set(keys)):
        yield "two events with one UID and instance"
    masters = {event["UID"]: event for event in found if not event.values("RECURRENCE-ID")}
    for event in found:
        for instance in event.values("RECURRENCE-ID"):
            master = masters.get(event["UID"])
            if master is None:
                yield f"{instance} is an override of nothing"
            elif instance in master.values("EXDATE"):
                yield f"{instance} is an override and an exception"
            elif master.values("SEQUENCE") != event.values("SEQUENCE"):
                yield f"{instance} has a revision of its own"
