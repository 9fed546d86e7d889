"""Make a page say the next meeting: one new text of the whole page, for all its groups.

Nothing changes where a person decided otherwise: where a group's line names another date to come, or no date, or says
that the next meeting is cancelled, and it is not ecg that wrote so, and where somebody wrote in a block.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise, takewhile
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ecgtool import page
from ecgtool.errors import EcgError, Finding, NoMeeting, PageError
from ecgtool.group import Group, PageSettings
from ecgtool.page import Marked, Span, Syntax
from ecgtool.page.model import BLOCK_MARK
from ecgtool.page.sections.meeting_line import (
    meeting_lines,
    only_line,
    rewrite,
    rewrite_shown,
    with_anchor,
)
from ecgtool.schedule.occurrences import Occurrence, meeting_on, occurrences
from ecgtool.schedule.planned import planned_on
from ecgtool.text_edit import Edit, composed
from ecgtool.upkeep.group_page import GroupPage
from ecgtool.wording.templates import Subject, parse_template

if TYPE_CHECKING:
    from ecgtool.upkeep.blocks import BlockSettings

_NO_PAGE = PageSettings()
_SHOWN = 80
_NO_SUMMARY = "Keep the blocks of ecg true"


class OtherDate(Finding):
    """The line of the group ``key`` names another date to come, or no date, or says that the next one is cancelled.

    A person wrote that, so it stays.

    ``off`` are the first and the last meeting that would be cancelled by it. ``moved_to`` is when the first would be
    held instead, or None where the schedule has a meeting then. ``at`` is the hour of the first, where its date has
    several meetings.
    """

    def __init__(
        self,
        problem: str,
        key: str,
        off: tuple[date, date],
        moved_to: tuple[date, time] | None,
        at: time | None = None,
    ) -> None:
        super().__init__(problem)
        self.key, self.off, self.moved_to, self.at = key, off, moved_to, at


class Bump(NamedTuple):
    """The text ``before`` of a page and the ``text`` that replaces it.

    ``old`` and ``new`` are a group's line, as it reads. ``problems`` are the reasons why parts of the page stay
    wrong, above all what a person decided. ``cancelled`` are the dates that the page cancels and the configuration
    does not, ``doubtful`` both readings of each that has two. ``own_line`` is the line, with single spaces, where it
    has its date from ecg and not from a person.
    """

    before: str
    text: str
    summary: str
    old: str = ""
    new: str = ""
    problems: tuple[EcgError, ...] = ()
    cancelled: tuple[date, ...] = ()
    doubtful: tuple[tuple[date, ...], ...] = ()
    own_line: str = ""

    @property
    def changed(self) -> bool:
        """Whether the text of the page changes."""
        return self.text != self.before

    def diff(self, name: str | PurePath) -> str:
        """Return the difference in the unified format. ``name`` is the page's."""
        return page.unified(self.before, self.text, name)


class PageBump(NamedTuple):
    """The new text of a page that groups share, and the bump of each group by its key."""

    text: str
    summary: str
    bumps: Mapping[str, Bump]


class Bumper(NamedTuple):
    """Makes a page say the next meetings of ``groups``, whose lines are on it, and fills its blocks.

    ``blocks`` is called for the settings of the blocks, only where a page has some. With ``force``, also what a
    person decided is replaced. ``summary`` replaces the configured one. ``own_lines`` are the lines that bumps before
    this one wrote, by the keys of their groups.
    """

    groups: Sequence[Group]
    now: datetime
    syntax: Syntax = "wikitext"
    blocks: "Callable[[], BlockSettings] | None" = None
    force: bool = False
    summary: str = ""
    own_lines: Mapping[str, str] = MappingProxyType({})

    def plan(self, text: str) -> PageBump:
        """Return what the page with that ``text`` should say, with all groups' lines and blocks.

        Raises:
            PageError: a block is broken, or would be; or the line of the only group is missing or there twice.
            NoMeeting: the only group has no meeting to come.
            UsageError: a block's template cannot be filled in.
        """
        parsed = page.parse_page(text, self.syntax)
        blocks = None
        managed = any("blocks" in (group.wiki or _NO_PAGE).manage for group in self.groups)
        if self.blocks and managed and BLOCK_MARK in text:
            from ecgtool.upkeep.blocks import PageBlocks

            blocks = PageBlocks(parsed, self.blocks(), self.now)
        edits = blocks.edits(force=self.force) if blocks else []
        lineless = bool(blocks and blocks.blocks)  # a page that has blocks needs no line
        bumps: dict[str, Bump] = {}
        for group in self.groups:
            try:
                group_page = blocks.group_page(group) if blocks else GroupPage(parsed, group, self.now)
                group_page.own_line = self.own_lines.get(group.key, "")
                bumps[group.key], own = _of_group(group_page, force=self.force, lineless=lineless)
                edits += own
            except EcgError as error:
                if len(self.groups) == 1:
                    raise
                bumps[group.key] = Bump(text, text, "", problems=(error,))
        if blocks and not self.force and (edited := blocks.edited_finding()):
            owner = blocks.settings.owner if blocks.settings.owner in bumps else self.groups[0].key
            bumps[owner] = bumps[owner]._replace(problems=(*bumps[owner].problems, edited))
        new = page.apply(text, _apart(edits))
        summary = self.summary or next((one.summary for one in bumps.values() if one.summary), _NO_SUMMARY)
        made = {key: one._replace(text=new, summary=summary) for key, one in bumps.items()}
        return PageBump(new, summary, made)


def bump(text: str, group: Group, now: datetime, *, syntax: Syntax = "wikitext", force: bool = False) -> Bump:
    """Return what the page of one group should say, without its blocks. Raises as ``Bumper.plan`` does."""
    return Bumper([group], now, syntax, force=force).plan(text).bumps[group.key]


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in order, each once.

    Raises:
        PageError: two of them change the same text in different ways.
    """
    each = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    if any(following.start < edit.end for edit, following in pairwise(each)):
        raise PageError("two groups of ecg.toml keep the same text of the page", "give each group a line of its own")
    return each


def _of_group(group_page: GroupPage, *, force: bool, lineless: bool) -> tuple[Bump, list[Edit]]:
    """Return the bump and the edits of a group's line, topics and standing lines. A ``lineless`` page needs no line.

    Where a person decided otherwise, there are no edits.
    """
    text, following = group_page.page.text, group_page.next
    cancelled, doubtful = _cancelled(group_page) if group_page.may_cancel else ((), ())
    managed = "heading" in group_page.settings.manage and (group_page.lines or not lineless)
    if following is None:
        if managed:
            raise NoMeeting
        return Bump(text, text, "", cancelled=cancelled, doubtful=doubtful), []
    made = _unchanged(group_page, following)._replace(cancelled=cancelled, doubtful=doubtful)
    line = only_line(group_page.page, group_page.template, group_page.lines) if managed else None
    other_date = _other_date(group_page, line, following) if line and not force else None
    if other_date:
        return made._replace(problems=(other_date,)), []
    if line and (group_page.is_own(line) or group_page.read(line).day != following.local_start.date()):
        made = made._replace(own_line=" ".join(made.new.split()))
    return made, list(_edits(group_page, following, line))


def _cancelled(group_page: GroupPage) -> tuple[tuple[date, ...], tuple[tuple[date, ...], ...]]:
    """Return the dates that only the page cancels, and both readings of each that has two."""
    cancelled = (day for entry in group_page.cancelling for day in group_page.only_cancelled_here(entry))
    return tuple(cancelled), tuple(tuple(day for day, _ in entry.days) for entry in group_page.doubtful)


def _unchanged(group_page: GroupPage, following: Occurrence) -> Bump:
    """Return a bump without changes. It has the line as it reads now, and as it should read."""
    text, group = group_page.page.text, group_page.group
    summary = parse_template(group_page.settings.summary, group.language).render(
        Subject(following, group.name, group.call.join)
    )
    old = group_page.page.title(group_page.lines[0]) if group_page.lines else ""
    return Bump(text, text, " ".join(summary.split()), old, group_page.line_for(following))


def _edits(group_page: GroupPage, following: Occurrence, line: Marked | None) -> Iterator[Edit]:
    manage = group_page.settings.manage
    apart: list[Span] = [*group_page.blocks]  # where no standing line is looked for
    if line:
        yield from _heading(group_page, following, line)
        apart.append((line.line_start, line.line_end))
    past = [entry for entry in group_page.entries if group_page.is_past(entry)] if "topics" in manage else []
    if past:
        from ecgtool.page.sections.topics import drop

        yield from drop(group_page.sections, past)
        apart += [(entry.start, entry.end) for entry in past]
    if "schedule_line" in manage:
        yield from _standing(group_page, apart)


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
    """Check that the changed line is still one line that reads as expected, before anything is written.

    A template, a name or a link can hold what ends a heading or opens a comment, and a link target put into the line
    can be cut in two. So the changed line is read again, by itself, as the next run will read it.

    Raises:
        PageError: it is no line by itself, or reads differently.
    """
    start = line.line_start
    old = group_page.page.text[start : line.line_end]
    text = page.apply(old, [Edit(edit.start - start, edit.end - start, edit.replacement) for edit in edits])
    if above := group_page.template.above:
        text = f"{group_page.page.escape(above)}\n\n{text}"
    changed = type(group_page.page)(text)
    found = [changed.title(marked) for marked in meeting_lines(changed, group_page.template)]
    if [" ".join(title.split()) for title in found] != [" ".join(expected.split())]:
        raise PageError(
            f"“{expected}” would not be a line of its own on the page", "mend wiki.heading: it must hold no markup"
        )


def _standing(group_page: GroupPage, apart: list[Span]) -> Iterator[Edit]:
    for slot, text in group_page.group.standing_lines:
        template = parse_template(composed(text), group_page.group.language)
        regular = group_page.regular(slot)
        if regular is None:
            continue
        expected = group_page.render(template, regular)
        for found in group_page.standing(template, regular, apart):
            yield from rewrite_shown(group_page.page, found.spans, found.part, expected)
            apart = [*apart, found.spans[0], found.spans[-1]]


def _other_date(group_page: GroupPage, line: Marked, following: Occurrence) -> OtherDate | None:
    """Return the finding that a person's line names another date to come, or none, or calls the meeting off."""
    if group_page.is_own(line):
        return None
    reading = group_page.read(line)
    named, day = reading.day, following.local_start.date()
    is_off = group_page.may_cancel and named == day and group_page.calls_off(line, following)
    if named and not is_off and (named == day or group_page.is_over(reading) or group_page.is_left_out(named)):
        return None
    if named:
        said = f"says that {named} is cancelled" if is_off else f"names {named}"
    else:
        meant = " or ".join(map(str, group_page.possible_dates(line)))
        said = (
            f"says “{group_page.page.title(line)[:_SHOWN]}”, which {f'may be {meant}' if meant else 'names no date'}"
        )
    local = following.planned_start.astimezone(following.zone)
    planned = local.date()
    moved_to = None
    if named and meeting_on(group_page.schedule, named) is None:
        moved_to = (named, reading.clock or local.time())
    off = (planned, _last_before(group_page, planned, named))
    at = local.time() if len(planned_on(group_page.group.schedule, planned)) > 1 else None
    problem = f"the page {said}, the schedule {'does not' if is_off else day}; a person's word stays"
    return OtherDate(problem, group_page.group.key, off, moved_to, at)


def _last_before(group_page: GroupPage, planned: date, named: date | None) -> date:
    """Return the date of the last meeting before the date that the page names, or else ``planned``."""
    if named is None:
        return planned
    days = (occurrence.local_start.date() for occurrence in occurrences(group_page.schedule, group_page.now))
    return max(takewhile(lambda day: day < named, days), default=planned)
