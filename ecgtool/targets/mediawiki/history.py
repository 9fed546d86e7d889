"""The revisions of a page (https://www.mediawiki.org/wiki/API:Revisions)."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from ecgtool.errors import PageError
from ecgtool.targets.mediawiki.answers import Answer, continued, garbled, number, objects, part, text
from ecgtool.targets.mediawiki.client import Wiki
from ecgtool.targets.mediawiki.pages import BATCH, PageRevision, revision_text
from ecgtool.upkeep.feed import Revision


def page_revisions(wiki: Wiki, title: str, limit: int | None = None) -> Iterator[Revision]:
    """Yield the revisions of a page with their texts, newest first, at most ``limit``; without it, all of them.

    Hidden ones are left out. They are asked for by 50 at a time, as they are wanted.

    Raises:
        PageError: there is no such page.
        EcgError: as for reading a page.
    """
    page = wiki.read_page(title)
    left = limit
    oldest = page.revid + 1
    more: dict[str, str] = {}
    while left is None or left > 0:
        answer = wiki.ask_in_session(
            titles=page.title,
            prop="revisions",
            rvprop="ids|timestamp|user|comment|content",
            rvslots="main",
            rvlimit=str(min(BATCH, left or BATCH)),
            **more,
        )
        found = list(_revisions(answer, page.title))
        before, oldest = oldest, min((one.number or oldest for one in found), default=oldest)
        if oldest < before:  # a wiki that goes round in circles has an end all the same
            wiki.patience.begin_anew()
        yield from found
        left = None if left is None else left - BATCH
        last, more = more, continued(answer)
        if more in ({}, last):
            return


def revision_with(wiki: Wiki, since: PageRevision, content: str, user: str) -> int | None:
    """Return the number of the revision by which ``user`` saved ``content`` after ``since``; None for none."""
    answer = wiki.ask_in_session(
        titles=since.title,
        prop="revisions",
        rvprop="ids|user|sha1",
        rvendid=str(since.revid),
        rvlimit=str(BATCH),
    )
    sha1 = hashlib.sha1(content.encode(), usedforsecurity=False).hexdigest()
    own = (number(r, "revid") for r in _entries(answer) if text(r, "user") == user and text(r, "sha1") == sha1)
    return next((revid for revid in own if revid != since.revid), None)


def _entries(answer: Answer) -> list[Answer]:
    page = next(iter(objects(answer, "query", "pages")), {})
    if part(page, "missing"):
        raise PageError("the page was deleted meanwhile", "ask who deleted it")
    return objects(page, "revisions")


def _revisions(answer: Answer, title: str) -> Iterator[Revision]:
    for entry in _entries(answer):
        content = revision_text(entry)
        if content is not None:
            yield Revision(
                page=title,
                timestamp=_moment(text(entry, "timestamp")),
                user=text(entry, "user"),
                text=content,
                comment=text(entry, "comment"),
                number=number(entry, "revid"),
            )


def _moment(stamp: str) -> datetime:
    try:
        return datetime.fromisoformat(stamp).astimezone(UTC)
    except (ValueError, OverflowError):
        raise garbled("time of a revision") from None
