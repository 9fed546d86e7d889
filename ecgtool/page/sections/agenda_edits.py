"""Edits that add an item to a page's agenda, for a page that keeps no list of upcoming topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ecgtool.page.model import Section
from ecgtool.page.sections.action_edits import end_of_item, top_items
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import NewTopic, end_of_text, is_called
from ecgtool.text_edit import Edit
from ecgtool.wording.date_form import find_date


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaPlace:
    """The section that an item goes into, its title as a reader sees it, and whether that has the meeting's date."""

    section: Section
    title: str
    dated: bool = False


def agenda_place(sections: NamedSections, day: date, near: date) -> AgendaPlace | None:
    """Return where an item for the meeting on ``day`` goes; None where the page has no place for it.

    It goes under the heading with that date: one within the agenda or, on a page without an agenda, any. Where there
    is none, it goes into the agenda, before the first heading in it. A date without a year is the one nearest to
    ``near``.
    """
    page, agenda = sections.page, sections.find("agenda")
    inside = [one for one in page.sections if not agenda or agenda.start <= one.heading.line_start < agenda.end]
    for one in inside:
        found = find_date(page.title(one.heading), near, sections.language)
        if found and found.day == day:
            return AgendaPlace(section=one, title=page.title(one.heading), dated=True)
    if agenda is None:
        return None
    end = min((one.heading.line_start for one in inside), default=agenda.end)
    return AgendaPlace(section=agenda._replace(end=end), title=page.title(agenda.heading))


def add_item(sections: NamedSections, place: AgendaPlace, topic: NewTopic) -> list[Edit]:
    """Return the edits that put a topic at the end of the list in ``place``; none where it is there already."""
    page, section = sections.page, place.section
    lines = list(page.lines(section.start, section.end))
    items = [line for line in top_items(lines) if line.text_start < line.text_end]
    title, by = " ".join(topic.title.split()), " ".join(topic.by.split())
    text = page.escape(title) + (f" ({page.escape(by)})" if by else "")
    if any(is_called(page.plain(item.text_start, item.text_end), title, by) for item in items):
        return []
    mark = _next_mark([item.mark for item in items]) if items else "-" if page.syntax == "markdown" else "*"
    end, apart = (end_of_item(lines, items[-1]), False) if items else end_of_text(lines, section.start)
    return [page.insert_lines(end, ["", f"{mark} {text}"] if apart else [f"{mark} {text}"])]


def _next_mark(marks: Sequence[str]) -> str:
    """Return the mark of a list's next item: "3." after "1." and "2.", but "1." after "1." and "1."."""
    number = re.fullmatch(r"(\s*)(\d{1,4})([.)]\s*)", marks[-1])
    if not number or (len(marks) > 1 and marks[-1] == marks[-2]):
        return marks[-1]
    return f"{number[1]}{int(number[2]) + 1}{number[3]}"
