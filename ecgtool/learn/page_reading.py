"""Read what a page says of its meetings, and find its line for the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ecgtool.learn.draft import Draft
from ecgtool.learn.lines.next_line import NextLine, next_line
from ecgtool.learn.lines.next_owner import is_of_other_body
from ecgtool.learn.meetings.joining import on_the_clock_of_dates
from ecgtool.learn.meetings.names import Outline
from ecgtool.learn.meetings.survey import survey
from ecgtool.learn.meetings.turn_dates import count_by_next_line
from ecgtool.learn.text.clauses import said_in
from ecgtool.learn.text.found import PlacedClause, Survey
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.placed_links import PlacedLink
from ecgtool.page import Page, Syntax

_WORDS = 100


@dataclass(frozen=True, kw_only=True)
class PageSource:
    """A page, and the day on which it is read.

    ``target`` are the keys of ``wiki`` that name it, and ``title`` is what it is called. ``past`` are the lines for
    the next meeting in its earlier revisions.
    """

    page: Page
    title: str
    target: Mapping[str, str]
    today: date
    syntax: Syntax = "wikitext"
    homepage: str = ""
    past: Sequence[str] = ()


@dataclass(kw_only=True)
class PageReading:
    """All that was read of a page, and what was found on it so far.

    ``next`` is its line for the next meeting; those ``elsewhere`` are for the next dates of others.
    """

    source: PageSource
    language: str
    passages: list[Passage]
    survey: Survey
    next: NextLine | None
    elsewhere: list[NextLine] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.source.page

    def number(self, passage: Passage) -> int:
        """Return the number of the line in which a passage begins."""
        return self.page.line_number(passage.start)

    def told(self, link: PlacedLink, what: str) -> str:
        """Return a sentence on a link: "line 3: https://... is not used". The line is the link's, if it is found."""
        passage, url = link.passage, link.url
        end = passage.places[-1] + len(url) + 2 if passage.places else len(self.page.text)
        at = self.page.text.find(url, passage.start, end + len(url))
        return f"line {self.page.line_number(at) if at >= 0 else self.number(passage)}: {url} {what}"

    def where(self, said: PlacedClause) -> str:
        """Return where a clause stands, and its words: "line 3: “Mondays at 15:00 UTC”"."""
        text = " ".join(said.text.split())
        return f"line {self.line_of(said)}: “{text[:_WORDS]}{'…' if len(text) > _WORDS else ''}”"

    def line_of(self, said: PlacedClause) -> int:
        """Return the number of the line in which a clause begins."""
        places = said.passage.places
        return self.page.line_number(places[min(said.at + said.clause.start, len(places) - 1)])


def read_meetings(source: PageSource, passages: list[Passage], language: str) -> PageReading:
    """Return what the page says of its meetings, and its line for the next one, apart from lines for other bodies."""
    outline = Outline(page=source.page, near=source.today, language=language)
    elsewhere: list[NextLine] = []
    records = {passage.start for passage in passages if passage.record}
    while True:
        apart = {one.point.line.start for one in elsewhere}
        found = next_line(source.page, source.today, language, apart | records)
        own = [one for one in passages if found and one.start == found.point.line.start]
        apart |= {one.start for one in own if not _says_rule(one, source.today, language)}
        said = survey(source.page, [p for p in passages if p.start not in apart], source.today, language)
        reading = PageReading(
            source=source, language=language, passages=passages, survey=said, next=found, elsewhere=elsewhere
        )
        if not found:
            return reading
        if not is_of_other_body(found, said.meetings, outline, source.title):
            line = list(said_in(own, source.today, language))
            on_the_clock_of_dates(said, line)
            count_by_next_line(said, line, source.today)
            return reading
        elsewhere.append(found)


def _says_rule(passage: Passage, today: date, language: str) -> bool:
    """Return whether the line for the next meeting says the rule as well, in a clause without a date."""
    ruled = (one.clause for one in said_in([passage], today, language) if not one.clause.dates)
    return any(part.days and part.hours for clause in ruled for part in clause.parts)
