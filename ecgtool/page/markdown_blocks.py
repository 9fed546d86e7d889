"""The blocks of a Markdown page: what of it is code, a comment or HTML, and which lines are headings.

This follows CommonMark 0.31 (https://spec.commonmark.org/0.31.2/): its appendix "A parsing strategy" for the blocks,
sections 6.1 and 6.6 for code spans and comments within text. Three things differ on purpose. Front matter is taken
out first, as every generator of sites does. Directives around text are no code. And headings within quotations and
list items are left out: no section begins at them.

A page is read line by line. ``_containers`` are the quotations and list items that are open, ``_leaf`` is what is
open within the innermost of them. A line first goes on with some of the containers, then opens new ones. What is left
of it goes on with the leaf or begins one. No page takes more than linear time: nothing is read twice, a search that
found nothing is not repeated, and containers are not nested deeper than ``_DEEPEST``.
"""

import re

from ecgtool.page.columns import TAB, Cursor
from ecgtool.page.directives import directive_lines
from ecgtool.page.markdown_html import html_start
from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Marked, Piece, Span, lf_breaks

_DEEPEST = 60
_REFERENCE_LINES = 5
"""A link reference definition of more lines than this is taken for text."""

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(?:\n(?!\1[ \t]*(?:\n|\Z))[^\n]*+)*+\n\1[ \t]*(?:\n|\Z)")
_PLAIN = re.compile(r"(?:[^\s#=*_`~<>+:^\d\[-][^\n]*+(?:\n|\Z))++")
"""Lines that can only belong to a paragraph, as most do: taken together for speed."""
_ATX = re.compile(r"(#{1,6})(?=[ \t\n]|\Z)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*(?=\n|\Z)")
_RULE = re.compile(r"([-*_])(?:[ \t]*+\1){2,}+[ \t]*(?=\n|\Z)")
_FENCE = re.compile(r"`{3,}+(?=[^`\n]*(?:\n|\Z))|~{3,}")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9})[.)])(?=([ \t]*)([^\n]?))(?=[ \t\n]|\Z)")
_REFERENCE = re.compile(  # label, destination, title: section 4.7
    r"[ \t]*\[(?=[^\]]*[^\]\s])(?:[^\[\]\\]|\\.)++\]:[ \t]*\n?[ \t]*"
    r"(?:<(?:[^<>\n\\]|\\.)*+>|(?!<)[^\s\x00-\x1f]++)(?:(?:[ \t]+|[ \t]*\n[ \t]*)"
    r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?[ \t]*(?:\n|\Z)""",
    re.DOTALL,
)
_INLINE = re.compile(r"`+|<!--|\\[\\`<]")


class _Container:
    """A quotation (``width`` 0), or a list item, whose text is ``width`` columns in; ``begun`` once it has text."""

    def __init__(self, width: int, *, begun: bool = True) -> None:
        self.width, self.begun = width, begun


class Blocks:
    """The blocks of a text: ``pieces`` for its mask, and ``headings``, with the blanks around their text."""

    def __init__(self, text: str) -> None:
        self.pieces: list[Piece] = []
        self.headings: list[Marked] = []
        self._text = lf_breaks(text)
        self._containers: list[_Container] = []
        self._leaf: str = ""  # "paragraph", "code" (indented), "fence", "html" or none
        self._start = self._end = self._lines = 0  # of the leaf
        self._closing: re.Pattern[str] | None = None  # what the last line of a fence or of HTML holds
        position = 1 if text.startswith("\ufeff") else 0
        if front := _FRONT.match(self._text, position):
            self._cover(position, position + len(front[0].rstrip("\n")), OPAQUE)  # the next line is one of its own
            position = front.end()
        self._directives = directive_lines(self._text)
        while position < len(self._text):
            position = self._directive(position) or self._plain(position) or self._line(position)
        self._finish()

    def _directive(self, start: int) -> int:
        """Take the line of a directive around text, and return where it ends; 0 where there is none."""
        end = self._directives.get(start, 0)
        if not end or self._leaf in {"fence", "html"}:
            return 0
        self._close_to(0)
        self._finish()
        self._cover(start, end, OPAQUE)
        return end

    def _plain(self, start: int) -> int:
        """Take lines that are surely a paragraph's, and return where they end; 0 where there are none."""
        if self._containers or self._leaf not in {"", "paragraph"} or self._is_reference(start):
            return 0
        plain = _PLAIN.match(self._text, start)
        if not plain:
            return 0
        if not self._leaf:
            self._begin("paragraph", start)
        self._end = plain.end()
        self._lines += _REFERENCE_LINES
        return plain.end()

    def _line(self, start: int) -> int:
        """Take one line into account, and return where the next one begins."""
        end = self._line_end(start)
        depth, cursor = self._matched(start, end)
        goes_on = depth == len(self._containers)
        if goes_on and self._leaf in {"fence", "html"}:
            self._continue(cursor, end)
            return end + 1
        if self._is_reference(cursor.at):
            self._finish()
        while cursor.at < end:
            following = self._opened(cursor, end, depth)
            if following is None:
                return end + 1
            if following == cursor:
                break
            cursor, depth = following, depth + 1
        self._rest(cursor, end, depth)
        return end + 1

    def _matched(self, start: int, end: int) -> tuple[int, Cursor]:
        """Return how many of the open containers a line goes on with, and where its own text then begins."""
        cursor = Cursor(at=start, column=0)
        for depth, container in enumerate(self._containers):
            first = cursor.first(self._text, end)
            indent = first.column - cursor.column
            if not container.width:
                if indent >= TAB or first.at == end or self._text[first.at] != ">":
                    return depth, cursor
                cursor = self._after_quotation_mark(first)
            elif first.at == end:  # an empty line goes on with every item that has text already
                if not container.begun:
                    return depth, cursor
            elif indent >= container.width:
                cursor = cursor.advanced(self._text, container.width)
                container.begun = True
            else:
                return depth, cursor
        return len(self._containers), cursor

    def _opened(self, cursor: Cursor, end: int, depth: int) -> Cursor | None:
        """Open what begins at ``cursor``, and return where the text within a new container begins.

        Return None where the whole line is used, and ``cursor`` itself where it is text.
        """
        first = cursor.first(self._text, end)
        in_paragraph = self._leaf == "paragraph"
        if first.column - cursor.column >= TAB:
            if in_paragraph or first.at == end:
                return cursor
            self._close_to(depth)
            if self._leaf != "code":
                self._begin("code", first.at)
            self._end = end
            return None
        if first.at == end:
            return cursor
        if self._text[first.at] == ">" and depth < _DEEPEST:
            self._close_to(depth)
            self._finish()
            self._containers.append(_Container(0))
            return self._after_quotation_mark(first)
        return None if self._is_block(cursor, first.at, end, depth) else self._dashed(cursor, first, end, depth)

    def _is_block(self, cursor: Cursor, at: int, end: int, depth: int) -> bool:
        """Open a heading after number signs, a fence or HTML, and return whether one begins ``at`` a position."""
        if marks := _ATX.match(self._text, at):
            self._close_to(depth)
            self._finish()
            self._atx(marks, cursor.at, end)
        elif fence := _FENCE.match(self._text, at):
            self._close_to(depth)
            self._begin("fence", at)
            self._end = end
            self._closing = re.compile(rf"{fence[0]}{fence[0][0]}*[ \t]*(?=\n|\Z)")
        else:
            return self._text[at] == "<" and self._html(at, end, depth)
        return True

    def _dashed(self, cursor: Cursor, first: Cursor, end: int, depth: int) -> Cursor | None:
        """Open what may look alike, as ``_opened`` does: a heading's underline, a rule or an item (``- - -``)."""
        owner = self._leaf == "paragraph" and depth == len(self._containers)
        if owner and _UNDERLINE.match(self._text, first.at):
            self._underlined(first.at, end)
            return None
        if _RULE.match(self._text, first.at):
            self._close_to(depth)
            self._finish()
            return None
        item = _ITEM.match(self._text, first.at)
        if not item or depth >= _DEEPEST:
            return cursor
        empty = item[3] in {"", "\n"}
        if owner and (empty or int(item[1] or "1") != 1):  # what does not end a paragraph
            return cursor
        self._close_to(depth)
        self._finish()
        mark = Cursor(at=item.end(), column=first.column + len(item[0]))
        inner = mark.first(self._text, end)
        blanks = inner.column - mark.column
        width = 1 if empty or blanks > TAB else blanks
        self._containers.append(_Container(mark.column + width - cursor.column, begun=not empty))
        return mark.advanced(self._text, width)

    def _rest(self, cursor: Cursor, end: int, depth: int) -> None:
        """Take the rest of a line, in which no further block begins: nothing, or text."""
        first = cursor.first(self._text, end)
        if first.at == end:
            self._close_to(depth)
            if self._leaf == "paragraph":
                self._finish()
        elif self._leaf == "paragraph":  # a paragraph goes on lazily, without the marks of its containers
            self._end = end
            self._lines += 1
        else:
            self._close_to(depth)
            self._begin("paragraph", first.at)
            self._end = end

    def _continue(self, cursor: Cursor, end: int) -> None:
        """Take a line of a fence or of HTML."""
        first = cursor.first(self._text, end)
        if self._leaf == "html" and self._closing is None and first.at == end:
            self._finish()
            return
        self._end = end
        if self._closing is None:
            return
        if self._leaf == "html":
            if self._closing.search(self._text, first.at, end):
                self._finish()
        elif first.column - cursor.column < TAB and self._closing.match(self._text, first.at):
            self._finish()

    def _html(self, at: int, end: int, depth: int) -> bool:
        """Open a block of HTML where one begins."""
        begins, ending = html_start(self._text, at, in_paragraph=self._leaf == "paragraph")
        if not begins:
            return False
        self._close_to(depth)
        self._begin("html", at)
        self._end = end
        self._closing = re.compile(ending) if ending else None
        if self._closing and self._closing.search(self._text, at, end):
            self._finish()
        return True

    def _atx(self, marks: re.Match[str], line_start: int, end: int) -> None:
        text = self._text[marks.end() : end].rstrip()
        bare = text.rstrip("#")  # the closing marks, which a blank must stand before
        text_end = marks.end() + len(bare if not bare or bare[-1] in " \t" else text)
        self._inline(marks.end(), text_end)
        self._heading((marks.end(), text_end), line_start, end, len(marks[1]))

    def _underlined(self, at: int, end: int) -> None:
        """Make a heading of the open paragraph, or of what is left of it after link reference definitions."""
        start = self._start
        while reference := _REFERENCE.match(self._text, start, self._end + 1):
            start = reference.end()
        span = (start, self._end)
        self._finish()
        if start < span[1]:
            line_start = self._text.rfind("\n", 0, start) + 1
            self._heading(span, line_start, end, 1 if self._text[at] == "=" else 2)

    def _heading(self, text: Span, line_start: int, end: int, level: int) -> None:
        if not self._containers:
            self.headings.append(Marked(*text, line_start, min(end + 1, len(self._text)), level))

    def _is_reference(self, position: int) -> bool:
        """Return whether the open paragraph is a link reference definition that the line at ``position`` ends."""
        if self._leaf != "paragraph" or self._lines > _REFERENCE_LINES or self._text[self._start] != "[":
            return False
        if not self._is_defined(self._end + 1):
            return False
        titled = self._text[position : self._line_end(position)].lstrip(" \t")[:1] in {'"', "'", "("}
        return not (titled and self._is_defined(self._line_end(position) + 1))

    def _is_defined(self, end: int) -> bool:
        return _REFERENCE.fullmatch(self._text, self._start, min(end, len(self._text))) is not None

    def _begin(self, leaf: str, start: int) -> None:
        self._finish()
        self._leaf, self._start, self._end, self._lines = leaf, start, start, 1

    def _close_to(self, depth: int) -> None:
        """Close the containers that a line does not go on with, and with them what is open in them."""
        if depth < len(self._containers):
            self._finish()
            del self._containers[depth:]

    def _finish(self) -> None:
        """Close the leaf, and cover the parts of it that are no text."""
        leaf, start, end = self._leaf, self._start, min(self._end, len(self._text))
        self._leaf = ""
        if leaf == "paragraph":
            self._inline(start, end)
        elif leaf == "html" and self._text.startswith("<!--", start):
            closing = self._text.find("-->", start, end)
            comment_end = closing + 3 if closing >= 0 else end
            self._cover(start, comment_end, HIDDEN)
            self._cover(comment_end, end, OPAQUE)
        elif leaf:
            self._cover(start, end, OPAQUE)

    def _inline(self, start: int, end: int) -> None:
        """Cover comments and code within text."""
        ends: dict[int, Span] | None = None
        unclosed = False
        while token := _INLINE.search(self._text, start, end):
            start = token.end()
            if token[0] == "<!--" and not unclosed:
                closing = self._text.find("-->", start - 2, end)
                unclosed = closing < 0
                if not unclosed:
                    start = closing + 3
                    self._cover(token.start(), start, HIDDEN)
            elif token[0][0] == "`":
                ends = _code_ends(self._text, token.start(), end) if ends is None else ends
                if code_end := ends.get(token.start()):
                    self._cover(*token.span(), OPAQUE)
                    self._cover(token.end(), code_end[0], VERBATIM)
                    self._cover(*code_end, OPAQUE)
                    start = code_end[1]

    def _cover(self, start: int, end: int, filler: str) -> None:
        if start < end:
            self.pieces.append((start, end, filler))

    def _after_quotation_mark(self, mark: Cursor) -> Cursor:
        """Return where the text of a quotation begins: after its mark, and after a blank that follows it."""
        return Cursor(at=mark.at + 1, column=mark.column + 1).advanced(self._text, 1)

    def _line_end(self, position: int) -> int:
        end = self._text.find("\n", position)
        return end if end >= 0 else len(self._text)


def _code_ends(text: str, start: int, end: int) -> dict[int, Span]:
    """Return for each run of backticks the next one that is as long, which ends the code that it begins."""
    found: dict[int, Span] = {}
    next_of: dict[str, Span] = {}
    for run in reversed(list(re.compile("`+").finditer(text, start, end))):
        if run[0] in next_of:
            found[run.start()] = next_of[run[0]]
        next_of[run[0]] = run.span()
    return found
