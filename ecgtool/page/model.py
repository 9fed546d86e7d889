"""A page as other modules see it: a text, and where its headings, bold lines, list items and sections stand.

A page is never rebuilt from its parts. A change is a list of edits to the text, so every byte that nobody asked to
change stays. All positions count characters of ``Page.text``.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import ClassVar, Literal, NamedTuple
from urllib.parse import quote

from ecgtool.text_edit import Text, composed, readable

Syntax = Literal["wikitext", "markdown"]

Span = tuple[int, int]
"""Start and end of a part of a text; the end is the position after its last character."""

Piece = tuple[int, int, str]
"""Start and end of a part, and the filler for it in the mask: ``HIDDEN``, ``OPAQUE`` or ``VERBATIM``."""

HIDDEN = "\x00"
"""Filler of a mask for what is taken out before the page is laid out: comments."""
OPAQUE = "\x01"
"""Filler of a mask for what is laid out in another way: templates, extension tags, code."""
VERBATIM = "\x02"
"""Filler of a mask for text that is shown but not read as markup: nowiki, code within a line."""

BLOCK_MARK = "ecg:"
"""Part of every comment that bounds a block which ``ecg`` fills: a page without it has no block."""

BLANK = " \t\n\f\v\xa0\u1680\u202f\u205f\u3000\u200b\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Characters that nobody sees at the ends of a text, in Unicode and in HTML."""

_UNSEEN = BLANK + HIDDEN
_MARKS = r"['*_~`\\!\]>]*"
"""Marks of either syntax that nobody sees within a word."""
_HOLDS_TEXT = r"[<{\[(&]|__"
"""The beginning of a tag, comment, template, link, character reference or magic word (``__NOTOC__``)."""


_OVERLINE = re.compile(r"\A([^\w\s])\1{2,}[ \t]*\n")


class Marked(NamedTuple):
    """A heading, or a line that is bold as a whole.

    ``start`` and ``end`` are those of its text, without the marks and the blanks around it; ``line_end`` is
    after the line break. ``level`` is 1 to 6 for a heading, 0 for a bold line.
    """

    start: int
    end: int
    line_start: int
    line_end: int
    level: int = 0


class Section(NamedTuple):
    """A heading and the text below it, from ``start`` to ``end``: the next heading of its level or a higher one."""

    heading: Marked
    start: int
    end: int


class Line(NamedTuple):
    """A line as the page's syntax sees it; one with a comment or a template in it may hold line breaks.

    ``text_start`` and ``text_end`` leave out the list's mark and the blanks around the text; ``end`` is after
    the line break. ``mark`` is that of the list item that begins here ("**", "-"). ``depth`` counts from 1 in a list,
    and is 0 outside; a line with depth and without mark goes on with the item above it.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    depth: int = 0
    mark: str = ""

    @property
    def blank(self) -> bool:
        """Whether it holds neither text nor a mark."""
        return self.text_start >= self.text_end and not self.mark


class Page(Text, ABC):
    """The text of a page, and what stands where in it. Each syntax is a subclass."""

    syntax: ClassVar[Syntax]
    bold_marks: ClassVar[tuple[str, ...]]

    @cached_property
    @abstractmethod
    def mask(self) -> str:
        """The text with fillers for what must not be read as markup, and LF for every line break.

        Its length is that of the text: a position in one is a position in the other.
        """

    @property
    def definitions(self) -> Mapping[str, str]:
        """The addresses that a Markdown page defines for its links (``[name]: address``), by name in lower case."""
        return {}

    @cached_property
    @abstractmethod
    def headings(self) -> tuple[Marked, ...]:
        """The headings, in order."""

    @cached_property
    @abstractmethod
    def bold_lines(self) -> tuple[Marked, ...]:
        """The lines, list items among them, whose text is bold as a whole, in order."""

    @abstractmethod
    def lines(self, start: int, end: int) -> Iterator[Line]:
        """Return the lines from ``start``, which is the start of one, to ``end``."""

    @abstractmethod
    def visible(self, start: int, end: int) -> list[Span]:
        """Return the parts of a text within one line that a reader sees, without its marks: in order, none empty."""

    @abstractmethod
    def escape(self, value: str) -> str:
        """Return ``value`` as one line that the page's syntax shows as it is: what would be markup is escaped."""

    def plain(self, start: int, end: int) -> str:
        """Return a text within one line as a reader sees it: ``'''A &amp; B'''`` -> "A & B"."""
        shown = "".join(self.text[a:b] for a, b in self.visible(start, end))
        if "&" not in shown:
            return readable(shown)
        from html import unescape

        return readable(unescape(shown))

    def may_show(self, word: str) -> bool:
        """Return whether a reader may see ``word``, given in lower case, in any case. If False, nobody sees it.

        To leave out all that nobody sees takes long on a large page. So this looks at the text as it stands, where
        marks may part two letters, or a link, a tag or the like, which is not looked into.
        """
        last, *others = map(re.escape, reversed(word))
        rest = last
        for letter in others:
            rest = f"{letter}{_MARKS}(?:{_HOLDS_TEXT}|{rest})"
        return "&#" in self.text or re.search(rest, self.text.lower()) is not None

    def title(self, marked: Marked) -> str:
        """Return the text of a heading or a bold line as a reader sees it, on one line, in Unicode's form NFC.

        A line of signs above it, as reStructuredText has it, is left out.
        """
        if marked not in self._titles:
            shown = self.plain(marked.start, marked.end).strip()
            shown = " ".join(_OVERLINE.sub("", shown).splitlines()) if "\n" in shown else shown
            self._titles[marked] = composed(shown)
        return self._titles[marked]

    @cached_property
    def _titles(self) -> dict[Marked, str]:
        """The titles that were read so far: the search for a line and that for a section read the same ones."""
        return {}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in the order of their headings."""
        found: list[Section] = []
        following: list[Marked] = []  # those that may end a section that is still to come, the nearest last
        for heading in reversed(self.headings):
            while following and following[-1].level > heading.level:
                following.pop()
            end = following[-1].line_start if following else len(self.text)
            found.append(Section(heading, heading.line_end, end))
            following.append(heading)
        return tuple(reversed(found))

    @cached_property
    def sections_by_title(self) -> dict[str, Section]:
        """The first section of each title, by the title's ``title_key``."""
        return {title_key(self.title(section.heading)): section for section in reversed(self.sections)}


def parse_page(text: str, syntax: Syntax = "wikitext") -> Page:
    """Return ``text`` as a page. Every text is a page, so this does not fail."""
    if syntax == "markdown":
        from ecgtool.page.markdown import MarkdownPage

        return MarkdownPage(text)
    from ecgtool.page.wikitext import WikitextPage

    return WikitextPage(text)


def syntax_of(path: PurePath) -> Syntax:
    """Return the syntax of a page in a file: Markdown where its name ends in .md or .markdown, else wikitext."""
    return "markdown" if path.suffix.lower() in {".md", ".markdown"} else "wikitext"


def escaped_link(address: str) -> str:
    """Return ``address`` with what would end a link, or be markup in either syntax, percent-encoded."""
    quoted = re.sub(r"[\s<>\[\]{}|\"'`\\]", lambda match: quote(match[0], safe=""), address)
    return re.sub("~{3,}", lambda match: "%7E" * len(match[0]), quoted)  # else a signature (Help:Signatures)


def stripped(mask: str, start: int, end: int) -> Span:
    """Return the span without the blanks and comments at its ends."""
    text = mask[start:end].rstrip(_UNSEEN)
    return start + len(text) - len(text.lstrip(_UNSEEN)), start + len(text)


def filled(text: str, pieces: Iterable[Piece]) -> str:
    """Return the mask of ``text`` with the pieces filled; they are in order and do not overlap."""
    for filler in (HIDDEN, OPAQUE, VERBATIM):
        text = text.replace(filler, "\ufffd")
    parts: list[str] = []
    done = 0
    for start, end, filler in pieces:
        parts += (text[done:start], filler * (end - start))
        done = end
    return lf_breaks("".join((*parts, text[done:])))


def lf_breaks(text: str) -> str:
    """Return ``text`` with LF for CR, a blank and LF for CRLF, a filler for a byte order mark: its length stays."""
    unmarked = HIDDEN + text[1:] if text.startswith("\ufeff") else text
    return unmarked.replace("\r\n", " \n").replace("\r", "\n") if "\r" in unmarked else unmarked


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """Return the key under which titles are the same: "Action items" and "action item" share "action item"."""
    words = re.findall(r"[^\W_]+", title.casefold().replace("'s", "s"))
    return " ".join(word.removesuffix("s") for word in words)
