"""Pages as the API answers them (https://www.mediawiki.org/wiki/API:Revisions), and text as MediaWiki keeps it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ecgtool.errors import EcgError, PageError
from ecgtool.targets.mediawiki.answers import Answer, garbled, number, objects, part, table, text
from ecgtool.targets.mediawiki.failures import Barrier
from ecgtool.targets.mediawiki.refusals import printable

BATCH = 50
"""Titles in one question, at most, for an account without higher limits."""

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PHP_SPACE = " \t\n\r\0\x0b"


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRevision:
    """One revision of a page.

    ``timestamp`` and ``read_at`` are when it was saved and when it was read, as the wiki writes it (ISO 8601, UTC),
    "" where that does not matter; ``parentid`` is 0 for the first revision.
    """

    title: str
    text: str
    revid: int
    parentid: int = 0
    user: str = ""
    timestamp: str = ""
    read_at: str = ""


def stored(content: str) -> str:
    """Return the text as MediaWiki keeps it: NFC, lines ended by a line feed, no space at the end of the whole.

    What it cannot keep becomes U+FFFD, as it does there.
    """
    lines = content.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("\ufffd", lines)).rstrip(_PHP_SPACE)


def question(titles: Sequence[str]) -> dict[str, str]:
    """Return the parameters that ask for the text of ``titles``, whichever release answers."""
    return {
        "titles": "|".join(unicodedata.normalize("NFC", title) for title in titles),
        "prop": "info|revisions",
        "rvprop": "ids|timestamp|user|content",
        "rvslots": "main",
        "curtimestamp": "1",
    }


def read_pages(answer: Answer, titles: Sequence[str]) -> Mapping[str, PageRevision | EcgError]:
    """Return for each of ``titles`` the page, or why it cannot be edited.

    Raises:
        Barrier: the wiki is too old to know the form of answers that was asked for.
    """
    if isinstance(part(answer, "query", "pages"), dict):
        problem = "the wiki's MediaWiki is older than 1.25, and ecg works with 1.28 and later"
        raise Barrier(problem, "ask the wiki's admin to bring it up to date")
    renamed = {text(entry, "from"): text(entry, "to") for entry in objects(answer, "query", "normalized")}
    found = {text(page, "title"): page for page in objects(answer, "query", "pages")}
    read_at = text(answer, "curtimestamp")
    return {title: _page(title, found.get(_known_as(title, renamed)), read_at) for title in titles}


def revision_text(revision: Answer) -> str | None:
    """Return the text of a revision, in the form of 1.28 or of 1.32 on; None where it is hidden or was not sent."""
    found = part(revision, "slots", "main", "content") if "slots" in revision else part(revision, "content")
    return found if isinstance(found, str) else None


def _known_as(title: str, renamed: Mapping[str, str]) -> str:
    asked = unicodedata.normalize("NFC", title)
    return renamed.get(asked, asked)


def _page(title: str, found: Answer | None, read_at: str) -> PageRevision | EcgError:
    if found is None:
        return PageError(f"the wiki has no page “{printable(title)}” of its own", "correct wiki.page")
    if fault := _fault(title, found):
        return fault
    revision = next(iter(objects(found, "revisions")), {})
    content = revision_text(revision)
    for place in (revision, table(revision, "slots", "main")):
        if "texthidden" in place:
            return PageError(f"the text of “{printable(title)}” is hidden", "ask the wiki's admin")
        if "textmissing" in place:
            return PageError(f"the wiki has lost the text of “{printable(title)}”", "ask the wiki's admin")
    if content is None or not number(revision, "revid"):
        return garbled("text")
    return PageRevision(
        title=text(found, "title"),
        text=content,
        revid=number(revision, "revid"),
        parentid=number(revision, "parentid"),
        user=text(revision, "user"),
        timestamp=text(revision, "timestamp"),
        read_at=read_at,
    )


def _fault(title: str, found: Answer) -> PageError | None:
    name = f"“{printable(title)}”"
    if found.get("invalid") or found.get("special"):
        return PageError(f"{name} is not the title of a page that can be edited", "correct wiki.page")
    if found.get("missing"):
        return PageError(f"the page {name} does not exist", "correct wiki.page, or create the page by hand")
    if found.get("redirect"):
        return PageError(f"{name} is a redirect", "write the title that it leads to into wiki.page")
    model = found.get("contentmodel", "wikitext")
    if model != "wikitext":
        return PageError(f"{name} holds {printable(model)}, not wikitext", "correct wiki.page")
    return None
