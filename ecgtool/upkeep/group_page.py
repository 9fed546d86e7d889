"""A group's page and its schedule taken together at an instant: what is next, and what the page should say of it."""

from datetime import date, datetime, time
from functools import cached_property
from itertools import islice

from ecgtool.group import Group, PageSettings, Schedule, Slot
from ecgtool.page.blocks import block_spans
from ecgtool.page.model import Marked, Page, Span, escaped_link
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topics import TopicEntry, less_cancelled, read_entries
from ecgtool.schedule.occurrences import Occurrence, between, meeting_on, occurrences, only_slot
from ecgtool.schedule.planned import instant, planned_on
from ecgtool.upkeep.line_problems import over_at
from ecgtool.wording.presave import composed
from ecgtool.wording.reading import Reading
from ecgtool.wording.templates import Subject, Template, parse

_EXTRAS_AHEAD = 100


class GroupPage:
    """What ``page`` and ``group`` come to at ``now``, an aware datetime. Dates are local to the group's zone.

    ``blocks`` is where the page's blocks are: what stands in them is no line and no topic of the group.
    """

    def __init__(self, page: Page, group: Group, now: datetime, blocks: tuple[Span, ...] | None = None) -> None:
        self.page, self.group, self.now = page, group, now
        self.blocks = block_spans(page) if blocks is None else blocks

    @cached_property
    def lines(self) -> list[Marked]:
        """The lines that say the next meeting, in the page's order: one, where all is well."""
        found = meeting_lines(self.page, self.template)
        return [line for line in found if not self._in_block(line.line_start)] if self.blocks else found

    @property
    def settings(self) -> PageSettings:
        """What the configuration says of the page."""
        return self.group.wiki or PageSettings()

    @property
    def template(self) -> Template:
        """The form of the line that names the next meeting."""
        return parse(composed(self.group.heading), self.group.language)

    @property
    def today(self) -> date:
        """The date where the group is."""
        return self.now.astimezone(self.group.schedule.zone).date()

    @cached_property
    def sections(self) -> NamedSections:
        """The sections of the page, under the group's names for them."""
        return NamedSections(self.page, self.settings.sections, self.group.language)

    @cached_property
    def entries(self) -> tuple[TopicEntry, ...]:
        """The dated entries of the upcoming topics."""
        found = read_entries(self.sections, self.today)
        return tuple(entry for entry in found if not self._in_block(entry.start)) if self.blocks else found

    def _in_block(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.blocks)

    @cached_property
    def schedule(self) -> Schedule:
        """The group's schedule without the meetings that the page cancels."""
        return less_cancelled(self.group.schedule, self.entries, self.now)

    @cached_property
    def next(self) -> Occurrence | None:
        """The first meeting whose end is later than now."""
        return next(occurrences(self.schedule, self.now), None)

    def regular(self, slot: Slot) -> Occurrence | None:
        """Return the next meeting of a slot at the time that its rule has for it: its clock is the usual one."""
        ahead = islice(occurrences(only_slot(self.schedule, slot), self.now), _EXTRAS_AHEAD)
        found = next((occurrence for occurrence in ahead if occurrence.status != "extra"), None)
        return found and found._replace(start=found.planned_start)

    def render(self, template: Template, occurrence: Occurrence) -> str:
        """The line for a meeting in one line of the page's syntax, whatever the group's name and link hold."""
        name, link = self.page.escape(self.group.name), escaped_link(self.group.call.join)
        line = template.render(Subject(occurrence, name, link))
        return composed(" ".join(line.splitlines()).strip())

    def line_for(self, occurrence: Occurrence) -> str:
        """How the line for a meeting reads on the page."""
        text = self.render(self.template, occurrence)
        return type(self.page)(text).plain(0, len(text)).strip()

    def read(self, marked: Marked) -> Reading:
        """What a heading or bold line says of a meeting."""
        return self.template.read(self.page.title(marked), self.today, self.group.schedule.zone)

    def is_over(self, reading: Reading) -> bool:
        """Whether the meeting that a line names is over."""
        end = over_at(reading, self.schedule)
        return end is not None and end <= self.now

    def is_left_out(self, day: date) -> bool:
        """Whether the group meets on ``day`` by its rule, but skips or moves that meeting, or the page cancels it."""
        planned = planned_on(self.group.schedule, day) or meeting_on(self.group.schedule, day)
        return bool(planned) and meeting_on(self.schedule, day) is None

    def is_past(self, entry: TopicEntry) -> bool:
        """Whether the last date of a topic is past, or its meeting over.

        The schedule is asked for what is near alone: a page may have thousands of topics.
        """
        if abs((entry.last - self.today).days) > self._longest:
            return entry.last < self.today
        return self.is_over(Reading(entry.last))

    @cached_property
    def _longest(self) -> int:
        """Days within which a meeting that has begun may go on, the zones' offsets from one another included."""
        return 3 + max(part.duration.days for slot in self.group.schedule.slots for part in slot.recurrences)

    def only_cancelled_here(self, entry: TopicEntry) -> list[date]:
        """Return the dates from today on that the entry cancels and the configuration does not."""
        if not entry.cancelled:
            return []
        schedule = self.group.schedule
        found: list[date] = []
        for first, last in entry.days:
            since = max(first, self.today)
            begin, end = instant(since, time(), schedule.zone), instant(last, time.max, schedule.zone)
            days = (occurrence.local_start.date() for occurrence in between(schedule, begin, end))
            found += dict.fromkeys(day for day in days if day >= since)
        return found
