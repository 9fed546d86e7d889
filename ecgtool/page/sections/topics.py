"""The dated entries of a page's upcoming topics: the dates of each, its titles, and its place.

An entry is a list item, a row of a table, or another line outside of lists, that begins with a date or with dates
("December 15 - 29", "December 15, 22 and 29"); what stands deeper in the list below it belongs to it, and so do the
definitions of a term.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby

from ecgtool.group import Move, Schedule, Skip, Topic
from ecgtool.page.model import VERBATIM, Line, Page, Section
from ecgtool.page.rows import PageRow, below_terms, page_rows
from ecgtool.page.sections.named import NamedSections
from ecgtool.schedule.occurrences import Occurrence, meetings_on
from ecgtool.schedule.planned import is_moved, planned_on
from ecgtool.text_edit import Edit
from ecgtool.wording.cancelled import says_cancelled, says_only_cancelled, words_for_cancelled
from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.date_form import find_date
from ecgtool.wording.languages import language
from ecgtool.wording.reading import weekday_named

_NEAR_START = 100
"""A date that begins an entry ends before this character."""
DASHES = "\\u2013\\u2014-"
SEPARATORS = rf"\s:;,.)\]|{DASHES}"
"""What stands between a date and a title, as part of a set of characters in an expression."""

_JOINT = rf"(?i:\s*(?:(?P<to>[{DASHES}]+|to\b|thru\b|through\b|until\b)|,\s*and\b|[,&]|and\b)\s*)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?![\w.]|:\d)"
_DATE_ENDS = rf"(?i:\s*(?:$|[:)\],;&{DASHES}]|and\b|cancel|%s))"
_HOUR_ENDS = rf"(?P<label>(?:\s?[A-Z]{{2,5}})?)(?P<bracket>\))?\s*(?:$|[:;,|{DASHES}]|(?i:cancel|%s))"
"""What stands behind a date, and behind an hour; in place of %s are words for what is cancelled."""
_IN_UTC = r"[^\w]*\d[\d:. ]*(?i:[ap]m)?\s?(?:UTC|GMT|Z)\b"
"""An hour in UTC at the beginning of a title."""
_ISO_HOUR = r"T(?P<hour>(?:[01]\d|2[0-3]):[0-5]\d)(?!\d)"
"""An hour behind its date as ISO 8601 has it: 2026-06-16T17:00."""
_BREAK = r"(?:\r\n?|\n)?\Z"
# Texts and not compiled expressions: few pages have such entries, and ``re`` remembers what it has compiled.


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicEntry:
    """A dated entry: from ``start`` to ``end`` its lines, of which ``line`` is the first.

    ``days`` are the dates it names, as ranges with both ends included. ``titles`` is the text after them or, in an
    entry that is a date alone, the text of each item below it. ``language`` is the group's. ``row`` is that of
    a table, if it is one.
    """

    days: tuple[tuple[date, date], ...]
    titles: tuple[str, ...]
    line: Line
    start: int
    end: int
    language: str
    row: PageRow | None = None

    @property
    def last(self) -> date:
        """The last of its dates."""
        return max(last for _, last in self.days)

    @property
    def cancelled(self) -> bool:
        """Whether it says that there is no meeting on its dates."""
        return any(says_cancelled(title, self.language) for title in self.titles)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Its topics, each with the first of its dates."""
        return tuple(Topic(self.days[0][0], title, says_cancelled(title, self.language)) for title in self.titles)


def read_entries(sections: NamedSections, near: date) -> tuple[TopicEntry, ...]:
    """Return the dated entries of the upcoming topics in the page's order.

    A date without a year is the one nearest to ``near``.
    """
    section = sections.find("topics")
    return tuple(_entries(sections, section, near)) if section else ()


def less_cancelled(schedule: Schedule, entries: Iterable[TopicEntry], now: datetime) -> Schedule:
    """Return ``schedule`` without the meetings, from today on some slot's clock on, that an entry cancels."""
    today = min(now.astimezone(slot.zone).date() for slot in schedule.slots)
    coming = [entry for entry in entries if entry.cancelled and entry.last >= today]
    hours = [cancelled_hour(schedule, entry) for entry in coming]
    skips = [
        Skip(first, last, why_cancelled(entry, at), at)
        for entry, at in zip(coming, hours, strict=True)
        for first, last in entry.days
    ]
    if not skips:
        return schedule
    moved: dict[Move, Skip] = {}
    for skip in skips:
        for move in schedule.moves:
            if skip.first <= move.to_date <= skip.last:
                moved.setdefault(move, Skip(move.original, move.original, skip.reason))
    return schedule._replace(
        skips=(*schedule.skips, *skips, *moved.values()),
        moves=tuple(move for move in schedule.moves if move not in moved),
        extras=tuple(one for one in schedule.extras if not any(skip.first <= one.day <= skip.last for skip in skips)),
    )


def cancelled_hour(schedule: Schedule, entry: TopicEntry) -> time | None:
    """Return the hour of the one meeting that an entry cancels of a date that has several; None where it is all."""
    at, _ = hour_and_title(entry.titles[0], entry.language)
    planned = planned_on(schedule, entry.last)
    if at and re.match(_IN_UTC, entry.titles[0]):
        at = next((one.at for one in planned if one.start.astimezone(UTC).time() == at), None)
    return at if len(planned) > 1 and at in {one.at for one in planned} else None


def why_cancelled(entry: TopicEntry, at: time | None) -> str:
    """Return what an entry says of its date, in one line; "" where that is merely that it is cancelled.

    The hour of the one meeting that it cancels is left out.
    """
    title = hour_and_title(entry.titles[0], entry.language)[1] if at else entry.titles[0]
    said = " ".join(title.split())
    return "" if says_only_cancelled(said, entry.language) else said


def topics_of(topics: Iterable[Topic], held: Occurrence, schedule: Schedule) -> list[Topic]:
    """Return the topics of a meeting: those of its date, but for what begins with the hour of another one then.

    Its own hour at the beginning of a title is left out. Where a date has but one meeting, held or not, no title is
    taken apart.
    """
    day, at = held.local_start.date(), held.local_start.time()
    own = [topic for topic in topics if topic.day == day]
    if not own:
        return own
    left = (one.at for one in planned_on(schedule, day) if not is_moved(schedule.moves, one))
    hours = {*left, *(one.local_start.time() for one in meetings_on(schedule, day))}
    if len(hours) == 1:
        return own
    read = [(topic, *hour_and_title(topic.title)) for topic in own]
    return [
        topic._replace(title=title) if hour == at else topic
        for topic, hour, title in read
        if hour == at or hour not in hours
    ]


def hour_and_title(title: str, tag: str = "") -> tuple[time | None, str]:
    """Return the clock time that a topic's title begins with, and what it says besides: ``17:00: Tides``."""
    hour, end = hour_at(title, 0, tag)
    rest = re.sub(rf"^[{SEPARATORS}]+", "", title[end:])
    return (hour, rest) if hour and rest else (None, title)


def hour_at(text: str, position: int, tag: str = "") -> tuple[time | None, int]:
    """Return the clock time that stands by itself at ``position`` ("17:00:", ", 5pm -", "T08:00"), and its end.

    Where there is none, None and ``position``. Words behind it may cancel the meeting, in the language ``tag``.
    """
    if iso := re.compile(_ISO_HOUR).match(text, position):
        return time.fromisoformat(iso["hour"]), iso.end()
    lead = re.compile(r",?\s*(?P<bracket>\()?(?:at\s+)?", re.IGNORECASE).match(text, position)
    begin = lead.end() if lead else position
    clock = next(iter(find_clocks(text[begin : begin + _NEAR_START])), None)
    ends = re.compile(_HOUR_ENDS % words_for_cancelled(tag).pattern).match(text, begin + clock.end) if clock else None
    is_open = bool(lead and lead["bracket"])
    if clock is None or clock.start or clock.lasts or ends is None or bool(ends["bracket"]) != is_open:
        return None, position
    return clock.at, ends.end("bracket" if is_open else "label")


def drop(sections: NamedSections, dropped: Sequence[TopicEntry]) -> list[Edit]:
    """Return the edits that take entries away, with what is below them; an emptied list keeps an empty item.

    A row of a table stays where one of its cells is that of another row too.
    """
    entries = {entry.start: entry for entry in dropped if not (entry.row and entry.row.shared)}
    edits = {start: Edit(start, entry.end, "") for start, entry in entries.items()}
    starts = sorted(entries)
    for lines in _lists(sections):
        if lines[0].start in entries and all(_is_in(line, entries, starts) for line in lines):
            first = entries[lines[0].start]
            edits[first.start] = Edit(first.start, first.end, _emptied(sections.page, first))
    return list(edits.values())


def _lists(sections: NamedSections) -> Iterator[list[Line]]:
    """Yield the lists of the section, without empty lines: those may stand between the items of one list."""
    section = sections.find("topics")
    lines = [line for line in sections.page.lines(section.start, section.end) if not line.blank] if section else []
    for listed, group in groupby(lines, lambda line: line.depth > 0):
        if listed:
            yield list(group)


def _is_in(line: Line, entries: Mapping[int, TopicEntry], starts: Sequence[int]) -> bool:
    """Return whether a line is part of one of the entries, which are given by their sorted ``starts``."""
    place = bisect_right(starts, line.start)
    return place > 0 and line.start < entries[starts[place - 1]].end


def _emptied(page: Page, entry: TopicEntry) -> str:
    mark_end = page.text.index(entry.line.mark, entry.start) + len(entry.line.mark)
    ending = re.search(_BREAK, page.text[entry.start : entry.end])
    return page.text[entry.start : mark_end] + (ending.group() if ending else "")


def _entries(sections: NamedSections, section: Section, near: date) -> Iterator[TopicEntry]:
    page, tag = sections.page, sections.language
    lines = list(below_terms(page.lines(section.start, section.end)))
    rows = {row.lines[0].start: row for row in page_rows(page, lines)}
    unread = {heading.line_start for heading in page.headings}
    unread |= {line.start for row in rows.values() for line in row.heads}  # half of a row is no entry
    done = section.start
    for index, line in enumerate(lines):
        if line.start < done:
            continue
        if row := rows.get(line.start):
            entry = _row_entry(page, row, near, tag)
        else:
            entry = None if line.start in unread else _line_entry(page, lines, index, near, tag)
        if entry:
            yield entry
            done = entry.end


def _row_entry(page: Page, row: PageRow, near: date, tag: str) -> TopicEntry | None:
    """Return the entry of a row of a table, or None where it begins with no date or seems to be of several dates."""
    found = _dates(": ".join(row.cells), near, tag)
    dated = [_dates(_plain(page, line), near, tag) for line in row.own]
    in_cells = [_dates(cell, near, tag) for cell in row.cells]
    bare = [dates for dates, cell in zip(in_cells, row.cells, strict=True) if dates and dates[1] == len(cell)]
    if not found or len([dates for dates in dated if dates]) > 1 or len(bare) == len(row.cells) > 1:
        return None
    return _entry(page, row.lines, *found, tag, row)


def _line_entry(page: Page, lines: Sequence[Line], index: int, near: date, tag: str) -> TopicEntry | None:
    """Return the entry that begins in a line, or None. A definition that is a date alone is part of its term."""
    line = lines[index]
    found = None if _is_in_nowiki(page, line) else _dates(_plain(page, line), near, tag)
    if not found:
        return None
    entry = _entry(page, lines[index : _extent(lines, index)], *found, tag)
    return entry if any(entry.titles) or not line.mark.endswith(":") or line.depth == len(line.mark) else None


def _is_in_nowiki(page: Page, line: Line) -> bool:
    """Return whether the text of a line begins in nowiki, which MediaWiki shows and does not read."""
    shown = page.visible(line.text_start, line.text_end) if page.syntax == "wikitext" else []
    return bool(shown) and page.mask[shown[0][0]] == VERBATIM


def _extent(lines: Sequence[Line], index: int) -> int:
    """Return the index after the last line that belongs to the one at ``index``: it goes on with it or is deeper."""
    depth = lines[index].depth
    after = index + 1
    for number in range(after, len(lines)):
        line = lines[number]
        if line.depth < max(depth, 1) or (line.depth == depth and line.mark):
            break
        if not line.blank:
            after = number + 1
    return after


def _entry(
    page: Page,
    lines: Sequence[Line],
    days: tuple[tuple[date, date], ...],
    said: int,
    tag: str,
    row: PageRow | None = None,
) -> TopicEntry:
    own = [_plain(page, line) for line in lines if line.depth == lines[0].depth]
    iso = re.match(_ISO_HOUR, text := (": ".join(row.cells) if row else " ".join(own))[said:])
    title = re.sub(rf"^[{SEPARATORS}]*", f"{iso['hour']}: " if iso else "", text[iso.end() if iso else 0 :]).rstrip()
    depth = min((line.depth for line in lines[1:] if line.mark), default=0)
    below = tuple(_plain(page, line) for line in lines[1:] if line.mark and line.depth == depth)
    return TopicEntry(
        days=days,
        titles=(title,) if title or not below else below,
        line=row.heads[0] if row else lines[0],
        start=lines[0].start,
        end=lines[-1].end,
        language=tag,
        row=row,
    )


def _plain(page: Page, line: Line) -> str:
    return page.plain(line.text_start, line.text_end).strip()


def _dates(text: str, near: date, tag: str) -> tuple[tuple[tuple[date, date], ...], int] | None:
    """Return the dates, as ranges, that ``text`` begins with, and where in it they end; None for none."""
    found = find_date(text[:_NEAR_START], near, tag)
    if not found or not _leads_in(text[: found.start], tag):
        return None
    days = [(found.day, found.day)]
    position = found.end
    while following := _following(text[: _NEAR_START + position], position, days[-1][1], tag):
        day, position, is_range = following
        days[-1:] = [(days[-1][0], day)] if is_range else [days[-1], (day, day)]
    return tuple(days), position


def _leads_in(before: str, tag: str) -> bool:
    """Return whether nothing but a weekday, a mark or "on" stands before a date."""
    words, spoken = re.findall(r"[^\W_]+(?:-[^\W_]+)?", before.lower()), language(tag)
    known = {"on", "x", *spoken.joiners}
    return all(word in known or weekday_named(word) or spoken.weekday_named(word) is not None for word in words)


def _following(text: str, position: int, after: date, tag: str) -> tuple[date, int, bool] | None:
    """Return the later date that a dash or an "and" joins to the one before ``position``, or None.

    With it come the position after it, and whether the two dates are the ends of a range.
    """
    joint = re.compile(_JOINT).match(text, position)
    if not joint:
        return None
    rest = text[joint.end() :]
    bare, full = re.match(_DAY, rest), find_date(rest, after, tag)
    if full and _leads_in(rest[: full.start], tag):
        day, end = full.day, full.end
    elif bare and (same_month := _in_month(after, int(bare[1]))):
        day, end = same_month, bare.end()
    else:
        return None
    return (
        (day, joint.end() + end, bool(joint["to"]))
        if day > after and re.compile(_DATE_ENDS % words_for_cancelled(tag).pattern).match(rest, end)
        else None
    )


def _in_month(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None
