"""A page in Markdown: what CommonMark makes headings, bold text and lists of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from ecgtool.page.markdown_blocks import Blocks
from ecgtool.page.model import HIDDEN, OPAQUE, Line, Marked, Page, Span, filled, stripped

_TAG = r"</?[A-Za-z][^<>\n]*>"
_AROUND = rf"(?:[ \t{HIDDEN}]|{_TAG})*+"
_ITEM = r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)"
_BOLD = re.compile(
    rf"^{_AROUND}(?:>{_AROUND}|{_ITEM}{_AROUND})*+(?:\[[ xX]\]{_AROUND})?(?:"
    r"(?P<stars>\*\*\*?)(?![\s*])(?P<starred>(?:[^*\n\\]++|\\.|\*(?!\*))++)(?<!\s)(?P=stars)|"
    r"(?P<bars>___?)(?![\s_])(?P<barred>(?:[^_\n\\]++|\\.|_(?!_))++)(?<!\s)(?P=bars))"
    rf"{_AROUND}\\?[ \t]*$",
    re.MULTILINE,
)
_LINE = re.compile(rf"([ \t]*)({_ITEM})?([^\n]*)(?:\n|\Z)", re.MULTILINE)
_MARKS = (
    rf"\\(?P<escaped>[!-/:-@\[-`{{-~])|<(?P<auto>[A-Za-z][A-Za-z+.-]+:[^\s<>]*)>|{_TAG}|[{HIDDEN}{OPAQUE}]+|~~"
    r"|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"
    r"|!?\[(?P<label>[^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*+(?:[ \t][^()\n]*)?\)"
)
_MARK = re.compile(_MARKS)
_MARK_OR_NAMED = re.compile(rf"{_MARKS}|\[(?P<named>[^\[\]\n]+)\](?:\[(?P<name>[^\[\]\n]*)\])?")
_MARKUP = re.compile(
    r"[\\`*\[\]<>|]|(?<![^\W_])_+|_+(?![^\W_])|~~|&(?=#?\w+;)|^#|#$|^[-+](?=\s|$)|(?<=^\d)[.)](?=\s)|^~"
)
_ADDRESS = r"(?:<>|<?(?:[^\s<>{}]|\{\{[^{}\n]*\}\})+>?)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*"
_DEFINITION = re.compile(rf"^ {{0,3}}\[(?P<name>[^\[\]^\n][^\[\]\n]*)\]:[ \t]*(?P<url>{_ADDRESS})$", re.MULTILINE)
_BEFORE_DEFINITIONS = rf"(?:\A|^(?:[ \t{HIDDEN}]*| {{0,3}}#{{1,6}}[ \t][^\n]*)\n)"
"""An empty line, a heading or a comment: definitions that go on with a paragraph are its text."""
_DEFINITIONS = re.compile(
    rf"{_BEFORE_DEFINITIONS}(?: {{0,3}}\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*{_ADDRESS}(?:\n|\Z))++", re.MULTILINE
)
_TAB = 4


class MarkdownPage(Page):
    """A page in Markdown."""

    syntax = "markdown"
    bold_marks = ("**", "__")

    @cached_property
    def _blocks(self) -> Blocks:
        return Blocks(self.text)

    @cached_property
    def mask(self) -> str:
        """The text with fillers for front matter, code, comments, blocks of HTML and definitions of links."""
        mask = self._with_definitions
        return re.sub(_DEFINITIONS, lambda found: re.sub(r"[^\n]", HIDDEN, found[0]), mask) if "]:" in mask else mask

    @cached_property
    def _with_definitions(self) -> str:
        return filled(self.text, self._blocks.pieces)

    @cached_property
    def definitions(self) -> Mapping[str, str]:
        """The addresses of link reference definitions (CommonMark 0.31, section 4.7); the first of a name holds."""
        blocks = _DEFINITIONS.finditer(self._with_definitions) if "]:" in self.text else ()
        lines = [match for block in blocks for match in _DEFINITION.finditer(block[0])]
        found = {match["name"].casefold(): match["url"].split()[0].strip("<>") for match in reversed(lines)}
        return {name: url for name, url in found.items() if url.startswith(("http:", "https:", "//"))}

    @cached_property
    def headings(self) -> tuple[Marked, ...]:
        """The headings of both kinds: with ``#`` before them (CommonMark 0.31, section 4.2), and underlined (4.3)."""
        return tuple(
            Marked(*stripped(self.mask, found.start, found.end), found.line_start, found.line_end, found.level)
            for found in self._blocks.headings
        )

    @cached_property
    def bold_lines(self) -> tuple[Marked, ...]:
        """The lines that stand in ``**`` or ``__`` as a whole; not the underlined ones, which are headings."""
        found = (self._bold_line(match) for match in _BOLD.finditer(self.mask))
        return tuple(line for line in found if not self._in_heading(line.start))

    def _bold_line(self, match: re.Match[str]) -> Marked:
        text = stripped(self.mask, *match.span("starred" if match["stars"] else "barred"))
        return Marked(*text, match.start(), min(match.end() + 1, len(self.mask)))

    def _in_heading(self, position: int) -> bool:
        index = bisect_right(self.headings, position, key=lambda heading: heading.line_start)
        return index > 0 and position < self.headings[index - 1].line_end

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """Yield the lines. A list item is one deeper than the item whose text it is indented to."""
        columns: list[int] = []  # where the text of the items around begins
        after_empty = False
        for match in _LINE.finditer(self.mask, start, end):
            if match.end() == match.start():
                return
            indent, mark = len(match[1].expandtabs(_TAB)), match[2] or ""
            text = stripped(self.mask, *match.span(3))
            _leave(columns, indent, mark, text, after_empty=after_empty)
            if mark:
                columns.append(indent + len(mark) + 1)
            yield Line(*match.span(), *text, depth=len(columns), mark=mark)
            after_empty = text[0] == text[1] and not mark

    def visible(self, start: int, end: int) -> list[Span]:
        """Return what is shown: the text, also that in emphasis, code, links and HTML tags."""
        spans: list[Span] = []
        position = start
        for match in (_MARK_OR_NAMED if self.definitions else _MARK).finditer(self.mask, start, end):
            spans.append((position, match.start()))
            spans += self._inside(match)
            position = match.end()
        return [(a, b) for a, b in (*spans, (position, end)) if a < b]

    def _inside(self, match: re.Match[str]) -> list[Span]:
        kind = match.lastgroup
        if kind in {"named", "name"}:
            known = (match["name"] or match["named"]).casefold() in self.definitions
            return [match.span("named")] if known else [match.span()]
        if kind == "label":
            return self.visible(*match.span(kind))
        return [match.span(kind)] if kind else []

    def escape(self, value: str) -> str:
        r"""Return ``value`` in one line, with a ``\`` where Markdown would see markup."""
        line = " ".join(value.split())
        return _MARKUP.sub(lambda match: "".join("&amp;" if c == "&" else f"\\{c}" for c in match[0]), line)


def _leave(columns: list[int], indent: int, mark: str, text: Span, *, after_empty: bool) -> None:
    """Drop from ``columns`` the items that a line is no part of.

    Text may go on with an item without its indent, but not after an empty line (CommonMark 0.31, section 5.2).
    """
    if text[0] == text[1] and not mark:
        return
    while columns and indent < columns[-1] and (mark or after_empty):
        columns.pop()
