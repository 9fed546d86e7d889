"""What a group's page should say by now, in one new text of the whole page.

Nothing is changed where a person decided otherwise: where the line names another date still to come, or none.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import takewhile
from pathlib import PurePath
from typing import NamedTuple

from ecgtool import page
from ecgtool.errors import Finding, NoMeeting, PageError
from ecgtool.group import Group
from ecgtool.page import Marked, Span, Syntax
from ecgtool.page.rewrite import rewrite, rewrite_shown, with_anchor
from ecgtool.page.sections.meeting_line import meeting_lines, only_line, standing_line
from ecgtool.page.sections.topics import drop
from ecgtool.schedule.occurrences import Occurrence, meeting_on, occurrences
from ecgtool.schedule.planned import recurrence_on
from ecgtool.text_edit import Edit
from ecgtool.upkeep.group_page import GroupPage
from ecgtool.wording.reading import Reading
from ecgtool.wording.templates import Subject, parse

_SHOWN = 80


class Bump(NamedTuple):
    """What is to become of a page: ``before`` becomes ``text``, ``old`` and ``new`` are its line as it reads.

    ``word`` is the person's word that stands, if one does; then nothing changes.
    """

    before: str
    text: str
    summary: str
    old: str
    new: str
    word: Finding | None = None

    @property
    def changed(self) -> bool:
        """Whether the page is to be another."""
        return self.text != self.before

    def diff(self, name: str | PurePath) -> str:
        """The difference in the unified format; ``name`` is the page's."""
        return page.unified(self.before, self.text, name)


class PersonsWord(Finding):
    """The page names another date still to come, or none, and a person decided that; ``plan`` changes nothing."""

    def __init__(self, plan: Bump, word: Finding) -> None:
        super().__init__(str(word))
        self.plan = plan


def bump(text: str, group: Group, now: datetime, *, syntax: Syntax = "wikitext", force: bool = False) -> Bump:
    """What the page with that ``text`` should say at ``now``, an aware datetime; ``force`` overrules a person's word.

    Raises:
        PageError: the line is to be managed, and the page has none or several, or the template would break it.
        NoMeeting: no meeting is to come.
    """
    group_page = GroupPage(page.parse(text, syntax), group, now)
    following = group_page.next
    if following is None:
        raise NoMeeting
    found = meeting_lines(group_page.page, group_page.template)
    plan = _unchanged(group_page, following, found)
    managed = "heading" in group_page.settings.manage
    line = only_line(group_page.page, group_page.template, found) if managed else None
    word = _word(group_page, line, following) if line and not force else None
    if word:
        return plan._replace(word=word)
    return plan._replace(text=page.apply(text, _edits(group_page, following, line)))


def planner(
    group: Group, now: datetime, *, syntax: Syntax = "wikitext", force: bool = False, summary: str = ""
) -> Callable[[str], Bump]:
    """From a page's text to what is to become of it, for a ``Target``; ``summary`` replaces the configured one.

    The plan raises as ``bump`` does, and ``PersonsWord`` where one stands.
    """

    def plan(text: str) -> Bump:
        made = bump(text, group, now, syntax=syntax, force=force)
        if made.word:
            raise PersonsWord(made, made.word)
        return made._replace(summary=summary or made.summary)

    return plan


def _unchanged(group_page: GroupPage, following: Occurrence, found: list[Marked]) -> Bump:
    """A bump that changes nothing: the line as it reads now, and as it should."""
    text, group = group_page.page.text, group_page.group
    summary = parse(group_page.settings.summary, group.language).render(
        Subject(following, group.name, group.call.join)
    )
    old = group_page.page.title(found[0]) if found else ""
    return Bump(text, text, " ".join(summary.split()), old, group_page.line_for(following))


def _edits(group_page: GroupPage, following: Occurrence, line: Marked | None) -> Iterator[Edit]:
    manage, settings = group_page.settings.manage, group_page.settings
    apart: list[Span] = []  # where no standing line is looked for
    if line:
        yield from _heading(group_page, following, line)
        apart.append((line.line_start, line.line_end))
    past = [entry for entry in group_page.entries if group_page.is_past(entry)] if "topics" in manage else []
    if past:
        yield from drop(group_page.sections, past)
        apart += [(entry.start, entry.end) for entry in past]
    if "schedule_line" in manage and settings.schedule_line and group_page.regular:
        yield from _standing(group_page, group_page.regular, apart)


def _heading(group_page: GroupPage, following: Occurrence, line: Marked) -> list[Edit]:
    new = group_page.render(group_page.template, following)
    name = group_page.settings.anchor
    if name:
        edits = with_anchor(group_page.page, line.start, line.end, new, name)
    else:
        edits = rewrite(group_page.page, line.start, line.end, new)
    if edits:
        _require_line(group_page, line, edits, group_page.line_for(following))
    return edits


def _require_line(group_page: GroupPage, line: Marked, edits: list[Edit], expected: str) -> None:
    """See that the changed line is still one that reads as expected: a template can hold what ends a heading."""
    start = line.line_start
    old = group_page.page.text[start : line.line_end]
    text = page.apply(old, [Edit(edit.start - start, edit.end - start, edit.replacement) for edit in edits])
    changed = type(group_page.page)(text)
    found = [changed.title(marked) for marked in meeting_lines(changed, group_page.template)]
    if found != [expected]:
        raise PageError(
            f"“{expected}” would not be a line of its own on the page", "mend wiki.heading: it must hold no markup"
        )


def _standing(group_page: GroupPage, regular: Occurrence, apart: list[Span]) -> list[Edit]:
    template = parse(group_page.settings.schedule_line, group_page.group.language)
    found = standing_line(group_page.page, template, apart)
    if found is None:
        return []
    return rewrite_shown(group_page.page, found.spans, found.part, group_page.render(template, regular))


def _word(group_page: GroupPage, line: Marked, following: Occurrence) -> Finding | None:
    """A person's word: the line names another date still to come, or none."""
    reading = group_page.read(line)
    named, day = reading.day, following.local_start.date()
    if named and (named == day or group_page.is_over(reading) or group_page.is_left_out(named)):
        return None
    said = f"names {named}" if named else f"says “{group_page.page.title(line)[:_SHOWN]}”, which names no date"
    return Finding(
        f"the page {said}, the schedule {day}; a person's word stays", _hint(group_page, reading, following)
    )


def _hint(group_page: GroupPage, reading: Reading, following: Occurrence) -> str:
    """What to type to make one of the two right."""
    group, named = group_page.group, reading.day
    planned = (following.original_start or following.start).astimezone(following.zone).date()
    ways = [f"if {planned} is off, `ecg cancel {planned}{_until(group_page, planned, named)} -g {group.key}`"]
    if named and meeting_on(group_page.schedule, named) is None:
        at = reading.clock or recurrence_on(group.schedule.slots[0], planned).at
        ways.append(f"if it is moved, `ecg move {planned} {named}T{at:%H:%M} -g {group.key}`")
    ways.append(f"else `ecg wiki bump --force -g {group.key}`")
    return ", ".join(ways)


def _until(group_page: GroupPage, planned: date, named: date | None) -> str:
    """The last of the meetings before the date that the page names, where there are several."""
    if named is None:
        return ""
    days = (occurrence.local_start.date() for occurrence in occurrences(group_page.schedule, group_page.now))
    last = max(takewhile(lambda day: day < named, days), default=planned)
    return f" --to {last}" if last > planned else ""
