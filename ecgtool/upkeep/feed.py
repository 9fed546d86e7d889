"""Read the revisions of a page from a contributions feed of MediaWiki (Atom, RFC 4287).

Each entry's summary is HTML: the edit's summary in a paragraph, a rule, and the page's whole text with its special
characters escaped and ``<br />`` at line ends (ApiFeedContributions). A feed comes from somebody else's computer, so
a document type is refused, and with it any entity. No more than one entry, of limited size, is held at a time.
"""

import html
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers import expat

from ecgtool.errors import PageError, UsageError

HINT = "ask the wiki for api.php?action=feedcontributions&feedformat=atom&user=NAME"
_ATOM = "http://www.w3.org/2005/Atom "
_BLOCK = 1 << 16
_ENTRY_LIMIT = 16_000_000
"""The most characters of one entry: MediaWiki's largest page (2 MB, $wgMaxArticleSize), all of it escaped."""
_TOKEN_LIMIT = 1 << 20
"""The most bytes that the XML parser may hold back: more than any tag of a feed has."""
_DEPTH_LIMIT = 64
_CUT_OFF = frozenset({3, 5, 6})
"""Expat's codes for a text that ends before its elements do, within a token, or within a character."""
_FIELDS = frozenset({"title", "updated", "summary", "author/name", "id"})
_SUMMARY = re.compile(r"\s*<p>(?P<comment>[^<]*)</p>\s*<hr ?/>\s*<div>(?P<text>.*)</div>\s*", re.DOTALL)
_NUMBER = re.compile(r"[?&](?:diff|oldid)=(\d+)")

_FeedEntry = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """A page as a user saved it at ``timestamp`` (UTC).

    ``number`` is the wiki's id of the revision, None where unknown.
    """

    page: str
    timestamp: datetime
    user: str
    text: str
    comment: str = ""
    number: int | None = None


def page_titles(source: Path) -> list[str]:
    """Return the titles of the pages in the feed, in the order of their first revision.

    Raises:
        UsageError: the file cannot be read.
        PageError: it is no such feed, or a hostile one.
    """
    return list(dict.fromkeys(entry.get("title", "") for entry in _entries(source)))


def feed_revisions(source: Path, page: str) -> Iterator[Revision]:
    """Return the revisions of ``page`` in the feed, in the feed's order. They are read as they are asked for.

    Raises:
        UsageError: the file cannot be read.
        PageError: it is no such feed, or a hostile one, or an entry does not hold the page's text.
    """
    return (_revision(source, entry) for entry in _entries(source) if entry.get("title", "") == page)


@dataclass(kw_only=True)
class _Handlers:
    """Collects entries from the events of the XML parser."""

    refuse: Callable[[str], PageError]
    done: list[_FeedEntry] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if not self.path and name != f"{_ATOM}feed":
            raise self.refuse(f"it begins with <{name.rpartition(' ')[2][:40]}>, not with <feed>")
        if len(self.path) >= _DEPTH_LIMIT:
            raise self.refuse("its elements are nested too deeply")
        self.path.append(name.removeprefix(_ATOM))

    def end(self, _name: str) -> None:
        if self.path == ["feed", "entry"]:
            self.done.append({key: "".join(parts).strip("\n") for key, parts in self.parts.items()})
            self.parts, self.size = {}, 0
        self.path.pop()

    def data(self, text: str) -> None:
        place = "/".join(self.path[2:])
        if place not in _FIELDS:
            return
        self.size += len(text)
        if self.size > _ENTRY_LIMIT:
            raise self.refuse("an entry is larger than any page can be")
        self.parts.setdefault(place, []).append(text)

    def doctype(self, *_declaration: object) -> None:
        raise self.refuse("it declares a document type, which no feed needs and which may hide an attack")

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.StartDoctypeDeclHandler = self.doctype
        return parser


def _entries(source: Path) -> Iterator[_FeedEntry]:
    handlers = _Handlers(refuse=lambda reason: PageError(f"{source} is not a feed that can be read: {reason}", HINT))
    parser = handlers.parser()
    fed = 0
    with closing(_blocks(source)) as blocks:
        for block in blocks:
            fed += len(block)
            _parse(parser, block, handlers)
            if fed - parser.CurrentByteIndex > _TOKEN_LIMIT:
                raise handlers.refuse("a single tag in it has no end")
            yield from handlers.done
            handlers.done.clear()


def _blocks(source: Path) -> Generator[bytes, None, None]:
    """Yield the bytes of the file in order. An empty block is the last one."""
    try:
        with source.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
            yield b""
    except OSError as error:
        raise UsageError(f"cannot read {source}: {error.strerror or error}", "name another file") from error


def _parse(parser: expat.XMLParserType, block: bytes, handlers: _Handlers) -> None:
    try:
        parser.Parse(block, not block)
    except expat.ExpatError as error:
        cut = " (the file may be cut off)" if error.code in _CUT_OFF else ""
        raise handlers.refuse(f"{error}{cut}") from error
    except (ValueError, LookupError) as error:
        raise handlers.refuse(f"its encoding is unknown ({error})") from error


def _revision(source: Path, entry: _FeedEntry) -> Revision:
    name = f"the entry of {entry.get('updated', 'an unknown time')[:40]}"
    match = _SUMMARY.fullmatch(entry.get("summary", ""))
    if not match:
        raise PageError(f"{name} in {source} does not hold the page's text", HINT)
    number = _NUMBER.search(entry.get("id", ""))
    return Revision(
        page=entry["title"],
        timestamp=_instant(entry.get("updated", ""), f"{name} in {source}"),
        user=entry.get("author/name", ""),
        text=html.unescape(match["text"].replace("<br />", "")),
        comment=html.unescape(match["comment"]),
        number=int(number[1]) if number else None,
    )


def _instant(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise PageError(f"{name} has no time that can be read", HINT) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
