"""Where the commands take a group's agenda and call details from."""

from datetime import date
from pathlib import Path

from ecgtool.cli.pages import FilePage
from ecgtool.cli.session import Session
from ecgtool.content import Content, configured, on_page
from ecgtool.group import Call, Group
from ecgtool.outlook import Outlook
from ecgtool.page import parse


def page_content(session: Session, page: Path | None, day: date | None = None) -> Content:
    """The content of the group that is asked for, for the meeting on ``day`` or the next one.

    From the file ``page`` where one is named; else from the configuration, with the agenda of the group's page where
    that is to be read, and the page's call details where the configuration has none.

    Raises:
        PageError: the page cannot be read.
    """
    group = session.group
    if page:
        return _read(session, FilePage(page), day)
    own = _page(group)
    if own is None:
        return configured(group)
    content = _read(session, own, day)
    return content._replace(call=group.call if group.call != Call() else content.call)


def _page(group: Group) -> FilePage | None:
    return FilePage(group.wiki.file) if group.agenda_on_page and group.wiki and group.wiki.file else None


def _read(session: Session, page: FilePage, day: date | None) -> Content:
    return on_page(Outlook(parse(page.read(), page.syntax), session.group, session.now), day)
