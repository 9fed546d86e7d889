"""Edits of a page's upcoming topics: add one or take one away, in the place, form and order that they have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import get_close_matches

from ecgtool.errors import PageError, UsageError
from ecgtool.page.model import Line, Page
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topics import DASHES, SEPARATORS, TopicEntry, drop, hour_and_title, hour_at, read_entries
from ecgtool.text_edit import Edit, apply
from ecgtool.wording.date_form import find_date, in_form, usual_form, with_weekday
from ecgtool.wording.reading import nearest_date

_BY = re.compile(r"\s*\((?!\d{4}-\d\d-\d\d\))(?:[^()]|\([^()]*\))*\)$")
"""Who brings a topic, in brackets at its end: any words but a date."""
_LONGEST = 2000
_SEPARATOR = re.compile(rf"[{SEPARATORS}]*")
_MARKS = re.compile(r"'{2,}|\*+|_+")
_BEFORE = re.compile(r"[*#:;+\s-]*(?:\[[ xX]\]\s*)?['*_]*[\s(\[]*(?:\w+,?\s+)?")
_BETWEEN = re.compile(rf"['*_{SEPARATORS}]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTopic:
    """A topic to add: its date, its title in plain text, and who brings it.

    ``at`` is the hour of its meeting, where it is for one of several of that date.
    """

    day: date
    title: str
    by: str = ""
    at: time | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicForm:
    """How a topic's line is written: what is ``before`` the date, ``between`` date and title, ``after`` the title.

    ``* '''June 08''' - Licensing`` is "* '''", "June 08" (``written``), "''' - " and "". It is ``padded``, as its day
    has two digits, and not ``dated``, as it has no year. Where the title has a line of its own, that begins with
    ``below``, and ``after`` stands behind the date.
    """

    before: str
    written: str
    between: str
    after: str
    padded: bool = True
    dated: bool = False
    language: str = ""
    below: str = ""

    def lines(self, page: Page, topic: NewTopic, near: date) -> list[str]:
        """Return the lines of the topic in this form."""
        if not self.below:
            return [self.line(page, topic, near)]
        head = replace(self, between="").line(page, NewTopic(day=topic.day, title=""), near)
        return [head, self.line_below(page, topic)]

    def line_below(self, page: Page, topic: NewTopic) -> str:
        """Return the line of the title, where it has one of its own."""
        hour = f"{topic.at:%H:%M}: " if topic.at else ""
        return f"{self.below}{hour}{page.escape(topic.title)}{_brought(page, topic)}"

    def line(self, page: Page, topic: NewTopic, near: date) -> str:
        """Return the topic in this form, without a line break; with the year where it would be taken for another."""
        day = topic.day
        year = self.dated or day.year != near.year or nearest_date(day.month, day.day, near) != day
        when = in_form(self.written, day, year=year, padded=self.padded, tag=self.language)
        before = with_weekday(self.before, day, self.language)
        ends = "" if re.search(rf"[:;,|{DASHES}]", self.between) else ":"  # else an hour is the title's first word
        hour = f", {topic.at:%H:%M}{ends}" if topic.at else ""
        return f"{before}{when}{hour}{self.between}{page.escape(topic.title)}{self.after}{_brought(page, topic)}"


def _brought(page: Page, topic: NewTopic) -> str:
    return f" ({page.escape(topic.by)})" if topic.by else ""


def add_topic(sections: NamedSections, topic: NewTopic, near: date) -> list[Edit]:
    """Return the edits that add a topic in the order of the dates; none where it is there already.

    A date without a year on the page is the one nearest to ``near``.

    Raises:
        PageError: the page has no section for topics, or has them in a table.
        UsageError: on the page the title would read as another one.
    """
    topic = replace(topic, title=" ".join(topic.title.split()), by=" ".join(topic.by.split()))
    entries = read_entries(sections, near)
    if _holds(entries, topic):
        return []
    page, lines = sections.page, _lines(sections)
    if any(entry.row or page.text[entry.line.text_start] == "|" for entry in entries):
        raise PageError("the page has its topics in a table", "add a row by hand")
    mark = next((line.mark for line in lines if line.mark), "-" if page.syntax == "markdown" else "*")
    form = form_of(sections, entries, mark, near)
    above = next(
        (one for one in entries if _on(one, topic.day) and _form_above(page, one, near, form.language)), None
    )
    edits = [
        page.insert_lines(above.end, [form.line_below(page, topic)])
        if above and form.below
        else _placed(sections, lines, entries, topic.day, form.lines(page, topic, near))
    ]
    after = NamedSections(type(page)(apply(page.text, edits)), sections.names, sections.language)
    if not _holds(read_entries(after, near), topic):
        raise UsageError(f"“{topic.title}” would not read as a topic of {topic.day}", "begin it with a word")
    return edits


def drop_topic(
    sections: NamedSections, title: str, near: date, day: date | None = None, at: time | None = None
) -> list[Edit]:
    """Return the edits that take away the topic ``title``, that of ``day`` where several have that title.

    Of several with the same title and date that at the hour ``at`` goes, else the first. An emptied list keeps one
    empty item. Case does not count, nor does who brings the topic.

    Raises:
        PageError: the page has no section for topics, or a row of a table cannot be taken away alone.
        UsageError: there is no such topic, or several.
    """
    sections.require("topics")
    entries = [entry for entry in read_entries(sections, near) if day is None or _on(entry, day)]
    found = [entry for entry in entries if _called(entry, title)]
    if not found:
        titles = [title for entry in entries for title in entry.titles]
        close = get_close_matches(title, titles, n=1, cutoff=0)
        raise UsageError(
            f"no topic “{title}” on the page", f"the nearest is “{close[0]}”" if close else "there is none"
        )
    if len({tuple(entry.days) for entry in found}) > 1:
        days = ", ".join(str(entry.days[0][0]) for entry in found)
        raise UsageError(f"{len(found)} topics are called “{title}”", f"say which with --date: {days}")
    entry = next((one for one in found if at and hour_and_title(one.titles[0])[0] == at), found[0])
    if entry.row and entry.row.shared:
        raise PageError(f"“{title}” stands in a table whose cells reach over several rows", "take it away by hand")
    if len(entry.titles) == 1:
        return drop(sections, [entry])
    return [_without_child(sections.page, entry, _called(entry, title)[0])]


def _lines(sections: NamedSections) -> list[Line]:
    """Return the lines of the section before its first subsection."""
    page, section = sections.page, sections.require("topics")
    starts = (heading.line_start for heading in page.headings if heading.line_start >= section.start)
    return list(page.lines(section.start, min(next(starts, section.end), section.end)))


def _holds(entries: Sequence[TopicEntry], topic: NewTopic) -> bool:
    on_its_date = (title for entry in entries if _on(entry, topic.day) for title in entry.titles)
    return any(
        is_called(text, topic.title, topic.by) and hour == topic.at
        for title in on_its_date
        for hour, text in ([hour_and_title(title)] if topic.at else [(None, title)])
    )


def _on(entry: TopicEntry, day: date) -> bool:
    return any(first <= day <= last for first, last in entry.days)


def _called(entry: TopicEntry, title: str) -> list[str]:
    """Return those titles of the entry that are ``title``; neither case, nor its hour, nor who brings it counts."""
    return [text for text in entry.titles if is_called(text, title) or is_called(hour_and_title(text)[1], title)]


def is_called(text: str, title: str, by: str = "") -> bool:
    """Return whether ``text`` is the topic ``title``, whoever brings it; neither case nor spaces count.

    ``by``, the one who brings it, need not be told apart from the title where it is that very name.
    """
    said = text_key(text)
    return said == text_key(f"{title} ({by})") or text_key(title) in {said, _BY.sub("", said)}


def text_key(text: str) -> str:
    """Return the key under which texts are the same: without case, and with one space for several."""
    return " ".join(text.split()).casefold()


def _placed(
    sections: NamedSections, lines: Sequence[Line], entries: Sequence[TopicEntry], day: date, new: list[str]
) -> Edit:
    """Return the edit that puts ``new`` lines in their place: between topics, in the empty item, or at the end."""
    if entries:
        descending = entries[0].days[0][0] > entries[-1].days[0][0]
        before = [entry for entry in entries if _on(entry, day) or (entry.days[0][0] < day) != descending]
        return sections.page.insert_lines(before[-1].end if before else entries[0].start, new)
    if empty := next((one for one in lines if one.mark and one.text_start >= one.text_end), None):
        return sections.page.replace_lines(empty.start, empty.end, new)
    end, apart = end_of_text(lines, sections.require("topics").start)
    return sections.page.insert_lines(end, ["", *new] if apart else new)


def _without_child(page: Page, entry: TopicEntry, title: str) -> Edit:
    """Return the edit that takes away the line of an entry whose text is ``title``, with what is below it."""
    lines = list(page.lines(entry.start, entry.end))
    index = next(n for n, one in enumerate(lines) if n and page.plain(one.text_start, one.text_end).strip() == title)
    below = (one for one in lines[index + 1 :] if one.mark and one.depth <= lines[index].depth)
    return Edit(lines[index].start, next((one.start for one in below), entry.end), "")


def form_of(sections: NamedSections, entries: Sequence[TopicEntry], mark: str, near: date) -> TopicForm:
    """Return the form of the last entry that has one; where none has, date and title in bold after ``mark``."""
    page, tag = sections.page, sections.language
    forms = (
        form_of_line(page, one.line, near, tag) or _form_above(page, one, near, tag) for one in reversed(entries)
    )
    found = [form for form in forms if form]
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", " ".join(form.written for form in found))
    unpadded = any(len(day) == 1 for day in days) and not any(day.startswith("0") for day in days)
    dated = bool(found) and all(re.search(r"\d{4}", form.written) for form in found)
    bold = "**" if page.syntax == "markdown" else "'''"
    default = TopicForm(
        before=f"{mark} {bold}",
        written=usual_form(tag),
        between=f"{bold} - {bold}",
        after=bold,
        language=tag,
    )
    return replace(found[0] if found else default, padded=not unpadded, dated=dated)


def form_of_line(page: Page, line: Line, near: date, tag: str) -> TopicForm | None:
    """Return the form of a line that is a date, a separator and a title, with nothing but marks besides, or None."""
    if line.text_end - line.text_start > _LONGEST:
        return None
    at = [position for span in page.visible(line.text_start, line.text_end) for position in range(*span)]
    text = "".join(page.text[position] for position in at)
    found = find_date(text, near, tag)
    said = hour_at(text, found.end, tag)[1] if found else 0
    separator = _SEPARATOR.match(text, said)
    if not found or not separator or not separator[0] or separator.end() >= len(text.rstrip()):
        return None
    before = page.text[line.start : at[found.start]]
    between = page.text[at[said - 1] + 1 : at[separator.end()]]
    if not (_BEFORE.fullmatch(before) and _BETWEEN.fullmatch(between)):
        return None
    marks = _MARKS.findall(f"{before[before.index(line.mark) + len(line.mark) :]}{found.day}{between}")
    return TopicForm(
        before=before,
        written=text[found.start : found.end],
        between=between,
        after=marks[-1] if len(marks) % 2 else "",
        language=tag,
    )


def _form_above(page: Page, entry: TopicEntry, near: date, tag: str) -> TopicForm | None:
    """Return the form of an entry whose line is a date, with nothing but marks besides, above its titles; or None."""
    line, *others = page.lines(entry.start, entry.end)
    child = next((one for one in others if one.mark), None)
    at = [position for span in page.visible(line.text_start, line.text_end) for position in range(*span)]
    text = "".join(page.text[position] for position in at)
    found = find_date(text, near, tag)
    if child is None or found is None or not _SEPARATOR.fullmatch(text, found.end):
        return None
    before, after = page.text[line.start : at[found.start]], page.text[at[found.end - 1] + 1 : line.text_end]
    if not (_BEFORE.fullmatch(before) and _BETWEEN.fullmatch(after)):
        return None
    written, below = text[found.start : found.end], page.text[child.start : child.text_start]
    return TopicForm(before=before, written=written, between="", after=after, language=tag, below=below)


def end_of_text(lines: Sequence[Line], start: int) -> tuple[int, bool]:
    """Return where a part's text ends: after its last line with text, or else after one empty line at its ``start``.

    The second value is whether a list that begins there needs an empty line before it.
    """
    said = [line for line in lines if not line.blank]
    if said:
        return said[-1].end, not said[-1].depth
    return (lines[0].end if lines else start), False
