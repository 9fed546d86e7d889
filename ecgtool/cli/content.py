"""Where the commands take a group's agenda and call details from."""

from datetime import date
from pathlib import Path

from ecgtool.cli.pages import page_of
from ecgtool.cli.session import Session
from ecgtool.group import Call
from ecgtool.page import Syntax, parse, syntax_of
from ecgtool.targets.file import FileTarget
from ecgtool.targets.interface import Target
from ecgtool.upkeep.content import Content, configured, on_page
from ecgtool.upkeep.group_page import GroupPage


def page_content(session: Session, page: Path | None, day: date | None = None) -> Content:
    """The content of the group that is asked for, for the meeting on ``day`` or the next one.

    From the file ``page`` where one is named; else from the configuration, with the agenda of the group's page where
    that is to be read, and the page's call details where the configuration has none.

    Raises:
        PageError: the page cannot be read.
    """
    group = session.group
    if page:
        return _read(session, FileTarget(page), syntax_of(page), day)
    if not (group.agenda_on_page and group.wiki):
        return configured(group)
    content = _read(session, *page_of(session, group), day)
    return content._replace(call=group.call if group.call != Call() else content.call)


def call_details(session: Session, page: Path | None) -> Call:
    """The call details alone; the page is not asked where the configuration has them. Raises as ``page_content``."""
    known = session.group.call
    return known if page is None and known != Call() else page_content(session, page).call


def _read(session: Session, page: Target, syntax: Syntax, day: date | None) -> Content:
    text = page.read().encode(errors="surrogateescape").decode(errors="replace")
    return on_page(GroupPage(parse(text, syntax), session.group, session.now), day)
