"""How a page was kept: each change of its line for the next meeting, how late it came, and what was wrong in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from ecgtool import page
from ecgtool.group import Group
from ecgtool.page import Page, Syntax
from ecgtool.page.blocks import BrokenBlock, block_spans, digest_of, find_blocks
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.upkeep.feed import Revision
from ecgtool.upkeep.group_page import over_at, problems_of, read_line_of
from ecgtool.wording.templates import Template, parse_template

State = Literal["right", "label", "stale", "none"]

_STALE_WEEK = timedelta(days=1)
"""In a stale week, the line named a meeting that was over for at least this long."""


_Blocks = dict[tuple[str, str, int], tuple[str, str]]
"""By name, group and place of a block: the digest of the text in it, and the digest in its comment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineChange:
    """A new line on the page: who wrote it and when, what it says, and when it was replaced. Instants are in UTC.

    ``heading`` is "" where the line was removed. ``over`` is when the meeting that it names ended, None where it
    names none. ``until`` is when the next change came or, of the line that is still there (``current``), now.
    """

    timestamp: datetime
    user: str
    heading: str
    meeting: date | None = None
    problems: tuple[str, ...] = ()
    over: datetime | None = None
    until: datetime
    current: bool = False

    @property
    def stale(self) -> timedelta:
        """The time from the meeting's end to the next change, or until now; 0 where the change came before."""
        return max(self.until - self.over, timedelta()) if self.over else timedelta()

    @property
    def stale_hours(self) -> float:
        """The same time in hours, to a tenth."""
        return hours(self.stale)


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """The week that begins on ``monday``, and how the page was in it."""

    monday: date
    state: State


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The changes of a page's line, oldest first, and how often its blocks were filled, or edited by hand."""

    page: str
    changes: tuple[LineChange, ...]
    blocks_filled: int = 0
    blocks_edited: int = 0

    @property
    def headings(self) -> tuple[LineChange, ...]:
        """The changes that left a line on the page."""
        return tuple(change for change in self.changes if change.heading)

    @property
    def stale_total(self) -> timedelta:
        """How long the line named a meeting that was over, in all."""
        return sum((change.stale for change in self.changes), timedelta())

    @property
    def stale_longest(self) -> timedelta:
        """The longest time that the line named a meeting that was over."""
        return max((change.stale for change in self.changes), default=timedelta())

    def count(self, problem: str) -> int:
        """Return in how many headings there was ``problem``, the code of a finding."""
        return sum(problem in change.problems for change in self.changes)

    def weeks(self) -> Iterator[Week]:
        """Yield the weeks, in UTC, from the first change until now, in order."""
        if not self.changes:
            return
        first, last = self.changes[0].timestamp, self.changes[-1].until
        monday = first.date() - timedelta(days=first.weekday())
        while monday <= last.date():
            yield Week(monday=monday, state=_state(self.changes, datetime.combine(monday, time(), UTC)))
            monday += timedelta(days=7)


def hours(duration: timedelta) -> float:
    """Return a duration in hours, to a tenth."""
    return round(duration / timedelta(hours=1), 1)


def page_history(
    name: str, revisions: Iterable[Revision], group: Group, now: datetime, syntax: Syntax = "wikitext"
) -> History:
    """Return how the page ``name`` was kept until ``now``, from its revisions in any order.

    A line without a year is read by the time of its revision. Revisions before the first with a line are left out.
    """
    template = parse_template(group.heading, group.language)
    changed: list[_RevisionLines] = []
    ordered = sorted(_lines_of_each(revisions, template, syntax), key=lambda revision: revision.timestamp)
    filled, edited = _block_changes([revision.blocks for revision in ordered])
    for revision in ordered:
        if revision.lines[:1] != (changed[-1].lines[:1] if changed else ()):
            changed.append(revision)
    replaced = [revision.timestamp for revision in changed[1:]]
    changes = [_change(*pair, group, template) for pair in zip(changed, (*replaced, now), strict=False)]
    changes[-1:] = [replace(change, current=True) for change in changes[-1:]]
    return History(page=name, changes=tuple(changes), blocks_filled=filled, blocks_edited=edited)


def _block_changes(revisions: Sequence[_Blocks]) -> tuple[int, int]:
    """Return how many changes of a block were made by ecg, and how many by hand. The digest in the comment tells."""
    filled = edited = 0
    for before, after in pairwise(({}, *revisions)):
        for block, (text, digest) in after.items():
            if digest and before.get(block, ("", ""))[0] != text:
                filled += text == digest
                edited += text != digest
    return filled, edited


@dataclass(frozen=True, kw_only=True, slots=True)
class _RevisionLines:
    """The lines of one revision that begin like the group's line, and its blocks."""

    timestamp: datetime
    user: str
    lines: tuple[str, ...]
    blocks: _Blocks


def _lines_of_each(revisions: Iterable[Revision], template: Template, syntax: Syntax) -> Iterator[_RevisionLines]:
    for revision in revisions:
        text = page.parse_page(revision.text, syntax)
        spans = block_spans(text)
        lines = tuple(
            text.title(marked)
            for marked in meeting_lines(text, template)
            if not any(start <= marked.line_start < end for start, end in spans)
        )
        yield _RevisionLines(
            timestamp=revision.timestamp, user=revision.user, lines=lines, blocks=_blocks_of(text) if spans else {}
        )


def _blocks_of(text: Page) -> _Blocks:
    """Return the blocks of a page by name, group, and place among blocks of that name and group."""
    found: _Blocks = {}
    before: Counter[tuple[str, str]] = Counter()
    try:
        for block in find_blocks(text):
            place = before[block.name, block.group]
            before[block.name, block.group] += 1
            found[block.name, block.group, place] = digest_of(text.text[slice(*block.inner)]), block.digest
    except BrokenBlock:
        return {}
    return found


def _change(revision: _RevisionLines, until: datetime, group: Group, template: Template) -> LineChange:
    if not revision.lines:
        problems = () if revision.blocks else ("heading-missing",)
        return LineChange(
            timestamp=revision.timestamp, user=revision.user, heading="", problems=problems, until=until
        )
    near = revision.timestamp.astimezone(group.schedule.zone).date()
    reading = read_line_of(template, revision.lines[0], near, group.schedule)
    codes = [problem.code for problem in problems_of(reading, group.schedule)]
    if len(revision.lines) > 1:
        codes.append("heading-duplicate")
    over = over_at(reading, group.schedule)
    return LineChange(
        timestamp=revision.timestamp,
        user=revision.user,
        heading=revision.lines[0],
        meeting=reading.day,
        problems=tuple(codes),
        over=over,
        until=until,
    )


def _state(changes: tuple[LineChange, ...], start: datetime) -> State:
    """Return how the page was in the week that begins at ``start``: the worst state of it."""
    end = start + timedelta(days=7)
    shown = [change for change in changes if change.timestamp < end and (start < change.until or change.current)]
    stale = (
        min(change.until, end) - max(change.over, change.timestamp, start)
        for change in shown
        if change.over is not None
    )
    if sum((part for part in stale if part > timedelta()), timedelta()) >= _STALE_WEEK:
        return "stale"
    if any(change.problems for change in shown):
        return "label"
    return "right" if shown else "none"
