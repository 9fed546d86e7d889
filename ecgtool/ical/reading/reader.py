"""Reading an iCalendar file into series and faults: of one VCALENDAR, or of several that somebody put together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from ecgtool.ical.reading.content import Component, read_components
from ecgtool.ical.reading.events import CalendarFault, Event, EventReader
from ecgtool.ical.reading.rules import read_rule
from ecgtool.ical.reading.series import Series, read_series
from ecgtool.ical.reading.zone_names import Zones


class NotACalendar(ValueError):
    """The octets are no iCalendar file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """The content of a file: its series and single events, and the faults in it, in the file's order.

    ``product`` is the program that wrote it (PRODID); ``is_whole`` is False where it breaks off.
    """

    name: str
    product: str
    series: tuple[Series, ...]
    faults: tuple[CalendarFault, ...]
    is_whole: bool


def read_calendar(data: bytes, year: int, floating: ZoneInfo | None = None) -> Calendar:
    """Return the content of a file; zones that it defines are compared with those of the database in ``year``.

    A time without a zone is on the clock of ``floating`` (without it, in UTC), unless the file names a zone for all.
    A bad event is left out and named in the faults, and so is a rule that cannot be read; the rest is taken.

    Raises:
        NotACalendar: there is no calendar in it.
    """
    components = read_components(data)
    calendars = [one for one in components if one.name == "VCALENDAR"]
    if alone := [one for one in components if one.name == "VEVENT"]:
        calendars.append(Component(name="VCALENDAR", line=alone[0].line, components=alone, is_whole=True))
    if not calendars:
        beginning = " ".join(data[:200].decode(errors="replace").split())[:40]
        raise NotACalendar(f"it begins with “{beginning}”, and there is no BEGIN:VCALENDAR")
    faults: list[CalendarFault] = []
    events = [
        event
        for number, one in enumerate(calendars)
        for event in _events(one, number, Zones(one, year, floating), faults)
    ]
    name = next((name for one in calendars if (name := one.text("X-WR-CALNAME") or one.text("NAME"))), "")
    product = calendars[0].text("PRODID").strip()
    series = [kept for one in read_series(events, faults) if (kept := _with_readable_rules(one, faults))]
    return Calendar(
        name=name,
        product=product,
        series=tuple(series),
        faults=tuple(sorted(faults, key=lambda fault: fault.line)),
        is_whole=all(one.is_whole for one in calendars),
    )


def _events(calendar: Component, number: int, zones: Zones, faults: list[CalendarFault]) -> Iterator[Event]:
    reader = EventReader(calendar, number, zones, faults)
    for component in calendar.components:
        if component.name == "VEVENT" and (event := reader.event(component)):
            if not component.is_whole:
                faults.append(CalendarFault(event=event.name, line=event.line, problem="the file breaks off in it"))
            yield event
    if not calendar.is_whole:
        faults.append(
            CalendarFault(event="", line=calendar.line, problem="the calendar that begins there has no end")
        )


def _with_readable_rules(series: Series, faults: list[CalendarFault]) -> Series | None:
    """Return ``series`` with the rules that can be read; None where it has rules and none of them can."""
    if series.master is None:
        return series
    rules = tuple(_readable(series.master, "RRULE", series.master.rules, faults))
    excluding = tuple(_readable(series.master, "EXRULE", series.master.excluding_rules, faults))
    if series.master.rules and not rules:
        return None
    return replace(series, master=replace(series.master, rules=rules, excluding_rules=excluding))


def _readable(event: Event, name: str, rules: tuple[str, ...], faults: list[CalendarFault]) -> Iterator[str]:
    for rule in rules:
        try:
            read_rule(rule, event.start)
        except (ValueError, OverflowError) as error:
            problem = f"its rule cannot be kept, {name}:{rule[:100]}: {error}"
            faults.append(CalendarFault(event=event.name, line=event.line, problem=problem))
        else:
            yield rule
