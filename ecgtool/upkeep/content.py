"""What a group's meetings are about and how to join them, from its configuration or from its page."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ecgtool.group import Agenda, Call, Group, Schedule

if TYPE_CHECKING:
    from ecgtool.page import Span
    from ecgtool.page.sections.logs import Log
    from ecgtool.upkeep.group_page import GroupPage


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The call, the agenda and the logs, and the schedule without what the page cancels."""

    schedule: Schedule
    agenda: Agenda
    call: Call
    logs: "tuple[Log, ...]" = ()


def configured(group: Group) -> Content:
    """Return the content that the configuration has."""
    return Content(schedule=group.schedule, agenda=group.agenda, call=group.call)


def on_page(group_page: "GroupPage", day: date | None = None) -> Content:
    """Return the content that the page has, for the meeting on ``day`` or the next one.

    What is not on it is empty.
    """
    from ecgtool.page.sections.agenda import read_actions, read_items, read_notes
    from ecgtool.page.sections.call import read_call
    from ecgtool.page.sections.logs import read_logs

    sections = group_page.sections
    below = _below_line(group_page)
    following = group_page.next
    about = day or (following.local_start.date() if following else group_page.today)
    topics = tuple(topic for entry in group_page.entries for topic in entry.topics)
    apart = [line.line_start for line in group_page.lines]
    agenda = Agenda(read_notes(sections, below), read_items(sections, about, apart), topics, read_actions(sections))
    logs = read_logs(sections, group_page.today)
    return Content(schedule=group_page.schedule, agenda=agenda, call=read_call(sections, below), logs=logs)


def _below_line(group_page: "GroupPage") -> "Span | None":
    """Return the span from the line that names the next meeting to the next heading, or None."""
    page = group_page.page
    for line in group_page.lines[:1]:
        ends = (heading.line_start for heading in page.headings if heading.line_start >= line.line_end)
        return line.line_end, min(ends, default=len(page.text))
    return None
