"""Add an entry to a group's page, or remove one.

Each function returns a planner: a function from the text of the page to the plan for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import PurePath

from ecgtool import page
from ecgtool.errors import NoMeeting, PageError, UsageError
from ecgtool.group import Group, SectionNames
from ecgtool.page import Syntax
from ecgtool.page.model import title_key
from ecgtool.page.sections.action_edits import add_action, finish_action
from ecgtool.page.sections.agenda_edits import AgendaPlace, add_item, agenda_place, drop_item
from ecgtool.page.sections.logs import NewLog, add_log
from ecgtool.page.sections.topic_edits import NewTopic, add_topic, drop_topic
from ecgtool.schedule.occurrences import Moment, meeting_on, meetings_on, nearest_held, one_meeting_on, weekday_date
from ecgtool.schedule.planned import planned_on
from ecgtool.text_edit import Edit
from ecgtool.upkeep.group_page import GroupPage

Edits = Callable[[GroupPage], list[Edit]]
"""A function from a page to the edits of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PagePlan:
    """The text ``before`` of a page and the ``text`` that replaces it: a ``targets.interface.EditPlan``.

    ``place`` is the title of the section that is changed, where that is another than the usual one.
    """

    before: str
    text: str
    summary: str
    place: str = ""

    def diff(self, name: str | PurePath) -> str:
        """Return the difference in the unified format. ``name`` is the page's."""
        return page.unified(self.before, self.text, name)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageAt:
    """The page of ``group``, written in ``syntax``, at the instant ``now``."""

    group: Group
    now: datetime
    syntax: Syntax

    def planner(self, summary: str, edits: Edits) -> Callable[[str], PagePlan]:
        """Return a function from the page's text to the plan that makes ``edits``. It raises as they do."""

        def plan(text: str) -> PagePlan:
            group_page = GroupPage(page.parse_page(text, self.syntax), self.group, self.now)
            return PagePlan(before=text, text=page.apply(text, edits(group_page)), summary=" ".join(summary.split()))

        return plan


def topic_planner(at: PageAt, title: str, on: Moment | None = None, by: str = "") -> Callable[[str], PagePlan]:
    """Return a planner that adds a topic to the meeting of the date ``on``, or to the next one.

    Where that date has several meetings, the hour that is asked for, or the next meeting's, is written with it. On a
    page without upcoming topics it goes to the agenda. The planner raises as ``add_topic`` and ``add_item`` do,
    ``PageError`` where the page has neither, ``UsageError`` where no meeting is on that date, and ``NoMeeting`` where
    none is to come.
    """

    def plan(text: str) -> PagePlan:
        group_page = GroupPage(page.parse_page(text, at.syntax), at.group, at.now)
        sections, (day, hour) = group_page.sections, _meeting(group_page, on)
        topic = NewTopic(day=day, title=title, by=by, at=hour)
        if listed := sections.find("topics"):
            own = sections.page.title(listed.heading)
            usual = title_key(own) == title_key(SectionNames().topics)
            edits, where = add_topic(sections, topic, group_page.today), "" if usual else own
        else:
            place = _agenda_place(group_page, day)
            if on is not None and not place.dated and day != _meeting(group_page, None)[0]:
                topic = replace(topic, title=f"{title} ({day})")
            edits, where = add_item(sections, place, topic), place.title
        summary = " ".join(f"Topic: {title}".split())
        return PagePlan(before=text, text=page.apply(text, edits), summary=summary, place=where)

    return plan


def done_planner(at: PageAt, title: str, on: Moment | None = None) -> Callable[[str], PagePlan]:
    """Return a planner that removes a topic, from the agenda where the page has no upcoming topics.

    It raises as ``drop_topic`` and ``drop_item`` do.
    """
    named = on or Moment(None)

    def edits(group_page: GroupPage) -> list[Edit]:
        if group_page.sections.find("topics"):
            return drop_topic(group_page.sections, title, group_page.today, named.day, named.at)
        day = named.day or _meeting(group_page, None)[0]
        return drop_item(group_page.sections, _agenda_place(group_page, day), title)

    return at.planner(f"Done: {title}", edits)


def _agenda_place(group_page: GroupPage, day: date) -> AgendaPlace:
    """Return where the agenda of the meeting on ``day`` is.

    Raises:
        PageError: the page has none.
    """
    apart = [line.line_start for line in group_page.lines]
    place = agenda_place(group_page.sections, day, group_page.today, apart)
    if place is None:
        names = group_page.settings.sections
        hint = f"add a heading “{names.topics}” or “{names.agenda}”, or name the page's own in wiki.sections"
        raise PageError("the page has no upcoming topics and no agenda of the next meeting", hint)
    return place


def action_planner(at: PageAt, text: str, *, done: bool) -> Callable[[str], PagePlan]:
    """Return a planner that adds an action item, or finishes it.

    It raises as ``add_action`` and ``finish_action`` do.
    """
    edit = finish_action if done else add_action
    summary = f"{'Action done' if done else 'Action item'}: {text}"
    return at.planner(summary, lambda group_page: edit(group_page.sections, text))


def log_planner(at: PageAt, log: NewLog) -> Callable[[str], PagePlan]:
    """Return a planner that adds the log of a meeting. It raises as ``add_log`` does.

    Raises:
        UsageError: the log has nothing but a title, or its date is still to come.
    """
    today = max(at.now.astimezone(slot.zone).date() for slot in at.group.schedule.slots)
    if not (log.day or log.recording or log.notes):
        raise UsageError("a title alone is no log", "add --date, --recording or --notes")
    if log.day and log.day > today:
        raise UsageError(f"{weekday_date(log.day)} is still to come", "add its log when it is over")
    return at.planner(f"Log: {log.title}", lambda group_page: add_log(group_page.sections, log, group_page.today))


def _meeting(group_page: GroupPage, on: Moment | None) -> tuple[date, time | None]:
    """Return the date of the meeting that is meant, and its hour where one of several on that date is."""
    schedule = group_page.schedule
    if on is None or on.day is None:
        if group_page.next is None:
            raise NoMeeting
        start = group_page.next.local_start
        on = Moment(start.date(), start.time())
    elif meeting_on(schedule, on.day) is None and planned_on(group_page.group.schedule, on.day):
        raise UsageError(f"the meeting of {on.day} is cancelled or moved", nearest_held(schedule, on.day))
    elif meeting_on(schedule, on.day, on.at) is None:
        one_meeting_on(schedule, on)
    day = on.day or date.min
    return day, on.at if len(meetings_on(schedule, day)) > 1 else None
