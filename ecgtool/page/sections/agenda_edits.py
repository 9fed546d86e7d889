"""Edits that add an item to a page's agenda, or take one off it, for a page that keeps no list of upcoming topics."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from ecgtool.errors import PageError, UsageError
from ecgtool.page.model import Section
from ecgtool.page.sections.action_edits import end_of_item, top_items
from ecgtool.page.sections.agenda import section_of_date
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import NewTopic, end_of_text, is_called
from ecgtool.text_edit import Edit, apply


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaPlace:
    """The section that an item goes into, its title as a reader sees it, and whether that has the meeting's date."""

    section: Section
    title: str
    dated: bool = False


def agenda_place(sections: NamedSections, day: date, near: date, apart: Collection[int] = ()) -> AgendaPlace | None:
    """Return where an item for the meeting on ``day`` goes; None where the page has no place for it.

    It goes under the heading with that date, as ``section_of_date`` finds it. Where there is none, it goes into the
    agenda, before the first heading in it.
    """
    page, agenda = sections.page, sections.find("agenda")
    if dated := section_of_date(sections, day, near, apart):
        return AgendaPlace(section=dated, title=page.title(dated.heading), dated=True)
    if agenda is None:
        return None
    inside = (one.line_start for one in page.headings if agenda.start <= one.line_start < agenda.end)
    end = min(inside, default=agenda.end)
    return AgendaPlace(section=agenda._replace(end=end), title=page.title(agenda.heading))


def add_item(sections: NamedSections, place: AgendaPlace, topic: NewTopic) -> list[Edit]:
    """Return the edits that put a topic at the end of the list in ``place``; none where it is there already.

    Raises:
        PageError: the agenda is a table.
        UsageError: on the page the title would read as another one.
    """
    page, section = sections.page, place.section
    lines = list(page.lines(section.start, section.end))
    items = [line for line in top_items(lines) if line.text_start < line.text_end]
    title, by = " ".join(topic.title.split()), " ".join(topic.by.split())
    text = page.escape(title) + (f" ({page.escape(by)})" if by else "")
    if any(is_called(page.plain(item.text_start, item.text_end), title, by) for item in items):
        return []
    if not items and any(page.mask.startswith(("|", "{|"), line.text_start) for line in lines):
        raise PageError(f"the page has “{place.title}” in a table", "add a row by hand")
    mark = _next_mark([item.mark for item in items]) if items else "-" if page.syntax == "markdown" else "*"
    end, apart = (end_of_item(lines, items[-1]), False) if items else end_of_text(lines, section.start)
    edit = page.insert_lines(end, ["", f"{mark} {text}"] if apart else [f"{mark} {text}"])
    after = type(page)(apply(page.text, [edit]))
    said = (after.plain(line.text_start, line.text_end) for line in after.lines(end, len(after.text)) if line.mark)
    if not any(is_called(one, title, by) for one in said):
        raise UsageError(f"“{title}” would not read as an item of the agenda", "begin it with a word")
    return [edit]


def drop_item(sections: NamedSections, place: AgendaPlace, title: str) -> list[Edit]:
    """Return the edits that take an item with that title off the agenda, with what is below it.

    An emptied list keeps one empty item. Neither case nor who brings it counts.

    Raises:
        UsageError: there is no such item.
    """
    page, section = sections.page, place.section
    lines = list(page.lines(section.start, section.end))
    titles = {page.plain(line.text_start, line.text_end).strip(): line for line in reversed(lines) if line.mark}
    found = next((line for said, line in titles.items() if is_called(said, title)), None)
    if found is None:
        close = get_close_matches(title, [said for said in titles if said], n=1, cutoff=0)
        hint = f"the nearest is “{close[0]}”" if close else "there is none"
        raise UsageError(f"no item “{title}” in “{place.title}”", hint)
    end = end_of_item(lines, found)
    if top_items(lines) == [found]:
        return [page.replace_lines(found.start, end, [found.mark])]
    return [page.remove_lines(found.start, end)]


def _next_mark(marks: Sequence[str]) -> str:
    """Return the mark of a list's next item: "3." after "1." and "2.", but "1." after "1." and "1."."""
    number = re.fullmatch(r"(\s*)(\d{1,4})([.)]\s*)", marks[-1])
    if not number or (len(marks) > 1 and marks[-1] == marks[-2]):
        return marks[-1]
    return f"{number[1]}{int(number[2]) + 1}{number[3]}"
