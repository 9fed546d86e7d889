"""The blocks of a Markdown page: what of it is code, a comment or HTML, and which lines are headings.

This follows CommonMark 0.31, sections 4 and 6.1, with two things that people expect beside it: front matter, and code
fences in lists however far they are indented. Headings within quotations and list items are none here. No page takes
more than linear time: every step leads forward, and what was sought once is not sought again.
"""

import re

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Marked, Piece, Span, lf_breaks

_FRONT = re.compile(r"\n(---|\+\+\+)[ \t]*(?:\n(?!\1[ \t]*(?:\n|\Z))[^\n]*+)*+\n\1[ \t]*(?=\n|\Z)")
_TOKEN = re.compile(
    r"\n(?=[ \t\n#=*_`~<>+\d-]|\Z)(?:(?P<empty>[ \t]*(?=\n|\Z))"
    r"|(?P<atx> {0,3}(?P<marks>\#{1,6})(?=[ \t\n]|\Z))"
    r"|(?P<underline> {0,3}(?:=+|-+)[ \t]*(?=\n|\Z))"
    r"|(?P<rule> {0,3}(?P<dash>[-*_])(?:[ \t]*+(?P=dash)){2,}+[ \t]*(?=\n|\Z))"
    r"|(?P<fence>[ \t]*(?P<ticks>`{3,}+(?=[^`\n]*(?:\n|\Z))|~{3,}))"
    r"|(?P<comment> {0,3}<!--)"
    r"|(?P<raw> {0,3}<(?i:pre|script|style|textarea)(?=[\s>]))"
    r"|(?P<html> {0,3}</?(?i:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|"
    r"div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|"
    r"ol|optgroup|option|p|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s>]|/>))"
    r"|(?P<lone> {0,3}</?[A-Za-z][\w-]*(?:\s[^<>\n]*)?>[ \t]*(?=\n|\Z))"
    r"|(?P<item>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t\n]|\Z)|>))"
    r"|(?P<indented> {4}| {0,3}\t))"
    r"|`+|<!--|\\[\\`<]"
)
_NO_RULE = re.compile(r"\n *(?:=+|--)[ \t]*$")
_RAW_END = r"(?i:</(?:pre|script|style|textarea)>)"
_EMPTY = r"\n[ \t]*(?=\n|\Z)"


class Blocks:
    """What a text is made of: ``pieces`` for its mask, and ``headings``, with blanks still around their text."""

    def __init__(self, text: str) -> None:
        self.pieces: list[Piece] = []
        self.headings: list[Marked] = []
        self._text = "\n" + lf_breaks(text)  # positions in it are higher by one
        self._break = 0  # the end of the last line that is no paragraph's
        self._in_list = False
        self._sought: dict[str, Span] = {}
        self._code_ends: dict[int, Span] = {}
        self._codes_to = 0
        if text.startswith("\ufeff"):
            self._text = "\n\n" + self._text[2:]
        front = _FRONT.match(self._text)
        position = self._breaking(0, front.end()) if front else 0
        while token := _TOKEN.search(self._text, position):
            position = self._block(token) if token.lastgroup else self._inline(token)

    def _block(self, token: re.Match[str]) -> int:
        """Take a line into account that may be more than a paragraph's; the answer is where to go on."""
        start, kind = token.start(), token.lastgroup
        in_paragraph = start > self._break
        indented = self._text.startswith(("    ", "\t"), start + 1)
        if indented and not self._in_list and kind != "empty":
            return token.end() if in_paragraph else self._breaking(start, self._line_end(start + 1))
        match kind:
            case "empty":
                self._empty(token.end())
            case "fence":
                return self._fence(start, token)
            case "comment" | "raw" | "html" | "lone":
                return token.end() if kind == "lone" and in_paragraph else self._html(start, token)
            case "atx":
                self._atx(token)
            case "underline" | "rule":
                self._under(token, heading=kind == "underline" and in_paragraph and not self._in_list)
            case "item":
                self._in_list = True
                self._break = self._line_end(start + 1)
        return token.end()

    def _empty(self, end: int) -> None:
        self._break = end
        if not self._text.startswith((" ", "\t", "\n"), end + 1):
            self._in_list = False

    def _atx(self, token: re.Match[str]) -> None:
        if self._in_list and token[0].startswith("\n  "):
            return
        self._break = end = self._line_end(token.end())
        self._in_list = False
        text = self._text[token.end() : end].rstrip()
        bare = text.rstrip("#")  # the closing marks, which a blank must stand before
        text_end = token.end() + len(bare if not bare or bare[-1] in " \t" else text)
        self._heading(token.end(), text_end, token.start() + 1, len(token["marks"]))

    def _under(self, token: re.Match[str], *, heading: bool) -> None:
        if not heading and _NO_RULE.match(token[0]):
            return
        start = self._break + 1
        self._break = token.end()
        self._in_list = False
        if heading:
            self._heading(start, token.start(), start, 1 if "=" in token[0] else 2)

    def _heading(self, start: int, end: int, line_start: int, depth: int) -> None:
        line_end = min(self._break + 1, len(self._text))
        self.headings.append(Marked(start - 1, end - 1, line_start - 1, line_end - 1, depth))

    def _fence(self, start: int, token: re.Match[str]) -> int:
        ticks = token["ticks"]
        closing = re.compile(rf"\n[ \t]*{ticks}{ticks[0]}*[ \t]*(?=\n|\Z)").search(self._text, token.end())
        return self._breaking(start, closing.end() if closing else len(self._text))

    def _html(self, start: int, token: re.Match[str]) -> int:
        """A block of HTML ends with the line that has its end in it, or before an empty line."""
        if token["html"] or token["lone"]:
            return self._breaking(start, self._next(_EMPTY, token.end())[0])
        _, end = self._next("-->" if token["comment"] else _RAW_END, token.end())
        if token["comment"]:
            self._piece(start + 1, end, HIDDEN)
            return self._breaking(end - 1, self._line_end(end))
        return self._breaking(start, self._line_end(end))

    def _breaking(self, start: int, end: int) -> int:
        """Protect the lines from after the break at ``start`` to ``end``, and end what was before."""
        self._piece(start + 1, end, OPAQUE)
        self._break = end
        return end

    def _inline(self, token: re.Match[str]) -> int:
        start, end = token.span()
        if token[0] == "<!--":
            closing, after = self._next("-->", end - 2)
            if closing >= self._next(_EMPTY, end)[0]:
                return end
            self._piece(start, after, HIDDEN)
            return after
        code_end = self._code_end(start) if token[0][0] == "`" else None
        if not code_end:
            return end
        self._piece(start, end, OPAQUE)
        self._piece(end, code_end[0], VERBATIM)
        self._piece(*code_end, OPAQUE)
        return code_end[1]

    def _code_end(self, start: int) -> Span | None:
        """The run of backticks that ends the code begun by the one at ``start``, if its line has one as long."""
        if start >= self._codes_to:
            self._codes_to = self._line_end(start)
            self._pair(list(re.compile("`+").finditer(self._text, start, self._codes_to)))
        return self._code_ends.get(start)

    def _pair(self, runs: list[re.Match[str]]) -> None:
        next_of: dict[str, Span] = {}
        self._code_ends = {}
        for run in reversed(runs):
            if run[0] in next_of:
                self._code_ends[run.start()] = next_of[run[0]]
            next_of[run[0]] = run.span()

    def _next(self, pattern: str, position: int) -> Span:
        """Where the next one stands; the end of the text where there is none."""
        if self._sought.get(pattern, (-1, -1))[0] < position:
            match = re.compile(pattern).search(self._text, position)
            self._sought[pattern] = match.span() if match else (len(self._text), len(self._text))
        return self._sought[pattern]

    def _line_end(self, position: int) -> int:
        end = self._text.find("\n", position)
        return end if end >= 0 else len(self._text)

    def _piece(self, start: int, end: int, filler: str) -> None:
        if start < end:
            self.pieces.append((start - 1, end - 1, filler))
