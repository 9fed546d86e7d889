"""A page in wikitext: what MediaWiki's parser shows as headings, bold text and lists, and what it does not lay out.

Headings are those a reader sees (Parser::handleHeadings): at the start of a line, in a table's cell too, once the
comments are gone. A line ends at a break that is in nothing that the mask covers.

The mask follows MediaWiki's preprocessor (Preprocessor_Hash::preprocessToObj), as far as it decides what is text: an
extension tag or a template without an end is text, a comment without one runs to the end of the page. No page takes
more than linear time: nothing is read twice, and a search that found nothing is not repeated.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Line, Marked, Page, Piece, Span, filled, stripped

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
_EXTENSIONS = (
    "nowiki|pre|source|syntaxhighlight|math|chem|ce|score|templatedata|templatestyles|gallery|ref|references|poem|"
    "timeline|hiero|graph|mapframe|maplink|imagemap|inputbox|categorytree|charinsert|indicator|html|includeonly"
)
_SWITCHES = (
    "NOTOC|FORCETOC|NOEDITSECTION|NEWSECTIONLINK|NONEWSECTIONLINK|NOGALLERY|HIDDENCAT|EXPECTUNUSEDCATEGORY|"
    "INDEX|NOINDEX|STATICREDIRECT|NOTITLECONVERT|NOTC|NOCONTENTCONVERT|NOCC"
)
_TOKEN = re.compile(  # re skips to a first character quickly only without flags on the whole or a group that leads
    rf"<(?:(?P<comment>!--)|(?:(?P<tag>(?i:{_EXTENSIONS}))|(?P<ignored>(?i:/?noinclude|/?onlyinclude|/includeonly)))(?=[\s>]|/>))"
    rf"|\{{\{{+|\[\[+|\}}\}}+|\]\]+|__(?:{_SWITCHES})__"
)
_MOST = {"{": 3, "[": 2}  # so many of a run match at once: {{{argument}}}, {{template}}, [[link]]
_PAIR = {"}": "{", "]": "["}


class WikitextPage(Page):
    """A page in wikitext."""

    syntax = "wikitext"
    bold_marks = ("'''",)

    @cached_property
    def mask(self) -> str:
        """The text with fillers for comments, nowiki, extension tags and templates, and LF for every line break."""
        return filled(self.text, _Scanner(self.text).pieces())

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
        """Yield the lines. The depth of a list item is the number of its marks: 2 for ``**``."""
        for match in _LINE.finditer(self.mask, start, end):
            if match.end() > match.start():
                text = stripped(self.mask, *match.span(2))
                yield Line(*match.span(), *text, depth=len(match[1]), mark=match[1])

    def visible(self, start: int, end: int) -> list[Span]:
        """Return what is shown: the text, also that in bold, italic, links and HTML tags, but not in templates."""
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
        """Return ``value`` in one line, with character references where MediaWiki would see markup."""
        line = " ".join(value.split())
        return re.sub(_MARKUP, lambda match: "".join(f"&#{ord(character)};" for character in match.group()), line)


def _heading(mask: str, match: re.Match[str]) -> Marked | None:
    """Return the heading, whose level is the smaller number of marks on its two sides, at most 6; None for ``==``."""
    marked = match[1]
    before = len(marked) - len(marked.lstrip("="))
    after = len(marked) - len(marked.rstrip("="))
    level = min(before, after, 6)
    if before == len(marked):  # nothing but marks: those in the middle are its text
        level = min((before - 1) // 2, 6)
    if not level:
        return None
    text = stripped(mask, match.start(1) + level, match.end(1) - level)
    return Marked(*text, match.start(), min(match.end() + 1, len(mask)), level)


def _bold_line(mask: str, match: re.Match[str]) -> Marked:
    text = stripped(mask, match.start(1), match.end(1) + _apostrophes(match[2] or ""))
    return Marked(*text, match.start(), min(match.end() + 1, len(mask)))


def _apostrophes(quotes: str) -> int:
    """Return how many of a run of apostrophes are shown because they are no mark (Parser::doQuotes)."""
    return 1 if len(quotes) == 4 else max(0, len(quotes) - 5)


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Piece] = []
        self._open: list[tuple[str, int, int]] = []  # bracket, position and number of those not yet closed
        self._never_closed: set[str] = set()

    def pieces(self) -> list[Piece]:
        position = 0
        while token := _TOKEN.search(self._text, position):
            position = self._take(token)
        return self._found

    def _take(self, token: re.Match[str]) -> int:
        """Take a token into account, and return where to go on."""
        start, end = token.span()
        match self._text[start]:
            case "{" | "[":
                self._open.append((self._text[start], start, end - start))
            case "}" | "]":
                self._close(start, end)
            case "_":
                self._found.append((start, end, HIDDEN))
            case _:
                return self._angle(token)
        return end

    def _angle(self, token: re.Match[str]) -> int:
        start, end = token.span()
        if token["comment"]:
            closing = self._text.find("-->", end)
            return self._hide(start, closing + 3 if closing >= 0 else len(self._text))
        if token["ignored"]:
            after = self._find(">", end) + 1
            return self._hide(start, after) if after else end
        return self._tag(start, end, token["tag"].lower())

    def _hide(self, start: int, end: int) -> int:
        self._found.append((start, end, HIDDEN))
        return end

    def _close(self, position: int, end: int) -> None:
        """Match closing brackets with the innermost open ones: three make an argument, two a template or a link.

        MediaWiki matches runs, not pairs: ``{{{{a}}}`` is a brace and an argument, ``{{{{{a}}}}}`` an argument in a
        template. What is left of an opening run stays open for the brackets to come. A run of the other kind that was
        opened later and not closed keeps all before it open: in ``{{a [[b}}`` the braces do not match. The grammar is
        on https://www.mediawiki.org/wiki/Preprocessor_ABNF.
        """
        bracket = _PAIR[self._text[position]]
        while end - position >= 2 and self._open and self._open[-1][0] == bracket:
            _, start, count = self._open.pop()
            used = min(count, end - position, _MOST[bracket])
            position += used
            if bracket == "{":
                self._cover(start + count - used, position)
            if count - used >= 2:
                self._open.append((bracket, start, count - used))

    def _cover(self, start: int, end: int) -> None:
        """Cover a template in one piece, in place of those found within it. Each is dropped once: time is linear."""
        while self._found and self._found[-1][0] >= start:
            self._found.pop()
        self._found.append((start, end, OPAQUE))

    def _tag(self, start: int, end: int, name: str) -> int:
        inner = self._find(">", end) + 1
        if not inner:
            return end
        if self._text[inner - 2] == "/":
            self._found.append((start, inner, OPAQUE))
            return inner
        closing = self._closing(name, inner)
        if closing:
            self._found += _element(start, inner, *closing.span(), name)
            return closing.end()
        if name == "includeonly":
            return self._hide(start, len(self._text))
        return inner

    def _find(self, what: str, position: int) -> int:
        found = -1 if what in self._never_closed else self._text.find(what, position)
        if found < 0:
            self._never_closed.add(what)
        return found

    def _closing(self, name: str, position: int) -> re.Match[str] | None:
        if name in self._never_closed:
            return None
        found = _closing_tag(name).search(self._text, position)
        if not found:
            self._never_closed.add(name)
        return found


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _element(start: int, inner: int, inner_end: int, end: int, name: str) -> list[Piece]:
    if name != "nowiki":
        return [(start, end, HIDDEN if name == "includeonly" else OPAQUE)]
    return [(start, inner, OPAQUE), (inner, inner_end, VERBATIM), (inner_end, end, OPAQUE)]
