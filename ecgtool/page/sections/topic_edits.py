"""Adding to a page's upcoming topics, and taking from them, in the place, form and order that they have."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from ecgtool.errors import PageError, UsageError
from ecgtool.page.insert import end_of_text, insertion, replacement
from ecgtool.page.model import Line, Page
from ecgtool.page.sections.parts import Parts
from ecgtool.page.sections.topic_form import NewTopic, form_of
from ecgtool.page.sections.topics import Entry, drop, read_entries
from ecgtool.text_edit import Edit, apply

_BY = re.compile(r"\s*\([^()]*\)$")


def add_topic(parts: Parts, topic: NewTopic, near: date) -> list[Edit]:
    """The edits that add a topic in the order of the dates; none where it is there already.

    A date without a year on the page is the one nearest to ``near``.

    Raises:
        PageError: the page has no section for topics, or has them in a table.
        UsageError: the title would not read as it is.
    """
    topic = NewTopic(topic.day, " ".join(topic.title.split()), " ".join(topic.by.split()))
    entries = read_entries(parts, near)
    if _holds(entries, topic):
        return []
    page, lines = parts.page, _lines(parts)
    if any(page.text[entry.line.text_start] == "|" for entry in entries):
        raise PageError("the page has its topics in a table", "add a row by hand")
    mark = next((line.mark for line in lines if line.mark), "-" if page.syntax == "markdown" else "*")
    line = form_of(page, entries, mark, near).line(page, topic, near)
    edits = [_placed(parts, lines, entries, topic.day, line)]
    after = Parts(type(page)(apply(page.text, edits)), parts.names)
    if not _holds(read_entries(after, near), topic):
        raise UsageError(f"“{topic.title}” would not read as a topic of {topic.day}", "begin it with a word")
    return edits


def drop_topic(parts: Parts, title: str, near: date, day: date | None = None) -> list[Edit]:
    """The edits that take away the topic called ``title``, that of ``day`` where several are called so.

    An emptied list keeps one empty item. Case, and who brings it, do not count.

    Raises:
        PageError: the page has no section for topics.
        UsageError: there is no such topic, or several.
    """
    parts.require("topics")
    entries = [entry for entry in read_entries(parts, near) if day is None or _on(entry, day)]
    found = [entry for entry in entries if _called(entry, title)]
    if not found:
        titles = [title for entry in entries for title in entry.titles]
        close = get_close_matches(title, titles, n=1, cutoff=0)
        raise UsageError(
            f"no topic “{title}” on the page", f"the nearest is “{close[0]}”" if close else "there is none"
        )
    if len(found) > 1:
        days = ", ".join(str(entry.days[0][0]) for entry in found)
        raise UsageError(f"{len(found)} topics are called “{title}”", f"say which with --date: {days}")
    entry = found[0]
    if len(entry.titles) == 1:
        return drop(parts, [entry])
    return [_without_child(parts.page, entry, _called(entry, title)[0])]


def _lines(parts: Parts) -> list[Line]:
    """The lines of the section that are no subsection's."""
    page, section = parts.page, parts.require("topics")
    starts = (heading.line_start for heading in page.headings if heading.line_start >= section.start)
    return list(page.lines(section.start, min(next(starts, section.end), section.end)))


def _holds(entries: Sequence[Entry], topic: NewTopic) -> bool:
    texts = {_key(topic.title), _key(f"{topic.title} ({topic.by})")}
    return any(_on(entry, topic.day) and any(_key(title) in texts for title in entry.titles) for entry in entries)


def _on(entry: Entry, day: date) -> bool:
    return any(first <= day <= last for first, last in entry.days)


def _called(entry: Entry, title: str) -> list[str]:
    """The titles of the entry that are ``title``."""
    return [text for text in entry.titles if _key(title) in {_key(text), _key(_BY.sub("", text))}]


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()


def _placed(parts: Parts, lines: Sequence[Line], entries: Sequence[Entry], day: date, line: str) -> Edit:
    """The edit that puts ``line`` in its place: between the other topics, in the empty item, or at the end."""
    if entries:
        descending = entries[0].days[0][0] > entries[-1].days[0][0]
        before = [entry for entry in entries if _on(entry, day) or (entry.days[0][0] < day) != descending]
        return insertion(parts.page, before[-1].end if before else entries[0].start, [line])
    if empty := next((one for one in lines if one.mark and one.text_start >= one.text_end), None):
        return replacement(parts.page, empty, [line])
    end, apart = end_of_text(lines, parts.require("topics").start)
    return insertion(parts.page, end, ["", line] if apart else [line])


def _without_child(page: Page, entry: Entry, title: str) -> Edit:
    """The edit that takes away the line of an entry that says ``title``, with what is below it."""
    lines = list(page.lines(entry.start, entry.end))
    index = next(n for n, one in enumerate(lines) if n and page.plain(one.text_start, one.text_end).strip() == title)
    below = (one for one in lines[index + 1 :] if one.mark and one.depth <= lines[index].depth)
    return Edit(lines[index].start, next((one.start for one in below), entry.end), "")
