"""Read a page as a reader meets it: paragraphs, list items and table rows, each a text that knows its places.

What is struck out is not there. Lines that are shown as one paragraph are one text, and so are the cells of a row.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from operator import attrgetter, itemgetter

from ecgtool.learn.text.labels import is_field, is_field_and_value, label_end, label_of
from ecgtool.learn.text.line_links import all_links
from ecgtool.learn.text.page_templates import front_matter, has_template, hours_of_templates, parameters, set_off
from ecgtool.learn.text.table_rows import TableRow, is_ruler, table_rows
from ecgtool.page.model import Line, Page, Section, Span
from ecgtool.page.points import Link, struck_out
from ecgtool.text_edit import DIRECTION_MARKS, readable
from ecgtool.wording.page_words import ends_with, is_only, page_words
from ecgtool.wording.reading import WEEKDAY

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RULE = re.compile(rf"\b{WEEKDAY}s?\b.*\d(?::\d\d|\s?[ap]m\b)", re.IGNORECASE)
"""A weekday with an hour: what tells when, and is no row of titles."""
_TO_SPACE = dict.fromkeys(
    map(ord, f"\u202f\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079{DIRECTION_MARKS}"), " "
)
"""A narrow space, the marks of footnotes, and those of the direction of writing, as plain spaces."""
_NOTE_MARK = re.compile(r"[\d*\u2020\u2021]{1,2}")
"""The raised mark of a footnote."""
_QUOTED = re.compile(r"(?:>[ \t]*)+")
"""The marks of a quotation at the beginning of a line (CommonMark, 5.1)."""
_LINK_WITH_COLON = re.compile(r"\[[^\[\]\n]*:[^\[\]\n]*\]\(")
"""A link whose words have a colon, which makes no label: "[#lab:example.org](...)"."""
_GOES_ON = re.compile(r"[^.!?:;。]$")


@dataclass(kw_only=True, eq=False)
class Passage:
    """A text on the page. ``places`` has the page's position of each of its characters.

    ``block`` is a number that passages share which stand together: a list, a table, a paragraph. ``label`` is its
    beginning up to a colon, ``announced`` the line above its list or table that ends in a colon, or asks. ``cells``
    are the texts of a table's row, ``titles`` those of its columns. ``above`` is the list item that it is below,
    ``title`` the heading. ``templates`` is whether templates make parts of it. ``is_past`` is whether it is in a part
    of the page that is of the past, ``record`` the day of the past meeting of whose record it is a part, and
    ``is_ended`` whether it is about a group that meets no more.
    """

    text: str = ""
    places: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    block: int = 0
    depth: int = 0
    section: Section | None = None
    label: str = ""
    cells: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    above: "Passage | None" = None
    is_heading: bool = False
    templates: bool = False
    start: int = 0
    title: str = ""
    announced: str = ""
    is_past: bool = False
    is_ended: bool = False
    record: date | None = None

    @property
    def said(self) -> str:
        """The text after the label."""
        return self.text[len(self.label) :].lstrip(" :\uff1a\u2013\u2014-") if self.label else self.text

    def add(self, text: str, places: Iterable[int]) -> None:
        """Add text at the end, after a space where there was text before."""
        if self.text and text:
            self.text += " "
            self.places.append(self.places[-1])
        self.text += text
        self.places += places


class PassageReader:
    """Reads the passages of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.struck = struck_out(page)
        self.headings = {heading.line_start: heading for heading in page.headings}
        self.found: list[Passage] = []
        self.around: list[Passage] = []  # the items that the next line may stand below, the outermost first
        self.items: dict[int, Passage] = {}  # the last one of each depth
        self.block = 0
        self.titles: tuple[str, ...] = ()

    def read(self) -> list[Passage]:
        """Return the passages, in the page's order."""
        lines = list(self.page.lines(0, len(self.page.text)))
        index = 0
        while index < len(lines):
            index = self._one(lines, index)
        self._set_off()
        if self.page.syntax == "wikitext":
            self._named(parameters(self.page))
        else:
            self._named(front_matter(self.page))
        for passage in self.found:
            passage.section = self._section(passage.start)
            passage.title = self.page.title(passage.section.heading) if passage.section else ""
            passage.label = passage.text[: label_end(passage.text)] if not passage.cells else ""
            if passage.above and not (passage.above.text or passage.above.links):  # a line of tags alone
                passage.above = None
        return [passage for passage in self.found if passage.text or passage.links]

    def _named(self, values: Iterable[list[tuple[str, str, int]]]) -> None:
        """Read named values that say when as labelled lines: ``{{Meeting|day=Monday|time=15:00 UTC}}``."""
        for named in values:
            self.block += 1
            for name, value, start in named:
                passage = Passage(block=self.block, depth=1, start=start)
                passage.add(f"{name}: {value}", [start] * (len(name) + 2))
                passage.places += range(start, start + len(value))
                self.found.append(passage)
        self.found.sort(key=attrgetter("start"))

    def _set_off(self) -> None:
        """Read blocks that are code by their indent as lists, where they say a rule, and a wiki's notes."""
        for block in set_off(self.page):
            self.block += 1
            for start, end in block:
                passage = Passage(block=self.block, depth=1, start=start, links=self._links(start, end))
                words = list(re.finditer(r"(?:(?!\'\'|\[\[|\]\])\S)+", self.page.text[start:end]))
                for word in words:
                    passage.add(word[0], range(start + word.start(), start + word.end()))
                self.found.append(passage)

    def _one(self, lines: Sequence[Line], index: int) -> int:
        """Read what begins with a line. Return the index of the line after it."""
        line = lines[index]
        if heading := self.headings.get(line.start):
            self._new(line, is_heading=True)
            self._fill(heading.start, heading.end)
            self.block += 1
            return next((n for n in range(index + 1, len(lines)) if lines[n].start >= heading.line_end), len(lines))
        if line.blank:
            self.block += 1
            return index + 1
        rows, end = table_rows(self.page, lines, index)
        if end:
            self._table(rows)
            return end
        passage = self._new(line)
        text = self.page.mask[line.text_start : line.text_end]
        goes_on = re.match(rf"(?:{page_words('joins')}|[&/,-])\s*\d{{1,2}}\.\s", text)  # "1. und 3. Mittwoch"
        spans = [(line.start if goes_on else self._text_start(line), line.text_end)]
        self._fill(*spans[0])
        index += 1
        while index < len(lines) and self._goes_on(lines[index - 1], lines[index]):
            spans.append((self._text_start(lines[index]), lines[index].text_end))
            self._fill(*spans[-1])
            index += 1
        if len(spans) > 1 and "[" in self.page.mask[spans[0][0] : spans[-1][1]]:  # the words of a link may break
            passage.text, passage.places = "", []
            whole = self.page.visible(spans[0][0], spans[-1][1])
            for start, end in spans:
                seen = ((max(a, start), min(b, end)) for a, b in whole)
                passage.add(*self.shown(start, end, [part for part in seen if part[0] < part[1]]))
            passage.links = self._links(spans[0][0], spans[-1][1])
        self._set_field_off(*spans[0], is_whole=len(spans) > 1)
        return index

    def _set_field_off(self, start: int, end: int, *, is_whole: bool) -> None:
        """Put a colon behind a part of a rule that is in bold, or on a line of its own: "**Weekday** / Wednesday"."""
        passage, (bold, name_end) = self.found[-1], next(iter(self.page.visible(start, end)), (start, start))
        name = self.page.plain(bold, name_end).strip()
        is_own_line = is_whole and name == self.page.plain(start, end).strip()
        is_set_off = is_own_line or (bold > start and not is_only("opens-rule", name))
        is_before_more = passage.text.startswith((f"{name} ", f"{name},")) and not label_end(passage.text)
        if is_set_off and is_field(name) and is_before_more:
            n = len(name)
            passage.text = f"{name}:{passage.text[n:].lstrip(',')}"
            passage.places[n : len(passage.places) - len(passage.text) + n + 1] = [name_end - 1]

    def _text_start(self, line: Line) -> int:
        """Return where the text of a line begins, after the marks of a quotation, "> "."""
        quoted = (
            _QUOTED.match(self.page.mask, line.text_start, line.text_end) if self.page.syntax == "markdown" else None
        )
        return quoted.end() if quoted else line.text_start

    def _new(self, line: Line, *, is_heading: bool = False) -> Passage:
        while self.around and (self.around[-1].block != self.block or self.around[-1].depth >= line.depth):
            self.around.pop()
        above = self.around[-1] if self.around else None
        if (
            above is None
            and line.depth
            and self.found
            and not self.found[-1].is_heading
            and self.found[-1].block >= self.block - 1
        ):
            above = self.found[-1] if not self.found[-1].depth and not self.found[-1].cells else None
        above = self.items.get(line.depth, above) if not line.mark else above  # a paragraph of an item
        term = self.found[-1] if self.found and line.mark == ":" and self.found[-1].text else None
        passage = Passage(block=self.block, depth=line.depth, above=above, is_heading=is_heading, start=line.start)
        if term and term.block == self.block and self.page.text.startswith(";", term.start) and not term.label:
            passage.text = f"{term.text}:"
            passage.places = [term.places[0]] * len(passage.text)
        if passage.depth:
            passage.announced = self._announced()
        self.found.append(passage)
        self.around.append(passage)
        self.items |= {line.depth: passage} if line.mark else {}
        return passage

    def _announced(self) -> str:
        """Return the line that ends in a colon, or asks, above the list or table that goes on here; "" for none."""
        before = self.found[-1] if self.found else Passage()
        ends = before.text.rstrip().endswith((":", "\uff1a", "?", "\uff1f")) and not before.depth and not before.cells
        return before.text if ends else before.announced if before.block == self.block else ""

    def _fill(self, start: int, end: int) -> None:
        passage = self.found[-1]
        passage.add(*self.shown(start, end))
        passage.links += self._links(start, end)
        passage.templates = passage.templates or has_template(self.page, start, end)

    def _links(self, start: int, end: int) -> list[Link]:
        return [one for a, b in self._unstruck(start, end) for one in all_links(self.page, a, b)]

    def _unstruck(self, start: int, end: int) -> list[tuple[int, int]]:
        parts = [(start, end)]
        first = bisect_right(self.struck, start, key=itemgetter(1))
        for a, b in self.struck[first : bisect_left(self.struck, end, key=itemgetter(0))]:
            parts = [part for x, y in parts for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
        return parts

    def shown(self, start: int, end: int, visible: Sequence[Span] | None = None) -> tuple[str, list[int]]:
        """Return what a reader sees of a part of a line, without struck-out text, and the place of each character.

        ``visible`` is what is no markup of it, where that is known from the lines around it.
        """
        text: list[str] = []
        places: list[int] = []
        done = start
        for a, b in [*(self.page.visible(start, end) if visible is None else visible), (end, end)]:
            for made, where in hours_of_templates(self.page, done, a):
                text += made
                places += where
            if text and _BREAK.search(self.page.mask, done, a) and "".join(text).rstrip()[-1:] not in ",;:.":
                text += ", "
                places += [done, done]
            done = b
            if self.page.text.endswith("<sup>", 0, a) and _NOTE_MARK.fullmatch(self.page.text, a, b):
                continue
            for x, y in self._unstruck(a, b):
                if "&" not in self.page.text[x:y]:
                    text += self.page.text[x:y]
                    places += range(x, y)
                    continue
                for match in re.finditer(r"&#?\w+;|.", self.page.text[x:y], re.DOTALL):
                    character = unescape(match[0])
                    text += list(character)
                    places += [x + match.start()] * len(character)
        joined = readable("".join(text)).replace("\xa0", " ").replace("\n", " ").translate(_TO_SPACE)
        kept = [n for n, character in enumerate(joined) if character != " " or joined[n - 1 : n] not in {"", " "}]
        kept = kept[:-1] if kept and joined[kept[-1]] == " " else kept
        return "".join(joined[n] for n in kept), [places[n] for n in kept]

    def _goes_on(self, before: Line, line: Line) -> bool:
        """Return whether a line continues the paragraph or the item of the line before it."""
        if (
            line.blank
            or line.mark
            or line.start in self.headings
            or (line.depth != before.depth and not self._is_broken(before, line))
            or not self.found[-1].text
        ):
            return False
        if line.text_start >= line.text_end or self.page.mask.startswith(("|", "!", "{|"), line.text_start):
            return False
        last = self.page.text[before.start : before.end].rstrip("\r\n")
        text = self.page.plain(line.text_start, line.text_end)
        is_broken = last.endswith(("  ", "\\")) or re.search(r"<br\s*/?>\s*$", last, re.IGNORECASE)
        if is_ruler(self.page, line) or (_RULE.match(text) and self._is_a_rule(before)):
            return False
        has_label = label_of(text) and not _LINK_WITH_COLON.match(self.page.mask, line.text_start)
        ends = is_broken and not is_field(self.found[-1].text)
        if ends or self.page.mask.startswith(self.page.bold_marks, line.text_start) or has_label:
            return bool(re.match(r"[a-z\d]", text)) and bool(_GOES_ON.search(last.rstrip()))
        return True

    def _is_a_rule(self, line: Line) -> bool:
        """Return whether a line says by itself when a group meets, so that a line like it is the next rule."""
        text = self.page.plain(line.text_start, line.text_end)
        return (
            bool(_RULE.match(text)) and not text.endswith((",", "/", "&", "-", "+")) and not ends_with("edge", text)
        )

    def _is_broken(self, item: Line, line: Line) -> bool:
        """Return whether somebody broke an item of a wiki's list by hand, where the wiki begins a paragraph."""
        text = self.page.mask[line.text_start : line.text_end]
        end = self.page.mask[item.text_start : item.text_end]
        return self.page.syntax == "wikitext" and bool(re.match(r"[a-z]", text) and _GOES_ON.search(end))

    def _section(self, position: int) -> Section | None:
        """Return the innermost section at a position.

        A section ends at the next heading, so it is the last that began.
        """
        index = bisect_right(self.page.sections, position, key=_section_start)
        return self.page.sections[index - 1] if index else None

    def _table(self, rows: Sequence[TableRow]) -> None:
        self.block += 1
        self.titles = ()
        for row in rows:
            texts = tuple(self.shown(*cell)[0] for cell in row.cells)
            if row.is_caption:
                self.found.append(Passage(block=self.block, start=row.start))
                self._fill(row.cells[0][0], row.cells[-1][1])
                self.block += 1
            elif row.is_title and not _RULE.search(" ".join(texts)) and not is_field_and_value(texts):
                self.titles = texts
            else:
                self._row(row)
        self.block += 1

    def _row(self, row: TableRow) -> None:
        passage = Passage(block=self.block, titles=self.titles, start=row.start, announced=self._announced())
        self.found.append(passage)
        texts = [self.shown(*cell)[0] for cell in row.cells]
        for cell, text in zip(row.cells, texts, strict=True):
            if passage.text:
                passage.text += " |"
                passage.places += [cell[0]] * 2
            self._fill(*cell)
            if not text and passage.text:
                passage.text += " "
                passage.places.append(cell[0])
        passage.cells = tuple(texts)


def _section_start(section: Section) -> int:
    return section.heading.line_start
