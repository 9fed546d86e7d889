"""A page of a MediaWiki wiki: what its parser makes headings, bold text and lists of.

Headings are those a member sees (Parser::handleHeadings): at the start of a line, in a table's cell too, once the
comments are gone. A line ends where a break stands outside of all that ``protected`` names.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from ecgtool.page import protected
from ecgtool.page.model import HIDDEN, OPAQUE, Line, Marked, Page, Span, stripped

_TAG = r"</?[A-Za-z][^<>\n]*>"
_AROUND = rf"(?:[ \t{HIDDEN}{OPAQUE}]|{_TAG})*+"
_HEADING = re.compile(rf"^{HIDDEN}*(=[^\n]*=)[ \t{HIDDEN}]*$", re.MULTILINE)
_BOLD = re.compile(
    rf"^{_AROUND}(?:[*#:;]{_AROUND})*+'''(?:'')?(?!')((?:[^'\n]++|'(?!''))++)(?:('{{3,}}){_AROUND})?$", re.MULTILINE
)
_LINE = re.compile(rf"{HIDDEN}*([*#:;]*)([^\n]*)(?:\n|\Z)")
_MARK = re.compile(
    rf"(?P<quotes>'{{2,}})|{_TAG}|[{HIDDEN}{OPAQUE}]+"
    r"|\[\[(?:[^\[\]|\n]*\|)?(?P<page>[^\[\]\n]*)\]\]"
    r"|\[(?P<url>(?:[A-Za-z][A-Za-z+.-]*:)?//[^\s\[\]<>\"]+)(?:[ \t]+(?P<label>[^\[\]\n]*))?\]"
)
_MARKUP = r"[\[\]{}<>|]|&(?=#?\w+;)|~{3,}|''+|__+|^[=*#:;']|[=']$"


class WikitextPage(Page):
    """A page in wikitext."""

    syntax = "wikitext"
    bold_marks = ("'''",)

    @cached_property
    def mask(self) -> str:
        """The text with fillers for comments, nowiki, extension tags and templates."""
        return protected.mask(self.text)

    @cached_property
    def headings(self) -> tuple[Marked, ...]:
        """The lines that MediaWiki shows as headings."""
        found = (_heading(self.mask, match) for match in _HEADING.finditer(self.mask))
        return tuple(heading for heading in found if heading)

    @cached_property
    def bold_lines(self) -> tuple[Marked, ...]:
        """The lines that MediaWiki shows all in bold, apart from what a template puts there."""
        return tuple(_bold_line(self.mask, match) for match in _BOLD.finditer(self.mask))

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """The lines; the depth of a list item is the number of its marks."""
        for match in _LINE.finditer(self.mask, start, end):
            if match.end() > match.start():
                text = stripped(self.mask, *match.span(2))
                yield Line(*match.span(), *text, depth=len(match[1]), mark=match[1])

    def visible(self, start: int, end: int) -> list[Span]:
        """What is shown: the text in bold, italic, links and HTML tags, but nothing of templates."""
        spans: list[Span] = []
        position = start
        for match in _MARK.finditer(self.mask, start, end):
            spans += [(position, match.start()), *self._inside(match)]
            position = match.end()
        return [(a, b) for a, b in (*spans, (position, end)) if a < b]

    def _inside(self, match: re.Match[str]) -> list[Span]:
        kind = match.lastgroup
        if kind == "quotes":
            return [(match.start(), match.start() + _apostrophes(match[0]))]
        return self.visible(*match.span(kind)) if kind else []

    def escape(self, value: str) -> str:
        """``value`` with character references where MediaWiki would see markup."""
        line = " ".join(value.split())
        return re.sub(_MARKUP, lambda match: "".join(f"&#{ord(character)};" for character in match.group()), line)


def _heading(mask: str, match: re.Match[str]) -> Marked | None:
    """The heading, whose level is the lesser of the numbers of marks on both sides, at most 6."""
    marked = match[1]
    before = len(marked) - len(marked.lstrip("="))
    after = len(marked) - len(marked.rstrip("="))
    level = min(before, after, 6)
    if before == len(marked):  # nothing but marks: those in the middle are its text
        level = min((before - 1) // 2, 6)
    if not level:
        return None
    text = stripped(mask, match.start(1) + level, match.end(1) - level)
    return Marked(*text, match.start(), _after(mask, match), level)


def _bold_line(mask: str, match: re.Match[str]) -> Marked:
    text = stripped(mask, match.start(1), match.end(1) + _apostrophes(match[2] or ""))
    return Marked(*text, match.start(), _after(mask, match))


def _after(mask: str, match: re.Match[str]) -> int:
    return min(match.end() + 1, len(mask))


def _apostrophes(quotes: str) -> int:
    """How many characters of a run of apostrophes are shown, and no mark (Parser::doQuotes)."""
    return 1 if len(quotes) == 4 else max(0, len(quotes) - 5)
