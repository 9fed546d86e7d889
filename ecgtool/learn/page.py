"""What a group's page tells of it: the line, the rhythm, the zone, the call, the notes, what is cancelled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import DEFAULT_HEADING, SectionNames
from ecgtool.learn import line as lines
from ecgtool.learn.call import call_table
from ecgtool.learn.checked import checked
from ecgtool.learn.draft import Draft, length
from ecgtool.learn.sentences import NextLine, Standing, below, next_line, standing_line
from ecgtool.page import Page, Syntax
from ecgtool.page.model import title_key
from ecgtool.page.sections.agenda import read_notes
from ecgtool.page.sections.call import read_call
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.page.sections.named import NamedSections, SectionKey
from ecgtool.page.sections.topics import read_entries
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.reading import Reading
from ecgtool.wording.rhythm import Rhythm, completed, from_dates, from_distance, has, one_or_all
from ecgtool.wording.templates import parse
from ecgtool.wording.zone_words import Evidence, Judged, judge, named_in, offset_between

UTC_HEADING = "Next meeting: {weekday}, {month} {day}, {year} at {utc} UTC"
_UTC = ZoneInfo("UTC")
_PARTS: tuple[SectionKey, ...] = ("call", "agenda", "topics", "actions", "logs")
_NAMES = SectionNames()


class Source(NamedTuple):
    """A page, and the day it is read on.

    ``target`` are the keys of ``wiki`` that name it, ``title`` is what it is called, ``past`` are the lines that its
    earlier revisions had.
    """

    page: Page
    title: str
    target: Mapping[str, str]
    today: date
    syntax: Syntax = "wikitext"
    homepage: str = ""
    past: Sequence[str] = ()


class Facts(NamedTuple):
    """What the page's sentences say: the line that says the next meeting, the standing one, and what follows."""

    source: Source
    found: NextLine | None
    standing: Standing | None
    zone: Judged | None

    @property
    def reading(self) -> Reading:
        """What the line says; empty where there is none."""
        return self.found.line.reading if self.found else Reading()

    @property
    def clock(self) -> Reading:
        """The first reading, of the line and the standing one, that says a clock time."""
        said = [self.reading, *([self.standing.line.reading] if self.standing else [])]
        return next((one for one in said if one.clock or one.utc), Reading())

    @property
    def occurrence(self) -> Occurrence | None:
        """The meeting that the line names, at the clock time that it or the standing line says."""
        said = Reading(self.reading.day, clock=self.clock.clock, utc=self.clock.utc)
        return lines.occurrence_of(said, self.zone.zone) if self.zone else None

    @property
    def day(self) -> date | None:
        """The date of the next meeting on the group's clock."""
        return self.occurrence.local_start.date() if self.occurrence else self.reading.day

    @property
    def at(self) -> time | None:
        """The clock time at which meetings begin, on the group's clock."""
        if self.clock.clock or not self.clock.utc or not self.zone:
            return self.clock.clock
        moment = datetime.combine(self.reading.day or self.source.today, self.clock.utc, _UTC)
        return moment.astimezone(self.zone.zone).time()


def learn_page(source: Source) -> Draft:
    """What the page tells."""
    facts = _facts(source)
    schedule, schedule_guesses = _schedule(facts)
    heading = _heading(facts)
    guesses = {f"schedule.{key}": why for key, why in schedule_guesses.items()}
    if facts.zone and facts.zone.why:
        guesses["timezone"] = facts.zone.why
    table = {
        "name": source.title,
        "timezone": facts.zone.zone.key if facts.zone else None,
        "homepage": source.homepage,
        "schedule": schedule,
        **_below_line(facts),
        "wiki": {**source.target, "heading": heading, **_standing_template(facts), **_sections(source.page)},
    }
    filled = {key: value for key, value in table.items() if value}
    return checked(Draft(filled, guesses, tuple(_unknown(facts, heading))))


def _facts(source: Source) -> Facts:
    found = next_line(source.page, source.today)
    day = found.line.reading.day if found else None
    standing = standing_line(source.page, day, source.today)
    return Facts(source, found, standing, _zone(source, found, standing))


def _zone(source: Source, found: NextLine | None, standing: Standing | None) -> Judged | None:
    said = [one.line for one in (found, standing) if one]
    for line in said:
        if named := named_in(line.text):
            return Judged(named)
    for line in said:
        if judged := _judged(line.reading, source.today):
            return judged
    return Judged(_UTC) if any(line.reading.utc for line in said) else None


def _judged(reading: Reading, today: date) -> Judged | None:
    offset = offset_between(reading.clock, reading.utc) if reading.clock and reading.utc else None
    if reading.label is None and offset is None:
        return None
    return judge(Evidence(reading.day or today, reading.label, offset))


def _schedule(facts: Facts) -> tuple[dict[str, Any], dict[str, str]]:
    rhythm = _rhythm(facts)
    duration = facts.found.line.duration if facts.found else None
    table: dict[str, Any] = {"at": f"{facts.at:%H:%M}"} if facts.at else {}
    guesses: dict[str, str] = {}
    if rhythm:
        table = {"every": rhythm.every, "on": one_or_all(rhythm.on), **table}
        guesses["every"] = rhythm.why
        if facts.day and (rhythm.needs_start or _is_first(rhythm, facts)):
            table["start"] = facts.day
            guesses["start"] = "" if rhythm.needs_start else "since the page names no earlier meeting"
        elif rhythm.needs_start:
            coming = (facts.source.today + timedelta(days=n) for n in range(366))
            table["start"] = next((day for day in coming if has(rhythm, day)), facts.source.today)
            guesses["start"] = "since the page names no date to count from"
    if skips := list(_skips(facts.source)):
        table["skip"] = skips
    table["duration"] = length(duration or timedelta(hours=1))
    guesses["duration"] = "" if duration else "since the page does not say"
    return table, {key: why for key, why in guesses.items() if why}


def _skips(source: Source) -> Iterator[dict[str, Any]]:
    """The coming dates that the upcoming topics cancel."""
    for entry in read_entries(NamedSections(source.page, _NAMES), source.today):
        if entry.cancelled and entry.last >= source.today:
            for first, last in entry.days:
                dates = {"date": first} if first == last else {"from": first, "to": last}
                yield {**dates, "reason": " ".join(entry.titles[0].split())}


def _rhythm(facts: Facts) -> Rhythm | None:
    if facts.standing and (facts.standing.rhythm.on or facts.day):
        return completed(facts.standing.rhythm, facts.day) if facts.day else facts.standing.rhythm
    if facts.day is None:
        return None
    past = [lines.read(text, facts.source.today).reading.day for text in facts.source.past]
    return from_dates([day for day in (*past, facts.day) if day]) or from_distance(facts.day, facts.source.today)


def _is_first(rhythm: Rhythm, facts: Facts) -> bool:
    """Whether the rhythm would have a meeting between today and the one that the page says is next."""
    days = (facts.day.toordinal() - facts.source.today.toordinal()) if facts.day else 0
    between = (facts.source.today + timedelta(days=n) for n in range(min(days, 366)))
    return days > 0 and any(has(rhythm, day) for day in between)


def _heading(facts: Facts) -> str:
    zone = facts.zone.zone if facts.zone else _UTC
    found = facts.found
    if found is None or found.day_below or found.line.reading.day is None:
        form = UTC_HEADING if zone.key == "UTC" else DEFAULT_HEADING
        words = re.split(r"\s*[:\u2013\u2014(]|\s+-\s", found.point.text)[0].strip() if found else ""
        return form.replace("Next meeting", words.replace("{", "").replace("}", "") or "Next meeting")
    with_zero = lines.template_of(found.line, zone, zero=True)
    return with_zero if with_zero == DEFAULT_HEADING else lines.template_of(found.line, zone)


def _standing_template(facts: Facts) -> dict[str, Any]:
    if facts.standing is None or facts.zone is None or not (facts.clock.clock or facts.clock.utc):
        return {}
    reading = facts.standing.line.reading
    if reading.day or (facts.found and facts.standing.start == facts.found.point.line.start):
        return {}
    template = lines.standing_template(facts.standing.line, facts.zone.zone, facts.day or facts.source.today)
    if not (reading.clock or reading.utc) or "{" not in template:
        return {}
    return {"schedule_line": template, "manage": ["heading", "schedule_line"]}


def _below_line(facts: Facts) -> dict[str, Any]:
    parts = NamedSections(facts.source.page, _NAMES)
    part = below(facts.source.page, facts.found) if facts.found else None
    notes = read_notes(parts, part)
    return {"call": call_table(read_call(parts, part)), "agenda": {"notes": notes} if notes else {}}


def _sections(page: Page) -> dict[str, Any]:
    parts = NamedSections(page, _NAMES)
    found = {part: section for part in _PARTS if (section := parts.find(part))}
    titles = {part: page.title(section.heading) for part, section in found.items()}
    other = {part: title for part, title in titles.items() if title_key(title) != title_key(getattr(_NAMES, part))}
    return {"sections": other} if other else {}


def _unknown(facts: Facts, heading: str) -> Iterator[str]:
    if facts.zone is None:
        yield "in which zone the meeting is"
    if facts.at is None:
        yield "at which clock time the meeting begins"
    if facts.found is None:
        return
    where = f"line {facts.source.page.line_number(facts.found.point.line.start)}"
    if not facts.found.marked:
        mark = "**" if facts.source.syntax == "markdown" else "'''"
        bold = f"{mark}{facts.found.point.text}{mark}"
        yield f"{where} is neither a heading nor bold, so that no bump would find it: write {bold}"
    yield from _alike(facts.source.page, heading)
    if facts.found.day_below or facts.reading.day is None:
        line = lines.rendered(heading, facts.occurrence) if facts.occurrence else heading
        yield f"{where} does not say the date itself: `ecg wiki bump --force` would make it “{line}”"
    else:
        yield from _unlike(facts, heading, where)
    if facts.day and facts.standing and not has(facts.standing.rhythm, facts.day):
        yield f"{where} names {facts.day}, which “{facts.standing.line.text}” does not have: moved?"


def _alike(page: Page, heading: str) -> Iterator[str]:
    """That several lines are the one that says the next meeting, where they are."""
    numbers = [str(page.line_number(one.line_start)) for one in meeting_lines(page, parse(heading))]
    if len(numbers) > 1:
        yield f"lines {', '.join(numbers)} begin alike, so that no bump can tell which is meant: leave one of them"


def _unlike(facts: Facts, heading: str, where: str) -> Iterator[str]:
    """What the template makes otherwise than the line has it, and what of the line will not follow the meeting."""
    text = facts.found.line.text if facts.found else ""
    if facts.occurrence and (right := lines.rendered(heading, facts.occurrence)) != text:
        yield f"{where} says “{text}”, but that meeting is “{right}”"
    for fixed in lines.left_fixed(heading):
        yield f"{where}: no field writes “{fixed}”, so it stays as it is in each new line"
