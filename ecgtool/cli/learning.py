"""What ``ecg init`` learns from: a page in a file or on a wiki, a calendar, a yaml file, or a person's answers."""

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ecgtool import files
from ecgtool.cli.prompts import asked, asked_or_empty
from ecgtool.cli.session import Session
from ecgtool.cli.typed import typed_link
from ecgtool.errors import EcgError, PageError, UsageError
from ecgtool.group import DEFAULT_HEADING
from ecgtool.learn.draft import Draft
from ecgtool.learn.lines.next_line import next_line
from ecgtool.learn.lines.place import place_on
from ecgtool.learn.meetings.names import page_title
from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Page, parse_page, syntax_of
from ecgtool.render.plain import plain
from ecgtool.wording.templates import parse_template

_CALENDAR_VARIABLE = "ECG_CALENDAR"
_UNREAD = {
    ".rst": "reStructuredText", ".rest": "reStructuredText", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc",
    ".asc": "AsciiDoc", ".org": "Org", ".textile": "Textile", ".tex": "LaTeX", ".html": "HTML", ".htm": "HTML",
}  # fmt: skip
"""The markup of files that are no pages for ``ecg``, by how their names end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Learnt:
    """Drafts of groups, and the name of their source.

    From a page, ``refusal`` is why no group could be learnt, and ``place`` returns where the line of the next meeting
    could go, if the page has none.
    """

    drafts: Sequence[Draft]
    source: str
    place: Callable[[Draft], str] | None = None
    refusal: str = ""


def from_page(path: Path, folder: Path, today: date) -> Learnt:
    """Learn from a page in a file, whose name is kept relative to ``folder``, where ``ecg.toml`` is to be.

    Raises:
        UsageError: the file cannot be read.
        PageError: it has a markup that is not read.
    """
    if markup := _UNREAD.get(path.suffix.lower()):
        raise PageError(f"{path.name} is {markup}, which is not read", "give it a page in Markdown or wikitext")
    syntax = syntax_of(path)
    page = parse_page(files.read_text(path), syntax)
    title = page_title(page, today) or " ".join(path.stem.replace("_", " ").replace("-", " ").split())
    target = {"file": os.path.relpath(path.resolve(), folder.resolve())}
    return _from(PageSource(page=page, title=title, target=target, today=today, syntax=syntax), path.name)


def from_wiki(url: str, session: Session) -> Learnt:
    """Learn from a page on a wiki and the lines that it had before; nothing is written there.

    Raises:
        EcgError: the wiki or the page cannot be found or read.
    """
    from ecgtool.cli.wiki_reading import read_page

    found = read_page(url, session)
    pages = [parse_page(text) for text in found.past]
    today = session.now.date()
    past = [line.line.text for page in pages if (line := next_line(page, today))]
    target = {"api": found.api, "page": found.title}
    address = found.address
    source = PageSource(
        page=parse_page(found.text), title=found.title, target=target, today=today, homepage=address, past=past
    )
    return _from(source, address)


def from_ics(session: Session, where: str) -> Learnt:
    """Learn from a calendar in a file, or at an address, which is followed from then on.

    Raises:
        EcgError: as ``learn_ical`` and ``follow.fetching.fetch`` do.
    """
    from ecgtool.learn.ical.file import learn_ical

    today = session.now.date()
    if "://" not in where:
        path = Path(where)
        return Learnt(drafts=learn_ical(files.read(path), today), source=path.name)
    from ecgtool.cli.calendars import fetched
    from ecgtool.follow.fetching import shown_address

    drafts = learn_ical(fetched(session, where, cache=None, fresh=True), today)
    return Learnt(drafts=[_following(session, draft, where) for draft in drafts], source=shown_address(where))


def _following(session: Session, draft: Draft, address: str) -> Draft:
    """Return ``draft`` with the calendar to follow; an address that may be a secret stays out of the file."""
    private = "?" in address or "private" in address or "@" in address
    if private:
        session.note(f"the calendar's address may be a secret: set ${_CALENDAR_VARIABLE} to it")
    ics = {"env": _CALENDAR_VARIABLE} if private else address
    return replace(draft, table={**draft.table, "follow": {"ics": ics, "match": draft.table["name"]}})


def from_yaml2ical(path: Path, today: date) -> Learnt:
    """Learn from a meeting file of yaml2ical; raises as ``learn_yaml2ical`` does."""
    from ecgtool.learn.yaml2ical import learn_yaml2ical

    return Learnt(drafts=learn_yaml2ical(files.read(path), today), source=path.name)


def from_answers(session: Session, folder: Path) -> Learnt:
    """Learn from a person's answers; one may name a page to learn the rest from."""
    question = "The address of the group's wiki page, or a file with the page"
    if found := asked_or_empty(question, lambda where: _from_place(where, session, folder)):
        return found
    name = asked("The group's name", plain, expected="such as Tea Tasters")
    link = asked_or_empty("The link that opens its call", typed_link) or ""
    table = {"name": name, "schedule": {"duration": "1h"}, **({"call": {"join": link}} if link else {})}
    return Learnt(drafts=[Draft(table=table)], source="answers")


def _from_place(where: str, session: Session, folder: Path) -> Learnt:
    """Learn from a page at an address or in a file; raises as ``from_wiki`` and ``from_page`` do."""
    if where.startswith(("https:", "http:")):
        return from_wiki(where, session)
    if not Path(where).exists():
        raise UsageError("there is no such file", "write an address with https:// in front, or Enter for none")
    return from_page(Path(where), folder, session.now.date())


def refused(learnt: Learnt, draft: Draft) -> EcgError:
    """Return why no ``ecg.toml`` can be written, where there is nobody to ask."""
    if learnt.refusal:
        return PageError(f"{learnt.source}: {learnt.refusal}", "run it on a terminal to be asked")
    words = {"timezone": "in which zone", "at": "at which time", "every": "how often"}
    missing = ", ".join(words[key] for key in draft.missing)
    return UsageError(f"{learnt.source} does not tell {missing} the group meets", "run it on a terminal to be asked")


def _from(source: PageSource, name: str) -> Learnt:
    lesson = learn_page(source)
    empty = Draft(table={"name": source.title, "wiki": dict(source.target), "schedule": {"duration": "1h"}})
    offered = not lesson.has_line or lesson.block_after is not None
    offer = (lambda draft: _offer(source, lesson, draft)) if offered else None
    return Learnt(drafts=lesson.drafts or [empty], source=name, place=offer, refusal=lesson.refusal)


def _offer(source: PageSource, lesson: Lesson, draft: Draft) -> str:
    block = "groups" if len(lesson.drafts) > 1 else "next"
    if lesson.block_after is not None:
        after = f" --section {shlex.quote(lesson.block_after)}" if lesson.block_after else ""
        command = f"`ecg wiki embed {block}{after}`"
        return f"to keep the next date on the page, run {command}, and take out the one on line {lesson.by_hand}"
    place = place_on(source.page, lesson.rule)
    heading = str(draft.table["wiki"].get("heading", DEFAULT_HEADING))
    line = place.marked(f"{parse_template(heading).beginning} TBD", source.syntax)
    return (
        f"no line on the page says the next meeting: add “{line}” {place.words}, then run `ecg wiki bump --force`;"
        f" or let `ecg wiki embed {block}{_section_of(source.page, lesson)}` put a block on it that says it"
    )


def _section_of(page: Page, lesson: Lesson) -> str:
    """Return the option that names the section of the rule; "" where it stands in none."""
    rule = -1 if lesson.rule is None else lesson.rule
    around = [
        section for section in page.sections_by_title.values() if section.heading.line_start <= rule < section.end
    ]
    inner = max(around, key=lambda section: section.start, default=None)
    return f" --section {shlex.quote(page.title(inner.heading))}" if inner else ""
