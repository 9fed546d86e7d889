"""Find what is wrong or stale on a group's page, and say where it stands and what should stand there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ecgtool import page
from ecgtool.group import Group, PageSettings
from ecgtool.page import Marked, Syntax
from ecgtool.page.blocks import BrokenBlock, is_edited
from ecgtool.text_edit import composed
from ecgtool.upkeep.blocks import BlockSettings, PageBlocks
from ecgtool.upkeep.group_page import GroupPage, problems_of
from ecgtool.wording.languages import in_full
from ecgtool.wording.spelling import listed
from ecgtool.wording.templates import parse_template
from ecgtool.wording.zone_labels import spelled

_MESSAGES = {
    "weekday-mismatch": "The line says {found}, but its date is a {expected}.",
    "zone-mismatch": "The line says {found}, but on its date the clock is on {expected}.",
    "utc-mismatch": "The line says {found} UTC, but on its date the meeting is at {expected} UTC.",
}

FOR_A_PERSON = frozenset({
    "other-date", "heading-missing", "heading-duplicate", "cancelled-on-page", "edited-block", "broken-block",
})  # fmt: skip
"""The codes of findings that no bump mends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFinding:
    """Something wrong on a page, in its ``line``, counted from 1. ``message`` explains it to the group's chair."""

    code: str
    line: int
    found: str
    expected: str
    message: str


def check_page(
    text: str,
    group: Group,
    now: datetime,
    *,
    syntax: Syntax = "wikitext",
    blocks: BlockSettings | None = None,
    own_line: str = "",
) -> list[PageFinding]:
    """Return what is wrong at ``now`` on the page with that ``text``, in the order of its lines.

    Weekday, zone and UTC time of a line are checked against the date that it names. A line that is right, but not
    written as the template has it, is no finding. The line for the next meeting is that of the groups of the page
    that manage it; where none does, it is right when it is right for one of them. ``own_line`` is the line as a bump
    wrote it: what it names is no person's word.
    """
    group_page = GroupPage(page.parse_page(text, syntax), group, now)
    group_page.own_line = own_line
    managed = "blocks" in group_page.settings.manage and blocks
    page_blocks = PageBlocks(group_page.page, blocks, now) if managed and blocks else None
    sharing = [blocks.groups[key] for key in blocks.here] if blocks else []
    found = (
        _heading(group_page, sharing),
        _standing(group_page),
        _topics(group_page),
        _blocks(group_page, page_blocks),
    )
    return sorted((finding for part in found for finding in part), key=lambda finding: finding.line)


def _heading(group_page: GroupPage, sharing: Sequence[Group]) -> Iterator[PageFinding]:
    """Yield what is wrong with the line for the next meeting. ``sharing`` are the groups of the page."""
    managing = [one for one in (group_page.group, *sharing) if "heading" in (one.wiki or PageSettings()).manage]
    is_own = group_page.group in managing
    lines = group_page.lines if is_own or not managing else []
    beginning = f"“{group_page.template.beginning}”"
    if is_own and not lines and not group_page.blocks:
        message = f"No heading or bold line begins with {beginning}: the page does not say when the next meeting is."
        yield PageFinding(code="heading-missing", line=1, found="", expected=_expected(group_page), message=message)
    for marked in lines[1:]:
        first = group_page.page.line_number(lines[0].start)
        message = f"Line {first} begins with {beginning} too, so nobody can tell which one holds: leave one of them."
        yield _whole(group_page, marked, "heading-duplicate", f"one line that begins with {beginning}", message)
    others = [] if managing else [GroupPage(group_page.page, one, group_page.now) for one in sharing]
    for marked in lines:
        if not any(marked in other.lines and not any(_line(other, marked)) for other in others):
            yield from _line(group_page, marked)


def _line(group_page: GroupPage, marked: Marked) -> Iterator[PageFinding]:
    reading, number = group_page.read(marked), group_page.page.line_number(marked.start)
    problems = problems_of(reading, group_page.group.schedule)
    for problem in problems:
        message = _MESSAGES[problem.code].format(**problem._asdict())
        yield PageFinding(
            code=problem.code, line=number, found=problem.found, expected=problem.expected, message=message
        )
    following = group_page.next
    if reading.day and following and reading.day == following.local_start.date():
        expected, said = group_page.line_for(following), reading.clock
        if group_page.may_cancel and group_page.calls_off(marked, following):
            message = f"The line says that the meeting on {_long(reading.day)} is cancelled, but ecg.toml does not."
            yield _whole(group_page, marked, "other-date", expected, message)
        elif said and said != following.local_start.time() and not problems:
            message = f"The line has the date of the next meeting, but not its time: it should say “{expected}”."
            yield _whole(group_page, marked, "stale-heading", expected, message)
        return
    is_over = group_page.is_over(reading)
    message = f"{_why(group_page, marked, reading.day, stale=is_over)}; {_next(group_page)}."
    code = "stale-heading" if is_over or group_page.is_own(marked) else "other-date"
    yield _whole(group_page, marked, code, _expected(group_page), message)


def _whole(group_page: GroupPage, marked: Marked, code: str, expected: str, message: str) -> PageFinding:
    """Return the finding that a heading or bold line as a whole is wrong."""
    number, found = group_page.page.line_number(marked.start), group_page.page.title(marked)
    return PageFinding(code=code, line=number, found=found, expected=expected, message=message)


def _why(group_page: GroupPage, marked: Marked, named: date | None, *, stale: bool) -> str:
    if named is None:
        meant = " or ".join(map(_long, group_page.possible_dates(marked)))
        return f"The date in the line may be {meant}" if meant else "The line names no date"
    if stale:
        return f"The line still names {_long(named)}, and that meeting is over"
    if group_page.is_left_out(named):
        return f"The line names {_long(named)}, when no meeting takes place"
    return f"The line names {_long(named)}, and the schedule another date"


def _next(group_page: GroupPage) -> str:
    if group_page.next is None:
        return "no meeting is to come"
    return f"the next meeting is on {_long(group_page.next.local_start.date())}"


def _expected(group_page: GroupPage) -> str:
    """Return the line as it should read; "" where no meeting is to come."""
    return group_page.line_for(group_page.next) if group_page.next else ""


def _standing(group_page: GroupPage) -> Iterator[PageFinding]:
    apart = [(line.line_start, line.line_end) for line in group_page.lines] + [*group_page.blocks]
    for slot, text in group_page.group.standing_lines:
        regular = group_page.regular(slot)
        if regular is None:
            continue
        template = parse_template(composed(text), group_page.group.language)
        lines, expected = group_page.standing(template, regular, apart), group_page.render(template, regular)
        day = _long(regular.local_start.date())
        if not lines:
            message = f"The page has no line such as “{expected}”, which the configuration names as schedule_line."
            yield PageFinding(code="schedule-line", line=1, found="", expected=expected, message=message)
        message = f"The standing line is not true of the next meeting, on {day}: it should say “{expected}”."
        for found in lines:
            apart += [found.spans[0], found.spans[-1]]
            said, wanted = (list(map(spelled, words.split())) for words in (found.text, expected))
            if said != wanted:  # a bump spells an offset anew, and until then it is no less true
                number = group_page.page.line_number(found.spans[0][0])
                yield PageFinding(
                    code="schedule-line", line=number, found=found.text, expected=expected, message=message
                )


def _blocks(group_page: GroupPage, blocks: PageBlocks | None) -> Iterator[PageFinding]:
    if blocks is None:
        return
    try:
        found = blocks.blocks
    except BrokenBlock as error:
        message = f"{error.what[:1].upper()}{error.what[1:]}: {error.hint}."
        yield PageFinding(code="broken-block", line=error.line, found="", expected="", message=message)
        return
    for block in found:
        if blocks.is_about(block, group_page.group.key) and not blocks.is_true(block):
            said, expected = blocks.text_of(block), blocks.content(block)
            if is_edited(group_page.page, block):
                message = f"A person wrote in the block “{block.name}”: it stays."
                yield PageFinding(
                    code="edited-block", line=block.line, found=said, expected=expected, message=message
                )
            else:
                message = f"The block “{block.name}” does not say what ecg.toml says."
                yield PageFinding(code="stale-block", line=block.line, found=said, expected=expected, message=message)


def _topics(group_page: GroupPage) -> Iterator[PageFinding]:
    for entry in group_page.entries:
        number = group_page.page.line_number(entry.line.text_start)
        said = group_page.page.plain(entry.line.text_start, entry.line.text_end).strip()
        if group_page.is_past(entry):
            message = f"The topic of {_long(entry.last)} is past: take it off the list."
            yield PageFinding(code="past-topic", line=number, found=said, expected="", message=message)
        elif days := group_page.only_cancelled_here(entry):
            message = f"The page cancels {listed([_long(day) for day in days])}, but ecg.toml does not."
            expected = f"{', '.join(day.isoformat() for day in days)} skipped in ecg.toml"
            yield PageFinding(code="cancelled-on-page", line=number, found=said, expected=expected, message=message)
    for entry in group_page.doubtful if group_page.may_cancel else ():
        number = group_page.page.line_number(entry.line.text_start)
        said = group_page.page.plain(entry.line.text_start, entry.line.text_end).strip()
        meant = " or ".join(_long(day) for day, _ in entry.days)
        message = f"The page cancels {meant}, and does not say which."
        yield PageFinding(code="cancelled-on-page", line=number, found=said, expected="", message=message)


def _long(day: date) -> str:
    return in_full(day, "en")
