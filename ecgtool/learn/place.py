"""Where on a page the line that says the next meeting could go, for a page that has none."""

from datetime import date
from typing import NamedTuple

from ecgtool.learn.sentences import standing_line
from ecgtool.page import Page, Syntax
from ecgtool.page.model import Section, title_key

_TITLES = (
    "meeting",
    "meetings",
    "meeting information",
    "meeting details",
    "meeting time",
    "meeting schedule",
    "call",
)
_WANTED = tuple(title_key(title) for title in _TITLES)


class Place(NamedTuple):
    """After which line, counted from 1 (0 is the page's beginning), a heading of what ``level`` could go."""

    line: int
    level: int
    why: str

    def marked(self, text: str, syntax: Syntax) -> str:
        """``text`` as the heading that could go there."""
        marks = ("#" if syntax == "markdown" else "=") * self.level
        return f"{marks} {text}" if syntax == "markdown" else f"{marks} {text} {marks}"

    @property
    def words(self) -> str:
        """The place in words."""
        return f"after line {self.line} ({self.why})" if self.line else self.why


def place_on(page: Page, today: date) -> Place:
    """The place: below what says how the group meets always, else below the section on meetings, else at the top."""
    if standing := standing_line(page, None, today):
        return Place(
            page.line_number(standing.start), _level(_around(page, standing.start)), f"“{standing.line.text}”"
        )
    titled = (section for title, section in page.sections_by_title.items() if title in _WANTED)
    if section := next(titled, None):
        number = page.line_number(section.heading.line_start)
        return Place(number, _level(section), f"“{page.title(section.heading)}”")
    return Place(0, 2, "at the top of the page")


def _around(page: Page, position: int) -> Section | None:
    holding = [section for section in page.sections if section.start <= position < section.end]
    return holding[-1] if holding else None


def _level(section: Section | None) -> int:
    return min(section.heading.level + 1, 6) if section else 2
