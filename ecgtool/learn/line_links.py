"""Find the links of a line that a page does not show as links to the web: in code, in templates, to its own site."""

import re
from collections.abc import Iterator

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Page
from ecgtool.page.points import Link, links

_COVERED = re.compile(f"[{OPAQUE}{VERBATIM}]+")
_ADDRESS = re.compile(
    r"(?:(?P<name>[^\W\d_][\w -]{1,20}?)\s*=\s*)?(?P<url>https?://[^\s<>\"'`|{}\[\]]+)", re.IGNORECASE
)
_OTHER_SCHEME = re.compile(
    r"\[(?P<label>[^\[\]\n]*)\]\(\s*(?P<url>(?:webcals?|ircs?|mumble|xmpp):[^\s<>()\"|]+)|(?P<bare>(?:webcals?|ircs?|mumble)://[^\s<>()\[\]\"|]+)",
    re.IGNORECASE,
)
"""A link to a calendar, a chat or a call that is no web address."""
_AFTER = ",;.:!?)*"
_TO_SITE = {
    "markdown": re.compile(
        rf"(?<![!\]\w])\[(?P<label>[^\[\]\n]+)\]\(\s*<?(?P<url>(?!\w+:|#|//)[^\s()<>{HIDDEN}]+)>?[^()\n]*\)"
    ),
    "wikitext": re.compile(
        rf"\[\[:?(?P<url>(?!(?:file|image|category|media|datei|kategorie|bild|fichier|catégorie)\s*:|#)[^\[\]|\n{HIDDEN}]+)"
        r"(?:\|(?P<label>[^\[\]\n]*))?\]\]",
        re.IGNORECASE,
    ),
}


def all_links(page: Page, start: int, end: int) -> Iterator[Link]:
    """Yield the links to web addresses in a part of a line, with those in code and in templates, in order.

    One in a template is labelled with its parameter: ``{{Meeting|room=https://...}}``. Those to calendars and chats
    that are no web addresses come last.
    """
    done = start
    for covered in _COVERED.finditer(page.mask, start, end):
        found = (
            []
            if page.mask.startswith("[", covered.start() - 1)
            else list(_ADDRESS.finditer(page.text, *covered.span()))
        )
        if found:
            yield from links(page, done, covered.start())
            done = covered.end()
        yield from (Link(url=one["url"].rstrip(_AFTER), label=(one["name"] or "").strip()) for one in found)
    yield from links(page, done, end)
    for other in _OTHER_SCHEME.finditer(page.mask, start, end):
        label = page.plain(*other.span("label")) if other["label"] else ""
        yield Link(url=other["url"] or other["bare"].rstrip(_AFTER), label=label)


def links_to_site(page: Page, start: int, end: int) -> Iterator[Link]:
    """Yield the links in a part of a line to other pages of the same site, which have no address of their own."""
    for match in _TO_SITE[page.syntax].finditer(page.mask, start, end):
        label = page.plain(*match.span("label" if match["label"] else "url"))
        yield Link(url=match["url"].strip(), label=" ".join(label.split()))
