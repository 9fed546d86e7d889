"""Find the links of a line that a page does not show as links to the web: in code, in templates, to its own site."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from ecgtool.learn.text.link_kinds import is_for_documents
from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Page
from ecgtool.page.points import Link, links
from ecgtool.page.sections.call import is_call_service

_COVERED = re.compile(f"[{OPAQUE}{VERBATIM}]+")
_ADDRESS = re.compile(
    r"(?:(?P<name>[^\W\d_][\w -]{1,20}?)\s*=\s*)?(?P<url>https?://[^\s<>\"'`|{}\[\]]+)", re.IGNORECASE
)
_OTHER_SCHEME = re.compile(
    r"\[(?P<label>[^\[\]\n]*)\]\(\s*(?P<url>(?:webcals?|ircs?|mumble|xmpp):[^\s<>()\"|]+)|(?P<bare>(?:webcals?|ircs?|mumble)://[^\s<>()\[\]\"|]+)",
    re.IGNORECASE,
)
"""A link to a calendar, a chat or a call that is no web address."""
_NO_SCHEME = re.compile(r"(?<![\w/.@:-])(?<!\]\()(?:[a-z\d-]+\.)+[a-z]{2,}/[^\s<>()\[\]|\"']+", re.IGNORECASE)
"""What may be an address without "https://": "meet.example.org/room"."""
_WITHOUT_SCHEME = re.compile(r"(?:[a-z\d-]+\.)+[a-z]{2,}/\w", re.IGNORECASE)
_DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\[\]^\n]+)\]:[ \t]*<?(?P<url>[^\s<>:]+)>?[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\[(?P<label>[^\[\]\n]+)\](?:\[(?P<name>[^\[\]\n]*)\])?(?![(:\[])")
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
    that are no web addresses, and those without "https://", come last.
    """
    for link in _links_with_scheme(page, start, end):
        yield replace(link, url=without_redirect(with_scheme(link.url)))
    for other in _OTHER_SCHEME.finditer(page.mask, start, end):
        label = page.plain(*other.span("label")) if other["label"] else ""
        yield Link(url=other["url"] or other["bare"].rstrip(_AFTER), label=label)
    for url, label in _without_scheme(page, start, end):
        if (whole := with_scheme(url)) != url:
            yield Link(url=whole, label=label)


def _without_scheme(page: Page, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield what may be addresses without "https://", in links and bare, each with the words that are shown."""
    for match in _TO_SITE["markdown"].finditer(page.mask, start, end) if page.syntax == "markdown" else ():
        yield match["url"], " ".join(page.plain(*match.span("label")).split())
    defined = defined_without_scheme(page)
    for match in _NAMED.finditer(page.mask, start, end) if defined else ():
        if whole := defined.get((match["name"] or match["label"]).casefold()):
            yield whole.partition("://")[2], " ".join(page.plain(*match.span("label")).split())
    for match in _NO_SCHEME.finditer(page.mask, start, end):
        yield match[0].rstrip(_AFTER), match[0].rstrip(_AFTER)


@lru_cache(maxsize=1)  # the lines of a page are read one after another
def _defined(page: Page) -> dict[str, str]:
    """Return the addresses without a scheme that Markdown defines, by name."""
    if page.syntax != "markdown" or "]:" not in page.text:
        return {}
    return {one["name"].casefold(): one["url"] for one in _DEFINED.finditer(page.text)}


def defined_without_scheme(page: Page) -> dict[str, str]:
    """Return the addresses without "https://" that Markdown defines, by name, as they are with it."""
    return {name: whole for name, url in _defined(page).items() if (whole := with_scheme(url)) != url}


def _defined_on_site(page: Page) -> dict[str, str]:
    """Return the addresses of pages of the same site that Markdown defines, by name."""
    return {name: url for name, url in _defined(page).items() if with_scheme(url) == url and "/" in url}


def _links_with_scheme(page: Page, start: int, end: int) -> Iterator[Link]:
    """Yield the links of a part of a line that the page shows, and those in code and in templates."""
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


def links_to_site(page: Page, start: int, end: int) -> Iterator[Link]:
    """Yield the links in a part of a line to other pages of the same site, which have no address of their own."""
    on_site = _defined_on_site(page)
    for match in _NAMED.finditer(page.mask, start, end) if on_site else ():
        if path := on_site.get((match["name"] or match["label"]).casefold()):
            yield Link(url=path, label=" ".join(page.plain(*match.span("label")).split()))
    for match in _TO_SITE[page.syntax].finditer(page.mask, start, end):
        if with_scheme(match["url"]) != match["url"]:
            continue
        label = page.plain(*match.span("label" if match["label"] else "url"))
        yield Link(url=match["url"].strip(), label=" ".join(label.split()))


def with_scheme(url: str) -> str:
    """Return an address that people wrote without "https://", with it; a path on the same site as it is.

    It is known for an address by its host: one for calls or documents.
    """
    whole = f"https://{url}"
    known = is_call_service(whole) or is_for_documents(whole)
    return whole if known and _WITHOUT_SCHEME.match(url) else url


def without_redirect(url: str) -> str:
    """Return the address to which one of a search engine's leads: "https://www.google.com/url?q=..."."""
    parts = urlsplit(url) if "/url?" in url else None
    target = parse_qs(parts.query).get("q", [""])[0] if parts and ".google." in f".{parts.netloc}" else ""
    return target if target.startswith("http") else url
