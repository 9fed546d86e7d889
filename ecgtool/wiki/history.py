"""The revisions of a page (https://www.mediawiki.org/wiki/API:Revisions)."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from ecgtool.errors import PageError
from ecgtool.feed import Revision
from ecgtool.wiki.api import Answer, part
from ecgtool.wiki.client import Wiki
from ecgtool.wiki.pages import BATCH, Page, revision_text


def revisions(wiki: Wiki, title: str, limit: int | None = None) -> Iterator[Revision]:
    """The newest revisions of a page with their texts, newest first; without ``limit`` all of them.

    Hidden ones are left out. Asks for 50 at a time, as they are wanted.

    Raises:
        PageError: there is no such page.
        EcgError: as for reading a page.
    """
    page = wiki.read_page(title)
    left = limit
    more: dict[str, str] = {}
    while left is None or left > 0:
        answer = wiki.ask(
            titles=page.title,
            prop="revisions",
            rvprop="ids|timestamp|user|comment|content",
            rvslots="main",
            rvlimit=str(min(BATCH, left or BATCH)),
            **wiki.account.identity(),
            **more,
        )
        yield from _revisions(answer, page.title)
        left = None if left is None else left - BATCH
        more = {key: str(value) for key, value in (part(answer, "continue") or {}).items()}
        if not more:
            return


def revision_with(wiki: Wiki, since: Page, text: str, user: str) -> int | None:
    """The number of the revision by which ``user`` saved ``text`` after ``since``; None where there is none."""
    answer = wiki.ask(
        titles=since.title,
        prop="revisions",
        rvprop="ids|user|sha1",
        rvendid=str(since.revid),
        rvlimit=str(BATCH),
        **wiki.account.identity(),
    )
    sha1 = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    own = (r for r in _entries(answer) if r.get("user") == user and r.get("sha1") == sha1)
    return next((int(revision["revid"]) for revision in own if revision["revid"] != since.revid), None)


def _entries(answer: Answer) -> list[Answer]:
    pages = part(answer, "query", "pages") or [{}]
    if pages[0].get("missing"):
        raise PageError("the page was deleted meanwhile", "ask who deleted it")
    return list(pages[0].get("revisions") or ())


def _revisions(answer: Answer, title: str) -> Iterator[Revision]:
    for entry in _entries(answer):
        text = revision_text(entry)
        if text is not None:
            yield Revision(
                page=title,
                timestamp=datetime.fromisoformat(str(entry["timestamp"])),
                user=str(entry.get("user", "")),
                text=text,
                comment=str(entry.get("comment", "")),
                number=int(entry["revid"]),
            )
