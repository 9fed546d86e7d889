"""``ecg wiki history``."""

from collections.abc import Iterable
from heapq import nlargest
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from ecgtool.cli.options import TextOrJson
from ecgtool.cli.session import Session
from ecgtool.errors import PageError, UsageError
from ecgtool.group import Group
from ecgtool.render.json import as_json

if TYPE_CHECKING:
    from ecgtool.upkeep.feed import Revision
    from ecgtool.upkeep.history import History
    from ecgtool.upkeep.revisions import Past


def history(
    session: Session,
    *,
    feed: Annotated[
        Path | None,
        Option(
            metavar="FILE", help="MediaWiki's contributions feed (Atom), or a folder of files named by their time."
        ),
    ] = None,
    limit: Annotated[int | None, Option(min=1, metavar="N", help="The newest revisions alone.")] = None,
    form: TextOrJson = None,
) -> None:
    """Show how the page was kept: each change of its line, how late it came, and what was wrong in it.

    Example: ecg wiki history --feed contributions.atom
    """
    from ecgtool.render.history import history_json
    from ecgtool.upkeep import revisions
    from ecgtool.upkeep.history import kept

    group = session.group
    found = revisions.read(feed, group.wiki.page if group.wiki else "") if feed else _own_past(session, group, limit)
    shown = kept(found.page, _newest(found.revisions, limit), group, found.syntax)
    if not shown.changes:
        raise PageError(f"no revision of {found.page} has the line", "set wiki.heading to how the line begins")
    session.answer(as_json(history_json(shown)) if form == "json" else _drawn(shown, session.form(form)))


def _own_past(session: Session, group: Group, limit: int | None) -> "Past":
    from ecgtool.upkeep import revisions

    if group.wiki and group.wiki.file:
        return revisions.read(group.wiki.file)
    if group.wiki is None or not group.wiki.api:
        raise UsageError(f"{group.key} has no page", "give --feed: the wiki's contributions feed, or a folder")
    from ecgtool.targets.mediawiki.history import revisions as wiki_revisions

    wiki = session.wikis.wiki(group, group.wiki)
    return revisions.Past(group.wiki.page, wiki_revisions(wiki, group.wiki.page, limit))


def _newest(revisions: Iterable["Revision"], limit: int | None) -> Iterable["Revision"]:
    return revisions if limit is None else nlargest(limit, revisions, key=attrgetter("timestamp"))


def _drawn(shown: "History", form: str) -> str:
    if form != "terminal":
        from ecgtool.render.history import history_text

        return history_text(shown)
    from ecgtool.render.history_picture import history_picture
    from ecgtool.render.terminal import drawn

    return drawn(history_picture(shown))
