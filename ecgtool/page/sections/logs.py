"""Reading a page's logs and recordings of meetings, and adding to them in the form and order that they have."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ecgtool.errors import UsageError
from ecgtool.page.model import BLANK, Line, Page, Section, escaped_link
from ecgtool.page.points import links
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import NewTopic, end_of_text, form_of_line
from ecgtool.text_edit import Edit
from ecgtool.wording.date_form import find_date, in_form
from ecgtool.wording.reading import MONTHS, month_number

_RECORDED = re.compile(r"/rec/(?:play|share)/|://(?:www\.)?youtu|\bpass[ -]?(?:code|word)\b", re.IGNORECASE)
_TITLE = re.compile(rf"\b(?:{'|'.join(MONTHS)}|recordings?|minutes|\d{{4}})\b", re.IGNORECASE)
_MONTH = re.compile(r"(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """An entry of the logs as a page has it: its title in plain text, and the links in it."""

    title: str
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLog:
    """What to keep of a meeting: its title in plain text, its date, and where its recording and notes are."""

    title: str
    day: date | None = None
    recording: str = ""
    passcode: str = ""
    notes: str = ""


def add_log(sections: NamedSections, log: NewLog, near: date) -> list[Edit]:
    """Return the edits that add an entry among the others in the order of their dates: that is newest first.

    Where the oldest stands first, that order is kept. What has no date is taken for the newest.

    No edits where an entry of that title with all its links is there already. An entry becomes a section of its own,
    or a list item where the page has items, within the section of its year where there is one. A date on the page
    without a year is the one nearest to ``near``.

    Raises:
        PageError: the page has no section for logs.
        UsageError: the title is empty, or a link does not begin with http:// or https://.
    """
    section = sections.require("logs")
    title = " ".join(log.title.split()).strip(BLANK)
    if not title:
        raise UsageError("the title is empty", "say what the meeting was about")
    code = " ".join(log.passcode.split())
    log = NewLog(title=title, day=log.day, recording=_link(log.recording), passcode=code, notes=_link(log.notes))
    logs = _Logs(
        page=sections.page,
        section=_of_year(sections.page, section, (log.day or near).year),
        near=near,
        language=sections.language,
    )
    return [] if logs.holds(log) else [logs.insertion_of(log)]


def read_logs(sections: NamedSections, near: date) -> tuple[Log, ...]:
    """Return the entries of the page's logs, in its order; where they are kept by years, those of every year."""
    section = sections.find("logs")
    return tuple(_read(sections.page, section, near, sections.language)) if section else ()


def _read(page: Page, section: Section, near: date, tag: str) -> Iterator[Log]:
    for entry in _Logs(page=page, section=section, near=near, language=tag).entries:
        if entry.title.strip(" :").isdecimal() and entry.mark.startswith("="):
            yield from _read(page, _within(page, entry.start, entry.start + 1)[0], near, tag)
        elif entry.title:
            found = links(page, entry.start, entry.end)
            yield Log(title=entry.title, links=tuple(dict.fromkeys(link.url for link in found)))


def _of_year(page: Page, logs: Section, year: int) -> Section:
    """Return the section within the logs whose title is the year alone; all of the logs where there is none."""
    inside = _within(page, logs.start, logs.end)
    return next((s for s in inside if page.title(s.heading).strip(" :") == str(year)), logs)


def _within(page: Page, start: int, end: int) -> Sequence[Section]:
    """Return the sections whose headings begin from ``start`` up to ``end``, by bisection: years may be many."""
    first, last = (bisect_left(page.sections, at, key=lambda one: one.heading.line_start) for at in (start, end))
    return page.sections[first:last]


@dataclass(frozen=True, kw_only=True, slots=True)
class _LogEntry:
    """An entry of the logs: its span, its title, the mark of its first line, and a heading's blank after the mark."""

    start: int
    end: int
    title: str
    mark: str = ""
    gap: str = " "


@dataclass(frozen=True, kw_only=True)
class _Logs:
    """The section of the logs."""

    page: Page
    section: Section
    near: date
    language: str

    @cached_property
    def lines(self) -> list[Line]:
        return list(self.page.lines(self.section.start, self.section.end))

    @cached_property
    def sections(self) -> list[_LogEntry]:
        """The sections of the highest level within the logs."""
        inside = _within(self.page, self.section.start, self.section.end)
        level = min((section.heading.level for section in inside), default=0)
        return [self._section(section) for section in inside if section.heading.level == level]

    def _section(self, section: Section) -> _LogEntry:
        heading = section.heading
        gap = " " if self.page.text[heading.start - 1].isspace() else ""
        end = min(section.end, self.section.end)
        return _LogEntry(
            start=heading.line_start, end=end, title=self.page.title(heading), mark="=" * heading.level, gap=gap
        )

    @cached_property
    def items(self) -> list[_LogEntry]:
        """The items of the list at its first level, each with those below it."""
        heads = self._heads
        ends = [*(line.start for line in heads[1:]), self.end][: len(heads)]
        titles = (self.page.plain(line.text_start, line.text_end).strip() for line in heads)
        return [
            _LogEntry(start=h.start, end=end, title=title, mark=h.mark)
            for h, end, title in zip(heads, ends, titles, strict=True)
        ]

    @cached_property
    def _heads(self) -> list[Line]:
        level = min((line.depth for line in self.lines if line.mark), default=0)
        return [line for line in self.lines if line.mark and line.depth == level]

    @property
    def entries(self) -> list[_LogEntry]:
        return self.sections or self.items

    @property
    def end(self) -> int:
        """The position after the last line that has text."""
        return end_of_text(self.lines, self.section.start)[0]

    def holds(self, log: NewLog) -> bool:
        """Return whether there is an entry of that title with all the links."""
        wanted = {log.recording, log.notes} - {""}
        title = self._shown(self._as_item(log)) if self.entries == self.items else self._title(log)
        same = [entry for entry in self.entries if entry.title.casefold() == title.casefold()]
        return any(wanted <= {link.url for link in links(self.page, entry.start, entry.end)} for entry in same)

    def insertion_of(self, log: NewLog) -> Edit:
        if self.sections:
            return self._beside_sections(log)
        if self.items:
            return self._beside_items(log)
        level = self.section.heading.level + 1
        apart = end_of_text(self.lines, self.section.start)[1]
        return self.page.insert_lines(self.end, [*([""] if apart else ()), *self._as_section(log, level, " ")])

    def _beside_sections(self, log: NewLog) -> Edit:
        """Return the edit that adds a section beside those of meetings: other sections stay where they are."""
        ours = [entry for entry in self.sections if self._is_log(entry)] or self.sections
        block = self._as_section(log, len(ours[0].mark), ours[0].gap)
        following = self._following(ours, log)
        if following is None:
            return self.page.insert_lines(self.end, ["", *block])
        return self.page.insert_lines(following.start, [*block, ""])

    def _beside_items(self, log: NewLog) -> Edit:
        block = [self._as_item(log), *_nested(self.page, log, self.items[0].mark)]
        if not self.items[0].title:
            return self.page.replace_lines(self._heads[0].start, self._heads[0].end, block)
        following = self._following(self.items, log)
        return self.page.insert_lines(following.start if following else self.end, block)

    def _following(self, entries: Sequence[_LogEntry], log: NewLog) -> _LogEntry | None:
        """Return the entry before which a new one stands by its date, or None where it is the last.

        A date without a year is of the year that the section is about, or else the one nearest to that of the log.
        One that is still to come is that of no log: it is of the year before.
        """
        near = log.day or self.near
        if self.page.title(self.section.heading).strip(" :").isdecimal():
            near = near.replace(month=7, day=1)
        read = (_date_in(entry.title, near, self.language) for entry in entries)
        days = [day - timedelta(days=365) if day and day > self.near else day for day in read]
        is_newer = [bool(day and log.day and log.day < day) for day in days]
        known = [day for day in days if day]
        if known and known[0] < known[-1]:  # the oldest stands first
            older = [number for number, day in enumerate(days) if day and not is_newer[number]]
            return next((entries[n] for n in range(max(older, default=-1) + 1, len(days)) if is_newer[n]), None)
        if not any(is_newer):
            return entries[0]
        after = is_newer.index(True)
        return next((entries[n] for n in range(after, len(days)) if days[n] and not is_newer[n]), None)

    def _title(self, log: NewLog) -> str:
        """Return the title followed by its date, unless it has it, in the form that other titles' dates have."""
        named = find_date(log.title, log.day or self.near, self.language)
        if log.day is None or (named and named.day == log.day):
            return log.title
        models = (_date_text(entry.title, self.near, self.language) for entry in self.entries)
        model = next((model for model in models if model), "June 8, 2026")
        return f"{log.title}, {in_form(model, log.day, year=True, padded=False, tag=self.language)}"

    def _as_section(self, log: NewLog, level: int, gap: str) -> list[str]:
        title, below = self.page.escape(self._title(log)), _nested(self.page, log, "")
        if self.page.syntax == "markdown":
            return [f"{'#' * level} {title}", "", *below]
        return [f"{'=' * level}{gap}{title}{gap}{'=' * level}", *below]

    def _as_item(self, log: NewLog) -> str:
        """Return the first line of a new item, with the date before the title where other items have it there."""
        forms = (form_of_line(self.page, line, self.near, self.language) for line in self._heads)
        form = next((form for form in forms if form), None)
        if form and log.day:
            return form.line(self.page, NewTopic(day=log.day, title=log.title), self.near)
        return f"{self._heads[0].mark} {self.page.escape(self._title(log))}" if self._heads else ""

    def _shown(self, text: str) -> str:
        page = type(self.page)(text)
        return next((page.plain(line.text_start, line.text_end).strip() for line in page.lines(0, len(text))), "")

    def _is_log(self, entry: _LogEntry) -> bool:
        return bool(_TITLE.search(entry.title) or _RECORDED.search(self.page.text, entry.start, entry.end))


def _date_text(title: str, near: date, tag: str) -> str:
    found = find_date(title, near, tag)
    return title[found.start : found.end] if found else ""


def _link(text: str) -> str:
    if text and not re.match(r"https?://[^\s/]", text):
        raise UsageError(f"“{text}” is no link", "begin it with https://")
    return escaped_link(text.strip())


def _date_in(title: str, near: date, tag: str) -> date | None:
    """Return the date that a title names, or the first of a month: "Minutes, June 2026" -> 2026-06-01."""
    if found := find_date(title, near, tag):
        return found.day
    months = ((month_number(match["month"]), int(match["year"])) for match in _MONTH.finditer(title))
    return next((date(year, month, 1) for month, year in months if month and year), None)


def _nested(page: Page, log: NewLog, mark: str) -> list[str]:
    """Return the lines of links and pass code, as items below one with ``mark``; the code is below the recording."""
    passcode = f"Passcode: {page.escape(log.passcode)}"
    notes = f"{'Etherpad' if 'etherpad' in log.notes else 'Notes'}: {log.notes}"
    found = [
        (1, log.recording, log.recording),
        (1 + bool(log.recording), passcode, log.passcode),
        (1, notes, log.notes),
    ]
    depth = len(mark) if page.syntax != "markdown" else bool(mark)
    return [_item(page, depth + level, mark, text) for level, text, is_there in found if is_there]


def _item(page: Page, depth: int, mark: str, text: str) -> str:
    if page.syntax == "markdown":
        return f"{'  ' * (depth - 1)}{mark or '-'} {text}"
    return f"{mark}{'*' * (depth - len(mark))} {text}"
