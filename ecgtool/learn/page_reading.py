"""Read what a page says of its meetings, and find its line for the next one."""

from ecgtool.learn.clauses import said_in
from ecgtool.learn.joining import on_the_clock_of_dates
from ecgtool.learn.meetings import survey
from ecgtool.learn.names import Outline
from ecgtool.learn.next_line import NextLine, next_line
from ecgtool.learn.next_owner import is_of_other_body
from ecgtool.learn.page_tables import PageReading, PageSource
from ecgtool.learn.passages import Passage


def read_meetings(source: PageSource, passages: list[Passage], language: str) -> PageReading:
    """Return what the page says of its meetings, and its line for the next one, apart from lines for other bodies."""
    outline = Outline(page=source.page, near=source.today, language=language)
    elsewhere: list[NextLine] = []
    while True:
        apart = {one.point.line.start for one in elsewhere}
        found = next_line(source.page, source.today, language, apart)
        apart |= {found.point.line.start} if found else set()
        said = survey(source.page, [p for p in passages if p.start not in apart], source.today, language)
        reading = PageReading(
            source=source, language=language, passages=passages, survey=said, next=found, elsewhere=elsewhere
        )
        if not found:
            return reading
        if not is_of_other_body(found, said.meetings, outline, source.title):
            own = [passage for passage in passages if passage.start == found.point.line.start]
            on_the_clock_of_dates(said, list(said_in(own, source.today, language)))
            return reading
        elsewhere.append(found)
