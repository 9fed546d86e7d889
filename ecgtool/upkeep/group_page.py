"""A group's page and its schedule at an instant: which meeting is next, and what is wrong in a line that names one.

``check`` (the page as it is) and ``history`` (the page as it was) judge a line alike: by its weekday, its zone's
abbreviation and its UTC time.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Group, PageSettings, Schedule, Slot
from ecgtool.page.model import BLOCK_MARK, Marked, Page, Span, escaped_link
from ecgtool.page.sections.meeting_line import StandingLine, meeting_lines, standing_lines
from ecgtool.schedule.occurrences import Occurrence, meeting_on, meetings_on, occurrences, only_slot
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR, instant, planned_on, recurrence_on
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.text_edit import composed
from ecgtool.wording.reading import WEEKDAYS, Reading, label_offset
from ecgtool.wording.templates import Subject, Template, parse_template

if TYPE_CHECKING:
    from ecgtool.page.sections.named import NamedSections
    from ecgtool.page.sections.topics import TopicEntry

_ABBREVIATIONS = frozenset({
    "PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "AST", "ADT", "AKST", "AKDT", "HST", "HDT", "NST", "NDT",
    "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "SAST", "EAT", "CAT", "WAT", "PKT", "WIB",
    "SGT", "HKT", "JST", "KST", "AWST", "ACST", "ACDT", "AEST", "AEDT", "NZST", "NZDT",
})  # fmt: skip
"""Abbreviations of clocks that the database has, or people use. Any other word after a clock time is just a word."""
_EXTRAS_AHEAD = 100
"""How many meetings ahead a slot's next regular one is looked for among those that are extra."""


class Problem(NamedTuple):
    """Something in a line that does not fit the date that it names."""

    code: str
    found: str
    expected: str


def read_line_of(template: Template, line: str, near: date, schedule: Schedule) -> Reading:
    """Return what ``line`` says of a meeting, on the clock of the slot whose meeting it names best.

    A line may give its date in UTC alone, which is another local date on each slot's clock. Where none of them has a
    meeting then, it is the group's.
    """
    readings = {zone: template.read(line, near, zone) for zone in _clocks(schedule)}
    if len(set(readings.values())) == 1:
        return readings[schedule.zone]
    return readings[max(readings, key=lambda zone: _fitting(readings[zone], schedule, zone))]


def over_at(reading: Reading, schedule: Schedule) -> datetime | None:
    """Return the instant in UTC at which the meeting that a line names is over, or None where it names no date.

    The schedule has the end of its own meetings. For another date, the clock time of the line counts; without one,
    the meeting is over at midnight on the group's clock.
    """
    day = _day(reading)
    if day is None:
        return None
    if occurrence := _named(reading, schedule):
        return occurrence.end
    start = _start(reading, day, _clock_of(reading, day, schedule))
    next_midnight = max(instant(day + timedelta(days=1), time(), zone) for zone in _clocks(schedule))
    return start + recurrence_on(schedule.slots[0], day).duration if start else next_midnight


def problems_of(reading: Reading, schedule: Schedule) -> tuple[Problem, ...]:
    """Return what of a line's weekday, zone and UTC time does not fit its date; nothing for a line without a date."""
    day = _day(reading)
    if day is None:
        return ()
    occurrence = _named(reading, schedule)
    zone = occurrence.zone if occurrence else _clock_of(reading, day, schedule)
    start = occurrence.start if occurrence else _start(reading, day, zone)
    found = [
        _weekday(reading, day),
        _zone(reading, start or instant(day, time(12), zone), zone),
        _utc(reading, start),
    ]
    return tuple(problem for problem in found if problem)


def _day(reading: Reading) -> date | None:
    """Return the date that is named, unless it is so far off that a zone's offset would lead out of the calendar."""
    return reading.day if reading.day and FIRST_YEAR <= reading.day.year <= LAST_YEAR else None


def _clocks(schedule: Schedule) -> list[ZoneInfo]:
    """Return the clocks of the slots, the group's own first."""
    return list(dict.fromkeys(slot.zone for slot in schedule.slots))


def _named(reading: Reading, schedule: Schedule) -> Occurrence | None:
    """Return the meeting that a line names: of those on its date the one most like it, or the last of equals."""
    found = _on_its_date(reading, schedule)
    return (
        max(reversed(found), key=lambda one: _likeness(reading, one)) if len(found) > 1 else next(iter(found), None)
    )


def _fitting(reading: Reading, schedule: Schedule, zone: ZoneInfo) -> int:
    """Return how well a line, read on the clock of ``zone``, fits a meeting on that clock; 0 for no meeting."""
    found = (one for one in _on_its_date(reading, schedule) if one.zone == zone)
    return max((1 + _likeness(reading, one) for one in found), default=0)


def _on_its_date(reading: Reading, schedule: Schedule) -> list[Occurrence]:
    day = _day(reading)
    return meetings_on(schedule, day) if day else []


def _likeness(reading: Reading, held: Occurrence) -> int:
    """Return how many of clock time, zone's label and UTC time in a line are those of the meeting ``held``."""
    local = held.local_start
    return (reading.clock == local.time()) + (reading.utc == held.start.time()) + _is_label(reading.label, local)


def _clock_of(reading: Reading, day: date, schedule: Schedule) -> ZoneInfo:
    """Return the clock of a line on a date without a meeting: the first slot's with its label, or the group's."""
    noons = [instant(day, time(12), zone).astimezone(zone) for zone in _clocks(schedule)]
    labelled = (zone for zone, noon in zip(_clocks(schedule), noons, strict=True) if _is_label(reading.label, noon))
    return next(labelled, schedule.zone)


def _is_label(label: str | None, moment: datetime) -> bool:
    """Return whether ``label`` is what the clock of ``moment`` is called then, by letters or by offset."""
    return label in {abbreviation(moment), moment.tzname()} or (
        label is not None and label_offset(label) == moment.utcoffset()
    )


def _weekday(reading: Reading, day: date) -> Problem | None:
    expected = WEEKDAYS[day.weekday()]
    if reading.weekday in {None, expected}:
        return None
    return Problem("weekday-mismatch", str(reading.weekday), expected)


def _zone(reading: Reading, moment: datetime, zone: ZoneInfo) -> Problem | None:
    here, *later = ((moment + timedelta(days=91 * n)).astimezone(zone) for n in (0, 1, 2, 3))
    label = reading.label
    if label is None or _is_label(label, here):
        return None
    known = label_offset(label) is not None or label in _ABBREVIATIONS.union(map(abbreviation, later))
    return Problem("zone-mismatch", label, abbreviation(here)) if known else None


def _utc(reading: Reading, start: datetime | None) -> Problem | None:
    if reading.utc is None or start is None or reading.utc == start.time():
        return None
    return Problem("utc-mismatch", f"{reading.utc:%H%M}", f"{start:%H%M}")


def _start(reading: Reading, day: date, zone: ZoneInfo) -> datetime | None:
    if reading.clock:
        return instant(day, reading.clock, zone)
    if reading.utc is None:
        return None
    moments = (datetime.combine(day + timedelta(days=n), reading.utc, UTC) for n in (-1, 0, 1))
    return next((m for m in moments if m.astimezone(zone).date() == day), None)


class GroupPage:
    """The ``page`` of ``group`` at the instant ``now``.

    ``today`` is the date on the slots' clock that is furthest behind, since a date is past when it is past for all.
    ``settings`` are the page's settings, and ``template`` is the form of the line that names the next meeting.
    ``blocks`` are the spans of the page's blocks. What stands in them is no line and no topic of the group.
    ``may_cancel`` is whether the page has a word that can cancel a meeting, whatever its topics are.
    ``own_line`` is the line as ecg itself wrote it, or "": as long as the page says that, no person decided its date.
    """

    def __init__(self, page: Page, group: Group, now: datetime, blocks: tuple[Span, ...] | None = None) -> None:
        self.page, self.group, self.now = page, group, now
        self.settings = group.wiki or PageSettings()
        self.template = parse_template(composed(self.settings.heading), group.language)
        self.today = min(now.astimezone(zone).date() for zone in _clocks(group.schedule))
        self.blocks = blocks or ()
        self.own_line = ""
        self.may_cancel = group.language[:2] not in {"", "en"} or page.may_show("cancel")
        if blocks is None and BLOCK_MARK in page.text:
            from ecgtool.page.blocks import block_spans

            self.blocks = block_spans(page)

    @cached_property
    def sections(self) -> "NamedSections":
        """The sections of the page under the group's names."""
        from ecgtool.page.sections.named import NamedSections

        return NamedSections(self.page, self.settings.sections, self.group.language)

    @cached_property
    def lines(self) -> list[Marked]:
        """The lines that name the next meeting, in the page's order. There should be one."""
        found = meeting_lines(self.page, self.template)
        return [line for line in found if not self._in_block(line.line_start)] if self.blocks else found

    @cached_property
    def entries(self) -> "tuple[TopicEntry, ...]":
        """The dated entries of the upcoming topics."""
        if not self.sections.find("topics"):
            return ()
        from ecgtool.page.sections.topics import read_entries

        found = read_entries(self.sections, self.today)
        return tuple(entry for entry in found if not self._in_block(entry.start)) if self.blocks else found

    @cached_property
    def cancelling(self) -> "tuple[TopicEntry, ...]":
        """The entries that say that there is no meeting on their dates."""
        return tuple(entry for entry in self.entries if entry.cancelled) if self.may_cancel else ()

    @cached_property
    def doubtful(self) -> "tuple[TopicEntry, ...]":
        """The entries that cancel a meeting to come on one of two dates, and do not say which."""
        if not self.sections.find("topics"):
            return ()
        from ecgtool.page.sections.doubtful_topics import doubtful_entries

        found = doubtful_entries(self.sections, self.today)
        return tuple(one for one in found if not self._in_block(one.start) and self.only_cancelled_here(one))

    def _in_block(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.blocks)

    @cached_property
    def schedule(self) -> Schedule:
        """The group's schedule without the meetings that the page cancels."""
        if not self.cancelling:
            return self.group.schedule
        from ecgtool.page.sections.topics import less_cancelled

        return less_cancelled(self.group.schedule, self.cancelling, self.now)

    @cached_property
    def next(self) -> Occurrence | None:
        """The first meeting that ends after ``now``, or None."""
        return next(occurrences(self.schedule, self.now), None)

    def regular(self, slot: Slot) -> Occurrence | None:
        """Return the next meeting of a slot, at the time that its rule has for it even if it is moved, or None."""
        ahead = islice(occurrences(only_slot(self.schedule, slot), self.now), _EXTRAS_AHEAD)
        found = next((occurrence for occurrence in ahead if occurrence.status != "extra"), None)
        return found and found._replace(start=found.planned_start)

    def standing(self, template: Template, regular: Occurrence, apart: Sequence[Span]) -> list[StandingLine]:
        """Return the standing lines about ``regular``: the first of the form, and those that are true of its hour.

        These say the same as the first, or what is true of that hour now or half a year on; any other line of the
        form may be about another meeting.
        """
        found = list(standing_lines(self.page, template, apart))
        day = regular.local_start.date() + timedelta(days=182)
        later = regular._replace(start=instant(day, regular.local_start.time(), regular.zone))
        same = {*(line.text for line in found[:1]), self.render(template, regular), self.render(template, later)}
        return [*found[:1], *(line for line in found[1:] if line.text in same)]

    def render(self, template: Template, occurrence: Occurrence) -> str:
        """Return the line for a meeting in the page's syntax.

        It is one line, whatever the group's name and link hold.
        """
        name, link = self.page.escape(self.group.name), self.group.call.join and escaped_link(self.group.call.join)
        line = template.render(Subject(occurrence, name, link))
        return composed(" ".join(line.splitlines()).strip())

    def line_for(self, occurrence: Occurrence) -> str:
        """Return the line for a meeting as it reads on the page, without markup."""
        text = self.render(self.template, occurrence)
        return type(self.page)(text).plain(0, len(text)).strip()

    def read(self, marked: Marked) -> Reading:
        """Return what a heading or bold line says of a meeting."""
        return read_line_of(self.template, self.page.title(marked), self.today, self.group.schedule)

    def possible_dates(self, marked: Marked) -> tuple[date, ...]:
        """Return what the date in figures of a line that names none for sure can mean: two dates, or none."""
        from ecgtool.wording.date_form import date_readings

        return date_readings(self.page.title(marked), self.today, self.group.language)

    def is_own(self, line: Marked) -> bool:
        """Return whether a line still says what ecg itself wrote there."""
        return bool(self.own_line) and " ".join(self.page.title(line).split()) == self.own_line

    def calls_off(self, marked: Marked, held: Occurrence) -> bool:
        """Return whether a line says that the meeting ``held`` is cancelled, as that line by itself does not."""
        from ecgtool.wording.cancelled import says_cancelled

        tag = self.group.language
        return says_cancelled(self.page.title(marked), tag) and not says_cancelled(self.line_for(held), tag)

    def is_over(self, reading: Reading) -> bool:
        """Return whether the meeting that a line names is over."""
        end = over_at(reading, self.schedule)
        return end is not None and end <= self.now

    def is_left_out(self, day: date) -> bool:
        """Return whether the group's meeting on ``day`` is skipped, moved away, or cancelled by the page."""
        planned = planned_on(self.group.schedule, day) or meeting_on(self.group.schedule, day)
        return bool(planned) and meeting_on(self.schedule, day) is None

    def is_past(self, entry: "TopicEntry") -> bool:
        """Return whether the last date of a topic is past, or the meeting on it over.

        One that only the page cancels is over when it would have been: then the topic has nothing left to cancel. The
        schedule is asked only about near dates, since a page may have thousands of topics.
        """
        if abs((entry.last - self.today).days) > self._longest:
            return entry.last < self.today
        end = over_at(Reading(entry.last), self.group.schedule)
        return end is not None and end <= self.now

    @cached_property
    def _longest(self) -> int:
        """The most days that a date may differ from today while its meeting is going on, in any zone."""
        return 3 + max(part.duration.days for slot in self.group.schedule.slots for part in slot.recurrences)

    def only_cancelled_here(self, entry: "TopicEntry") -> list[date]:
        """Return the dates from today on that an entry cancels and the configuration does not; none of a past one."""
        if not entry.cancelled or self.is_past(entry):
            return []
        from ecgtool.page.sections.topics import cancelled_hour

        schedule = self.group.schedule
        found: list[date] = []
        for first, last in entry.days:
            held = meetings_on(schedule, max(first, self.today), cancelled_hour(schedule, entry), last=last)
            found += dict.fromkeys(occurrence.local_start.date() for occurrence in held)
        return found
