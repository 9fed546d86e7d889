"""Read the revisions of a page on this computer: from a feed, from the files of a folder, or from one file.

In a folder each file is a whole page. Its name holds the time it was saved at, in UTC ("2026-01-05T02:00:18Z.wiki",
"20260105020018.md", "2026-01-05.txt"). Where it does not, the time of the file counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ecgtool import files
from ecgtool.errors import PageError, UsageError
from ecgtool.page import Syntax, syntax_of
from ecgtool.upkeep import feed
from ecgtool.upkeep.feed import Revision
from ecgtool.wording.spelling import first_of

_SHOWN = 10
_STAMP = re.compile(r"(?<!\d)\d{4}(-?)\d\d\1\d\d(?:[T_ -]?\d\d[:.-]?\d\d(?:[:.-]?\d\d)?)?(?!\d)")
_FEED_NAMES = frozenset({".atom", ".xml", ".rss", ".feed"})
_FEED_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:\?xml|!doctype|feed|rss|html)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRevisions:
    """A page's revisions, in no order, and the syntax of their texts."""

    page: str
    revisions: Iterator[Revision]
    syntax: Syntax = "wikitext"


def read_revisions(source: Path, page: str = "") -> PageRevisions:
    """Return the revisions of ``page`` in ``source``. Where the source has only one page, it is that one.

    Raises:
        UsageError: the source cannot be read, or it has several pages and ``page`` is none of them.
        PageError: it has no page, or is a feed that cannot be read.
    """
    if source.is_dir():
        return _folder(source, page)
    if source.suffix.lower() in _FEED_NAMES or _FEED_START.match(_beginning(source)):
        title = _choose(source, feed.page_titles(source), page)
        return PageRevisions(page=title, revisions=feed.feed_revisions(source, title))
    return _files([source], page or source.stem)


def _folder(source: Path, page: str) -> PageRevisions:
    try:
        paths = sorted(path for path in source.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror or error}", "name another file") from error
    if not paths:
        raise PageError(f"{source} holds no files", "put each revision of the page into a file named by its time")
    return _files(paths, page or source.resolve().name)


def _files(paths: list[Path], page: str) -> PageRevisions:
    return PageRevisions(
        page=page,
        revisions=(Revision(page=page, timestamp=_saved_at(path), user="", text=_text(path)) for path in paths),
        syntax=syntax_of(paths[0]),
    )


def _choose(source: Path, titles: list[str], page: str) -> str:
    found = next((title for title in titles if _same_page(title, page)), None)
    if found is not None or len(titles) == 1:
        return titles[0] if found is None else found
    if not titles:
        raise PageError(f"{source} holds no entries", feed.HINT)
    names = first_of([f'"{title[:80]}"' for title in titles], _SHOWN)
    raise UsageError(f"{source} holds {len(titles)} pages: {names}", "name one as `page` in the group's [wiki]")


def _same_page(one: str, other: str) -> bool:
    """Return whether two titles name one page. For MediaWiki "_" is a space, and the first letter has no case."""
    one, other = (" ".join(title.replace("_", " ").split()) for title in (one, other))
    return one[1:] == other[1:] and one[:1].upper() == other[:1].upper()


def _beginning(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            return stream.read(1024)
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror or error}", "name another file") from error


def _text(path: Path) -> str:
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageError(f"{path} is not a text in UTF-8", "give the page's source text") from error


def _saved_at(path: Path) -> datetime:
    match = _STAMP.search(path.name)
    try:
        if match:
            digits = re.sub(r"\D", "", match.group()).ljust(14, "0")
            return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (ValueError, OSError) as error:
        raise PageError(
            f"{path} is of no time that can be read", "name it by its time, as 2026-01-05T0200Z.wiki"
        ) from error
