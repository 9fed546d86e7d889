"""Find a place for the line that names the next meeting, on a page that has none."""

from dataclasses import dataclass

from ecgtool.errors import PageError
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.page_templates import front_matter_end
from ecgtool.page import Page, Syntax
from ecgtool.page.gaps import after_block
from ecgtool.page.model import OPAQUE, Line, Section, title_key

_TITLES = (
    "meeting",
    "meetings",
    "meeting information",
    "meeting details",
    "meeting time",
    "meeting schedule",
    "call",
)
_WORDS = 80
_WANTED = tuple(title_key(title) for title in _TITLES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place for a heading of ``level``: after the ``line`` counted from 1, or 0 for the top of the page."""

    line: int
    level: int
    why: str

    def marked(self, text: str, syntax: Syntax) -> str:
        """Return ``text`` as a heading for that place."""
        marks = ("#" if syntax == "markdown" else "=") * self.level
        return f"{marks} {text}" if syntax == "markdown" else f"{marks} {text} {marks}"

    @property
    def words(self) -> str:
        """The place in words."""
        return f"after line {self.line} ({self.why})" if self.line else self.why


def place_on(page: Page, rule: int | None) -> Place:
    """Return the place: below the rule, else below the section on meetings, else at the top.

    ``rule`` is the position of the rule on the page. The place is after the whole paragraph, list or table of the
    rule, so that no heading cuts it in two.
    """
    if rule is not None:
        try:
            end = after_block(page, rule)
            end = after_block(page, end) if page.mask.startswith("{|", end) else end  # a table right below a sentence
            end = max(end - 1, 0)
        except PageError:  # a table that does not end
            return _top(page)
        last = next(page.lines(page.line_start(end), len(page.text)))
        why = f"“{_words(page, last)}”"
        if not page.text[last.start : last.end].strip():  # the one that ends HTML
            why = f"the empty line below “{_words(page, next(page.lines(page.line_start(end - 1), end)))}”"
        elif last.end == len(page.text) and page.text.startswith("<", last.text_start):
            why += ", with an empty line between"
        return Place(line=page.line_number(end), level=_level(_around(page, rule)), why=why)
    titled = (section for title, section in page.sections_by_title.items() if title in _WANTED)
    if section := next(titled, None):
        number = page.line_number(section.heading.line_start)
        return Place(line=number, level=_level(section), why=f"“{page.title(section.heading)}”")
    return _top(page)


def _words(page: Page, line: Line) -> str:
    shown = page.text[line.text_start : line.text_end] or page.text[line.start : line.end]  # or a comment
    return " ".join(shown.split())[:_WORDS]


def _top(page: Page) -> Place:
    """Return the place above all text: below the front matter of a Markdown page, if there is any."""
    if end := front_matter_end(page):
        return Place(line=page.line_number(end - 1), level=2, why="the end of the front matter")
    return Place(line=0, level=2, why="at the top of the page")


def _around(page: Page, position: int) -> Section | None:
    holding = [one for one in page.sections if one.heading.line_start <= position < one.end]
    return holding[-1] if holding else None


def _level(section: Section | None) -> int:
    return min(section.heading.level + 1, 6) if section else 2


def rule_place(first: Found | None, page: Page) -> int | None:
    """Return the position of the last line about a meeting in its section, or None.

    For a rule in front matter it is that of the page's title.
    """
    if first is None or not first.said:
        return None
    if page.syntax == "markdown" and page.mask.startswith(OPAQUE, first.said[0].passage.start):
        return next((heading.start for heading in page.headings if heading.level == 1), None)
    section = first.said[0].passage.section
    return max(said.passage.start for said in first.said if said.passage.section == section)
