"""What the topics of a group's page cancel, as plans for ``ecg.toml``."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from ecgtool.cli.files import text_of
from ecgtool.cli.session import Session
from ecgtool.config.edit import Plan
from ecgtool.config.replan import Revisions, cancel, cancel_all
from ecgtool.errors import PageError, UsageError
from ecgtool.group import Schedule, WikiTarget
from ecgtool.page import parse, syntax_of
from ecgtool.page.parts import Parts
from ecgtool.page.topics import Entry, read_entries
from ecgtool.typed_date import Moment


def page_plans(session: Session) -> tuple[list[Plan], str]:
    """A plan for each date or break from today on that the page cancels, and what to say where nothing changes.

    Raises:
        UsageError: the group has no page.
        PageError: the page cannot be read.
    """
    group = session.group
    if group.wiki is None:
        raise UsageError(f"{group.key} has no page", "name it in wiki.file, or in wiki.api and wiki.page")
    today = session.now.astimezone(group.schedule.zone).date()
    page = parse(_text(group.wiki), syntax_of(group.wiki.file) if group.wiki.file else "wikitext")
    entries = read_entries(Parts(page, group.wiki.sections), today)
    coming = [entry for entry in entries if entry.cancelled and entry.last >= today]
    return list(_plans(session, coming)), "the page cancels no meeting that ecg.toml does not"


def _plans(session: Session, entries: list[Entry]) -> Iterator[Plan]:
    for entry in entries:
        for first, last in entry.days:
            plan = partial(_cancelled, first=first, last=last, reason=" ".join(entry.titles[0].split()))
            try:
                plan(session.group.schedule)
            except UsageError as error:
                session.note(f"left out what the page cancels: {error}")
            else:
                yield plan


def _cancelled(schedule: Schedule, first: date, last: date, reason: str) -> Revisions:
    if first < last:
        return cancel_all(schedule, first, last, reason)
    held = cancel(schedule, Moment(first), "")
    return cancel(schedule, Moment(first), reason) if held else ()


def _text(target: WikiTarget) -> str:
    if target.file is None:
        raise UsageError("only a page in a file can be read here", "name it in wiki.file")
    if not target.file.is_file():
        raise PageError(f"{target.file}: no such page", "mend wiki.file")
    return text_of(target.file)
